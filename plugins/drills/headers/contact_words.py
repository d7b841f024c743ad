"""What must not move, in words: ``front heel``, ``both heels``, ``left hand on wall``. Pure."""

import re
from typing import Literal, cast, get_args

from plugins.choices import Choice, any_of, did_you_mean
from plugins.drills.headers.sides import WORDS, Working, leg_sides
from plugins.drills.model import Contact
from plugins.drills.vocabulary import PARTS
from plugins.text import quoted

_Surface = Literal["floor", "chair", "wall", "step"]
_SURFACES: tuple[_Surface, ...] = get_args(_Surface)
_WHOLE = ("pelvis", "shoulder")
"""Parts that may rest as one, without a side."""
_CONTACT = re.compile(r"(?:(\w+) )?(\w+?)(s?)(?: on (?:the |a )?(\w+))?")
_EXAMPLE = "such as front heel, both heels, pelvis on chair or left hand on wall"


def contacts(text: str, working: Working | None) -> list[Contact]:
    """The contacts that a text means. Raises ValueError with a sentence on what to write."""
    read = _CONTACT.fullmatch(" ".join(text.casefold().split()))
    if not read:
        raise ValueError(f"{quoted(text)} is not understood; write a side and a part, {_EXAMPLE}")
    side, word, plural, where = read.groups()
    part = _part(word, plural)
    surface = cast(_Surface, Choice(_SURFACES).standard(where or "floor"))
    if not side and part in _WHOLE:
        return [Contact(part, None, surface)]
    if not side and not plural:
        raise ValueError(f"{quoted(text)} does not say which; write {_EXAMPLE}")
    sides = leg_sides(side or "both", working)
    if not sides:
        hint = did_you_mean(side, WORDS)
        raise ValueError(f"{quoted(text)}: no such side;{hint} write {any_of(WORDS)}")
    return [Contact(part, one, surface) for one in sides]


def _part(word: str, plural: str) -> str:
    if word + plural in PARTS:  # “pelvis” ends in an s of its own
        return word + plural
    return Choice(PARTS).standard(word)
