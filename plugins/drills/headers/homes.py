"""Fields that stand at the left edge and belong into another field. Pure."""

import re
from typing import Any

from plugins.drills.headers.fields import FIGURE, NESTED
from plugins.text import cut

_DOSE_PARTS = {
    "sets": "{} x …",
    "reps": "… x {} …",
    "hold": "… hold {} …",
    "tempo": "… tempo {} …",
    "rest": "… rest {} …",
    "days_per_week": "… {} days a week …",
    "times_per_day": "… {} times a day …",
    "weeks": "… {} weeks …",
    "effort": "… effort {} …",
    "load": "… load {} …",
    "pain_limit": "… pain up to {} …",
}
"""How a dose says what each of its fields says."""
_AS_TYPED = ("tempo", "load")
_SECONDS = ("hold", "rest")
_ADDRESS = "a drill's address comes from the name of its file, or from slug:; take this out"
_NOWHERE = {
    "save_as": _ADDRESS,
    "url": _ADDRESS,
    "template": "every drill is shown in the same way; take this out",
    "translation": (
        "a drill is the translation of the one that has the same slug:, and another lang:; "
        "take this out"
    ),
}
"""Fields that articles may have, and no drill."""
_AMBIGUOUS = ("name",)
"""What people write for a field of the drill itself, too."""


def home(name: str) -> str:
    """The field that a field of this name belongs into, "" for none."""
    if name in _DOSE_PARTS:
        return "dose"
    if name in FIGURE:
        return "figure"
    owners = (owner for owner, inner in NESTED.items() if name in inner.model_fields)
    return "" if name in _AMBIGUOUS else next(owners, "")


def sent_home(name: str, given: Any) -> str:
    """What to do with a field at the left edge that is none there, "" where it is unknown."""
    if name in _NOWHERE:
        return _NOWHERE[name]
    owner = home(name)
    if owner == "dose":
        part = _DOSE_PARTS[name].format(_said(name, given))
        return f'this belongs into the dose: dose: "{part}"'
    if owner:
        return f"this belongs to {owner}; write it below “{owner}:”, as far in as the lines there"
    return ""


def _said(name: str, given: Any) -> str:
    """A value as the sentence of a dose says it."""
    text = given if isinstance(given, str) and given else "…"
    number = re.match(r"[0-9]+", text)
    if name in _AS_TYPED or not number:
        return cut(text)
    if name in _SECONDS:
        return f"{cut(text)} s" if number[0] == text else cut(text)
    return cut(number[0])
