"""What YAML makes of a value, as the text that was typed, and what YAML hides of how it was."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.drills.headers import yaml_words
from plugins.drills.headers.header import Header, Place, Value
from plugins.drills.headers.yaml_layout import Above, misplaced, out_of_step
from plugins.text import hidden_problem

_DEEPEST = 12


@dataclass
class ValueReader:
    """Goes through what YAML made of the rows, and keeps the line of everything."""

    found: Header
    rows: list[str]
    offset: int
    names: Collection[str]

    def value(self, node: yaml.Node, place: Place) -> Value:
        """What stands at a place; its problems and those of all inside go to what was found."""
        line = node.start_mark.line + self.offset + 1
        self.found.lines.setdefault(place, line)
        _, after = self._around(node.start_mark)
        if message := yaml_words.taken_by_yaml(after):
            return self._problem(line, place, message)
        if len(place) > _DEEPEST:
            return self._problem(line, place, "there are too many lists inside each other here")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _scalar(self, node: Any, place: Place) -> str:
        """A text, if it was typed so that it is one."""
        start, end = node.start_mark, node.end_mark
        if node.style:
            return self._quoted(node, place)
        if message := yaml_words.not_a_text(node.value, *self._around(start)):
            return self._problem(start.line + self.offset + 1, place, message)
        more = self.rows[start.line + 1 : end.line + 1]
        if any(row.lstrip().startswith("- ") for row in more):
            # A text without quotes has swallowed the next thing of its list.
            row, message = misplaced(self.rows, Above((), self.names)) or (start.line, "")
            return self._problem(row + self.offset + 1, place, message or yaml_words.SWALLOWED)
        if yaml_words.NOTE.match(self._around(end)[1]):
            self.found.notes.append(place)
        return "" if node.value.lower() in ("~", "null") else _text(node)

    def _quoted(self, node: Any, place: Place) -> str:
        """A text in quotes; in double ones, a backslash may make signs that nobody has typed."""
        row = node.start_mark.line
        if node.style == '"':
            written = "\n".join(self._rows(node))
            at = yaml_words.backslash(written)
            if at is not None:
                row += written.count("\n", 0, at)
                return self._problem(row + self.offset + 1, place, yaml_words.ESCAPED)
        if message := hidden_problem(str(node.value)):
            return self._problem(row + self.offset + 1, place, message)
        return _text(node)

    def _rows(self, node: yaml.Node) -> list[str]:
        """What is written, from the first sign of a value to its last."""
        start, end = node.start_mark, node.end_mark
        rows = self.rows[start.line : end.line + 1]
        rows[-1] = rows[-1][: end.column]
        rows[0] = rows[0][start.column :]
        return rows

    def _around(self, mark: yaml.Mark) -> tuple[str, str]:
        """What stands before and after a mark on its row."""
        row = self.rows[mark.line] if mark.line < len(self.rows) else ""
        return row[: mark.column], row[mark.column :]

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Value]:
        known: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.offset + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(line, place, "the name of a field must be plain words")
                continue
            key = _text(key_node)
            here = (*place, key)
            if key in known or here in self.found.lines:
                owner = str(place[-1]) if place else ""
                self._problem(line, here, yaml_words.twice(key, self.found.lines[here], owner))
                continue
            self.found.lines[here] = line
            if message := self._misplaced(key_node.start_mark, key):
                self.found.unread.add(key)
                self._problem(line, here, message)
                continue
            if message := "" if value_node.value else yaml_words.joined(key):
                self._problem(line, here, message)
                continue
            known[key] = self.value(value_node, here)
        return known

    def _misplaced(self, mark: yaml.Mark, key: str) -> str:
        """What is wrong with the name of a field of the drill that does not begin a row."""
        before, _ = self._around(mark)
        is_inside = key in self.names and before and not before.strip()
        return out_of_step(len(before), 0) if is_inside else ""

    def _problem(self, line: int, place: Place, message: str) -> str:
        """Keep what is wrong; the value is then nothing."""
        self.found.problems.append((line, message))
        if place:
            self.found.unread.add(str(place[0]))
        return ""


def _text(node: Any) -> str:
    return " ".join(str(node.value).split())
