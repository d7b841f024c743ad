"""Which leg of the figure an author's word means.

The working leg is drawn on the figure's right, nearest to the viewer; in a split stance that works
the back leg, it is the back leg that stands on the right.
"""

from typing import Literal, get_args

from plugins.drills.model import SIDES, Side

Working = Literal["front", "back", "top", "right"]
WORKING: tuple[Working, ...] = get_args(Working)

_SIDES: dict[str, tuple[Side, ...]] = {
    "right": ("right",),
    "left": ("left",),
    "front": ("right",),
    "back": ("left",),
    "top": ("right",),
    "bottom": ("left",),
    "working": ("right",),
    "other": ("left",),
    "both": SIDES,
}
_SWAPPED: dict[str, tuple[Side, ...]] = {"front": ("left",), "back": ("right",)}

WORDS = tuple(_SIDES)


def leg_sides(word: str, working: Working | None) -> tuple[Side, ...]:
    """The sides that a word means, none where the word is not known."""
    swapped = _SWAPPED if working == "back" else {}
    return swapped.get(word) or _SIDES.get(word, ())
