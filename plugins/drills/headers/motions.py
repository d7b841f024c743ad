"""Angles of joints in named motions: ``bend 46``, ``back 27``, ``bend 88, out 47, turn out 53``.

Every function raises ValueError with a sentence on what to write instead.
"""

import re

from plugins.choices import did_you_mean
from plugins.text import quoted

_HIP = {
    "bend": ("hip", 1),
    "back": ("hip", -1),
    "out": ("out", 1),
    "in": ("out", -1),
    "turn in": ("turn", 1),
    "turn out": ("turn", -1),
}
_MOTIONS: dict[str, dict[str, tuple[str, int]]] = {
    "hip": _HIP,
    "knee": {"bend": ("knee", 1)},
    "ankle": {"up": ("ankle", 1), "down": ("ankle", -1)},
    "toes": {"up": ("toes", 1), "down": ("toes", -1)},
}
_NEUTRAL = ("straight", "neutral", "flat", "0", "0°")
_MOTION = re.compile(r"([a-z ]*?) ?(-?)([0-9]{1,3}(?:\.[0-9])?)(?: ?(?:°|degrees?))?")


def hip(text: str) -> dict[str, float]:
    """The hip's angles; a motion that is not named is none."""
    return {"hip": 0, "out": 0, "turn": 0} | motion("hip", text)


def motion(joint: str, text: str) -> dict[str, float]:
    """The angles that the motions of a joint make, by their names in ``model.Leg``."""
    if text.casefold() in _NEUTRAL:
        return {name: 0 for name, _ in _MOTIONS[joint].values()}
    found: dict[str, float] = {}
    for part in text.split(","):
        name, angle = _one(joint, " ".join(part.split()).casefold())
        if name in found:
            raise ValueError(f"{quoted(text)} says the same motion twice; say each once")
        found[name] = angle
    return found


def _one(joint: str, part: str) -> tuple[str, float]:
    known = _MOTIONS[joint]
    example = "write " + " or ".join(f"“{word} 20”" for word in known) + ", or “straight”"
    read = _MOTION.fullmatch(part)
    if not read:
        raise ValueError(f"{quoted(part)} is no motion with a number of degrees; {example}")
    word, minus, number = read.groups()
    if not word:
        raise ValueError(f"{quoted(part)} does not say which way; {example}")
    if word not in known:
        raise ValueError(f"{quoted(part)}: no such motion;{did_you_mean(word, known)} {example}")
    if minus:
        raise ValueError(f"{quoted(part)}: no number below 0; the word says the way: {example}")
    name, way = known[word]
    if float(number) > 180:
        raise ValueError(f"{quoted(part)} is more than half a turn; {example}")
    return name, way * float(number)
