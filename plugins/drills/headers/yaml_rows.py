"""The rows of a field as an eye sees them: how far in each begins, and with what. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAMED = re.compile(r"""[\w ]+:(?:\s+|$)|"[^"]*":\s|'[^']*':\s""")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True)
class Row:
    """A row that says something: ``indent`` spaces, perhaps dashes, from ``inner`` on ``words``."""

    number: int
    indent: int
    inner: int
    words: str

    @property
    def has_dash(self) -> bool:
        """Whether it is a thing of a list."""
        return self.inner > self.indent

    @property
    def is_field(self) -> bool:
        """Whether it has a name and a colon."""
        return bool(_NAMED.match(self.words))

    @property
    def name(self) -> str:
        """The name before the colon, "" where there is none."""
        return self.words.partition(":")[0].strip() if self.is_field else ""

    @property
    def value(self) -> str:
        """What stands after the name, if there is one."""
        found = _NAMED.match(self.words)
        return self.words[found.end() :].strip() if found else self.words

    @property
    def opens(self) -> bool:
        """Whether what belongs to it follows below."""
        return not self.value or self.value.startswith("#")

    @property
    def kind(self) -> str:
        """What is open where it begins: a list, fields or a text."""
        return "list" if self.has_dash else ("fields" if self.is_field else "text")

    def begins_like(self, other: "Row", column: int) -> bool:
        """Whether it begins in this column as the other would: with a dash, or with words."""
        return self.indent == column and self.has_dash if other.has_dash else self.inner == column


def begun(rows: Sequence[str]) -> Iterator[Row]:
    """The rows that begin something: no notes, and no text that goes on from the row above."""
    number = 0
    while number < len(rows):
        row = rows[number]
        words = row.lstrip(" ")
        if words.strip() and not words.startswith("#"):
            bare = re.sub(r"^(?:-(?:\s+|$))+", "", words)
            found = Row(number, len(row) - len(words), len(row) - len(bare), bare.rstrip())
            yield found
            number += _more(found, rows[number + 1 :])
        number += 1


def _more(row: Row, below: Sequence[str]) -> int:
    """How many of the rows below belong to the text or list that this row begins."""
    if _BLOCK_TEXT.fullmatch(row.value):
        deeper = (len(one) - len(one.lstrip()) > row.indent or not one.strip() for one in below)
        return next((n for n, is_in in enumerate(deeper) if not is_in), len(below))
    text = row.value
    for number in range(len(below) + 1):
        if not _is_left_open(text):
            return number
        text += "\n" + below[number] if number < len(below) else ""
    return 0


def _is_left_open(text: str) -> bool:
    rest = _QUOTED.sub("", text)
    if text[:1] in ("[", "{"):
        return sum(map(rest.count, "[{")) > sum(map(rest.count, "]}"))
    return text[:1] in ('"', "'") and rest[:1] == text[0]
