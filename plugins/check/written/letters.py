"""Characters that nobody sees, and that came along with something copied. Pure."""

import re
from collections.abc import Iterator

from plugins.text import hidden_problem, quoted

_UNSEEN = re.compile("[\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]")
"""Spaces without width, line ends of other programs, turned directions, places of lost objects.

Those that hold words together or apart, such as the soft hyphen, have a use.
"""
_LOST = "\ufffd"
_SHOWN = 20


def letter_problems(text: str) -> Iterator[tuple[int, str]]:
    """The line, from 1, of characters that must not be there, and what to do."""
    for number, line in enumerate(text.split("\n"), start=1):
        if problem := hidden_problem(line) or _unseen_problem(line):
            yield number, problem


def _unseen_problem(line: str) -> str:
    if match := _UNSEEN.search(line):
        return (
            f"a character that nobody sees (U+{ord(match[0]):04X}) stands "
            f"{_after(line, match.start())}; delete it, or write the line anew"
        )
    if _LOST in line:
        return (
            f"the sign {_LOST} stands for a letter that was lost, {_after(line, line.index(_LOST))}"
            "; write that letter"
        )
    return ""


def _after(line: str, position: int) -> str:
    before = line[max(0, position - _SHOWN) : position].strip()
    return f"after {quoted(before)}" if before else "at the beginning of the line"
