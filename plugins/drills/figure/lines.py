"""Where something of a figure is written, so that a fault can name its line. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.drills.model import Figure, Side
from plugins.faults import Fault

_KEY = re.compile(r" +(start|via|end|keep|props|view|working|unusual_range|alt)\s*:")
_LEGS = {
    "front": ("front|working|right|both", "back|other|left|both"),
    "back": ("back|working|both", "front|other|both"),
    "top": ("top|working|right|both", "bottom|other|left|both"),
    "right": ("right|working|both", "left|other|both"),
    None: ("right|both", "left|both"),
}
"""The words an author has for the leg that is drawn on the right, and for the other one."""


@dataclass(frozen=True)
class Written:
    """A figure as its author wrote it: the path that is shown, the text, what was read."""

    shown: str
    text: str
    figure: Figure

    def pose(self, number: int) -> str:
        """What the author calls a pose: start, via 1, via 2, end."""
        if number == 0:
            return "start"
        is_last = number == len(self.figure.poses) - 1
        has_end = bool(re.search(r"^ +end\s*:", self.text, re.MULTILINE))
        return "end" if is_last and (has_end or number == 1) else f"via {number}"

    def fault(self, message: str, key: str, *patterns: str) -> Fault:
        """A fault at a key of the figure, or at what is written below it: see ``line_of``."""
        return Fault(self.shown, line_of(self.text, key, *patterns), f"figure, {message}")


def line_of(text: str, key: str, *patterns: str) -> int:
    """The line, from 1, of a key of the figure, or of what is written below it.

    Each of the patterns is looked for from where the one before was found. A pose says only what
    changes, so what is not written below it is left out.
    """
    lines = text.split("\n")
    name, _, number = key.partition(" ")
    figure = next((n for n, line in enumerate(lines) if line.startswith("figure:")), 0)
    start = _first(lines, figure, rf" +{name}\s*:", figure)
    end = next((n for n in range(start + 1, len(lines)) if _is_over(lines[n])), len(lines))
    items = [n for n in range(start + 1, end) if lines[n].lstrip().startswith("- ")]
    if number and len(items) >= int(number):
        start, end = items[int(number) - 1], [*items, end][int(number)]
    at = start
    for pattern in patterns:
        at = _first(lines[:end], at, rf"\b({pattern})\b", at)
    return at + 1


def leg_pattern(figure: Figure, side: Side) -> str:
    """What a leg may be called in the file."""
    return rf"({_LEGS[figure.working][0 if side == 'right' else 1]}) legs?"


def words_line(text: str, words: str) -> int:
    """The line, from 1, in which a sentence of the author begins; 1 where it is not found."""
    start = " ".join(words.split()[:3])
    return next((n for n, line in enumerate(text.split("\n"), start=1) if start in line), 1)


def _first(lines: Sequence[str], start: int, pattern: str, default: int) -> int:
    found = (n for n in range(start, len(lines)) if re.search(pattern, lines[n]))
    return next(found, default)


def _is_over(line: str) -> bool:
    return bool(_KEY.match(line)) or bool(line[:1].strip())
