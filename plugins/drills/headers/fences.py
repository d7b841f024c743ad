"""Where the header of a drill file begins and ends, from its lines alone. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_FENCE = "---"
_FIELD = re.compile(r"([A-Za-z_]+(?: [a-z_]+)?)\s*:(?:\s|$)")
_IN_HEADER = re.compile(r"[-#\]}\s]")
"""How a line begins that belongs to the field above it."""
_ODD_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")


@dataclass(frozen=True)
class Parts:
    """A file in two: ``rows`` are the header's, from line 2 on.

    ``end`` is the line of the second fence, or the line before which it is missing. ``problem``
    is a line and a sentence; without a first fence there are no rows, without both no body.
    """

    rows: list[str]
    body: str
    end: int
    problem: tuple[int, str] | None = None


def parts(text: str, names: Collection[str]) -> Parts:
    """Part a file; ``names`` are those of the fields, by which a header without an end is known."""
    rows = rows_of(text)
    if rows[0].rstrip() != _FENCE:
        return Parts([], "", 1, (1, _no_fence(rows)))
    end = next((n for n, row in enumerate(rows) if n and row.rstrip() == _FENCE), None)
    if end is not None:
        return Parts(rows[1:end], "\n".join(rows[end + 1 :]), end + 1)
    end = _first_prose(rows, names)
    message = "the header does not end; write a line “---” after its last field, before the story"
    return Parts(rows[1:end], "", end + 1, (end + 1, message))


def rows_of(text: str) -> list[str]:
    """The lines as every editor counts them, and YAML too."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unix.translate(_ODD_BREAKS).split("\n")


def _no_fence(rows: list[str]) -> str:
    if any(row.rstrip() == _FENCE for row in rows):
        return "the first line must be “---”, without anything before it"
    return "a drill begins with a line “---”, then its fields, then a line “---” again"


def _first_prose(rows: list[str], names: Collection[str]) -> int:
    """The row (from 0) where the story seems to begin; the one after the last where it does not."""
    known = [n for n, row in enumerate(rows) if _name(row) in names]
    last = known[-1] if known else 0
    while following := _next_field(rows, last):
        last = following
    after_gap = False
    for number, row in enumerate(rows[last + 1 :], start=last + 1):
        # A note or a list right below a field is its own, one after a gap is the story's.
        if row.strip() and (not _IN_HEADER.match(row) or (after_gap and row[0] in "#-")):
            return number
        after_gap = after_gap or not row.strip()
    return max(number for number, row in enumerate(rows) if row.strip()) + 1


def _next_field(rows: list[str], last: int) -> int | None:
    """The next row at the left edge, if it is a field in small letters, perhaps misspelt."""
    for number, row in enumerate(rows[last + 1 :], start=last + 1):
        if row.strip() and not _IN_HEADER.match(row):
            return number if _name(row).islower() else None
    return None


def _name(row: str) -> str:
    """The name of a field at the left edge, "" where there is none."""
    found = _FIELD.match(row)
    return found[1] if found else ""
