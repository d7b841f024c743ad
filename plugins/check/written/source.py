"""A file of the content as its author sees it: headers and text, each with its line. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# As Python-Markdown's ``meta`` reads them, so that what is found here is what Pelican takes.
_HEADER = re.compile(r"^ {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r"^ {4,}(.*)")
MARK = "\ufeff"
"""The mark that some editors put before a text; elsewhere nobody sees it."""
_FENCE = re.compile(r"^(-{3}|\.{3})(\s.*)?$")


@dataclass(frozen=True)
class Header:
    """One header; ``name`` is in small letters, a value on several lines is joined."""

    name: str
    value: str
    line: int
    typed: str


@dataclass(frozen=True)
class Source:
    """A file: its path as it is shown, its kind, its headers, and its text from ``text_line`` on.

    ``stray`` is the line that ended the headers without a blank line: Pelican takes it, and all
    that follows, for text. 0 where there is none.
    """

    path: str
    kind: str
    headers: tuple[Header, ...]
    text: str
    text_line: int
    stray: int = 0

    def header(self, name: str) -> Header | None:
        """The header of this name, or None; the first, where it is written twice."""
        return next(self.all_headers(name), None)

    def all_headers(self, name: str) -> Iterator[Header]:
        """Every header of this name."""
        return (header for header in self.headers if header.name == name)

    def value(self, name: str) -> str:
        """What a header says, "" where it is not written."""
        header = self.header(name)
        return header.value if header else ""

    def is_below(self, name: str) -> bool:
        """Whether a header stands too far down to be one: that is told, and not that it lacks."""
        is_stray = re.compile(rf"^{MARK}?{re.escape(name)}\s*:", re.IGNORECASE | re.MULTILINE)
        return bool(self.stray) and is_stray.search(self.text) is not None


def read_source(path: str, kind: str, text: str) -> Source:
    """Take a Markdown file apart."""
    lines = text.split("\n")  # not splitlines, which counts lines where no editor does
    number = int(bool(lines) and _FENCE.match(lines[0]) is not None and lines[0].startswith("-"))
    headers: list[Header] = []
    while number < len(lines) and lines[number].strip() and not _FENCE.match(lines[number]):
        line = lines[number].rstrip("\r")
        if match := _HEADER.match(line):
            headers.append(Header(match[1].lower(), match[2].strip(), number + 1, match[1]))
        elif (match := _MORE.match(line)) and headers:
            last = headers.pop()
            value = f"{last.value} {match[1].strip()}".strip()
            headers.append(Header(last.name, value, last.line, last.typed))
        else:
            body = "\n".join(lines[number:])
            return Source(path, kind, tuple(headers), body, number + 1, number + 1)
        number += 1
    start = number + 1
    return Source(path, kind, tuple(headers), "\n".join(lines[start:]), start + 1)
