"""Front matter in YAML, every value as the text that was typed, with the line it stands on.

Nothing is turned into another type, so ``no``, ``1:30`` or a date stay what the author wrote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import yaml

from plugins.drills.headers.yaml_causes import cannot_begin_with, cause

Value = str | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
"""Where a value is: the names of its keys, and numbers from 0 in lists."""

_FENCE = "---"
_KEY = re.compile(r"[^\s#\-\]})>,&*!|%@`'\"].*")
_ODD_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
_SIGNS = ("&", "!")
"""What YAML takes for its own before a value, so that an author would miss it."""
_DEEPEST = 12
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class FrontMatter:
    """What a file says; ``lines`` are numbered from 1 in the file.

    ``problems`` are lines and sentences. ``unread`` are the keys whose value could not be read.
    ``body`` begins at ``body_line``.
    """

    data: dict[str, Value] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: list[tuple[int, str]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it that has one; 1 at worst."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1) if place else 1


def read(text: str) -> FrontMatter:
    """Read a file's front matter. Never raises; what is wrong is among ``problems``."""
    rows = _rows(text)
    found = FrontMatter()
    if rows[0].rstrip() != _FENCE:
        found.problems.append((1, _no_fence(rows)))
        return found
    end = next((n for n, row in enumerate(rows) if n and row.rstrip() == _FENCE), None)
    if end is None:
        found.problems.append(
            (_first_prose(rows), "the front matter does not end; write a line “---” below it")
        )
        end = _first_prose(rows) - 1
    else:
        found.body, found.body_line = "\n".join(rows[end + 1 :]), end + 2
    _read_rows(found, rows[1:end], 1)
    return found


def _rows(text: str) -> list[str]:
    """The lines as every editor counts them, and YAML too."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unix.translate(_ODD_BREAKS).split("\n")


def _no_fence(rows: list[str]) -> str:
    if any(row.rstrip() == _FENCE for row in rows):
        return "the first line must be “---”, without anything before it"
    return "a drill begins with a line “---”, then its fields, then a line “---” again"


def _first_prose(rows: list[str]) -> int:
    """The line where the fields seem to stop; the one after the last where they do not."""
    for number, row in enumerate(rows[1:], start=2):
        if row and not row[0].isspace() and not re.match(r"[\w ]+:(\s|$)|[-#\]}]", row):
            return number
    return len(rows) + 1


def _read_rows(found: FrontMatter, rows: list[str], offset: int) -> None:
    """Read all at once, or key by key where that fails, to find what else is wrong."""
    try:
        _take(found, rows, offset)
    except (yaml.YAMLError, RecursionError):
        for start, block in _blocks(rows):
            _read_block(found, block, offset + start)


def _read_block(found: FrontMatter, block: list[str], offset: int) -> None:
    try:
        _take(found, block, offset)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row, message = cause(block, mark.line if mark else 0)
        found.problems.append((offset + row + 1, message))
        found.unread.add(block[0].partition(":")[0].strip())


def _blocks(rows: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The keys at the left edge, each with all that is indented below it."""
    starts = [n for n, row in enumerate(rows) if _KEY.match(row)]
    above = rows[: starts[0]] if starts else rows
    if any(row.strip(" \t") for row in above):
        # What stands above the first key belongs to no key.
        starts = [0, *starts]
    for start, end in pairwise([*starts, len(rows)]):
        yield start, rows[start:end]


def _take(found: FrontMatter, rows: list[str], offset: int) -> None:
    """Put what the rows say into what was found; ``offset`` rows stand above them."""
    node = yaml.compose("\n".join(rows), Loader=_LOADER)
    if node is None:
        return
    line = node.start_mark.line + offset + 1
    if not isinstance(node, yaml.MappingNode):
        found.problems.append((line, _not_a_field(node)))
        found.unread.add(str(node.value).partition(":")[0].strip())
        return
    value = _Reader(found, rows, offset).value(node, ())
    if isinstance(value, dict):
        found.data |= value


def _not_a_field(node: yaml.Node) -> str:
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    key, colon, rest = text.partition(":")
    if colon and " " not in key:
        return f"put a space after the colon: “{key}: {rest.strip()[:40]}”"
    return "every field is a name, a colon, a space and a value, such as “title: Glute bridge”"


@dataclass
class _Reader:
    """Goes through what YAML made of the rows, and keeps the line of everything."""

    found: FrontMatter
    rows: list[str]
    offset: int

    def value(self, node: yaml.Node, place: Place) -> Value:
        line = node.start_mark.line + self.offset + 1
        self.found.lines.setdefault(place, line)
        sign = self._first_sign(node.start_mark)
        if sign in _SIGNS:
            self._problem(line, place, cannot_begin_with(sign))
            return ""
        if len(place) > _DEEPEST:
            self._problem(line, place, "there are too many lists inside each other here")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        return _text(node)

    def _first_sign(self, mark: yaml.Mark) -> str:
        row = self.rows[mark.line] if mark.line < len(self.rows) else ""
        return row[mark.column : mark.column + 1]

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Value]:
        known: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.offset + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(line, place, "the name of a field must be plain words")
                continue
            key = " ".join(str(key_node.value).split())
            here = (*place, key)
            if key in known or here in self.found.lines:
                first = self.found.lines[here]
                self._problem(line, here, f"“{key}” is here twice, first in line {first}")
                continue
            self.found.lines[here] = line
            known[key] = self.value(value_node, here)
        return known

    def _problem(self, line: int, place: Place, message: str) -> None:
        self.found.problems.append((line, message))
        if place:
            self.found.unread.add(str(place[0]))


def _text(node: yaml.Node) -> str:
    text = " ".join(str(node.value).split())
    is_plain = not getattr(node, "style", None)
    return "" if is_plain and text.lower() in ("~", "null") else text
