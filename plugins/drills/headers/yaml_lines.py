"""A header in YAML, every value as the text that was typed, with the line it stands on.

Nothing is turned into another type, so ``no``, ``1:30`` or a date stay what the author wrote.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import yaml

from plugins.drills.headers import yaml_words
from plugins.drills.headers.fences import parts, rows_of
from plugins.drills.headers.header import Header
from plugins.drills.headers.yaml_causes import cause
from plugins.drills.headers.yaml_layout import Above
from plugins.drills.headers.yaml_values import ValueReader
from plugins.text import hidden_problem, without_hidden

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(text: str, names: Collection[str]) -> Header:
    """Read the header of a file whose fields have these names.

    Never raises; what is wrong is among ``problems``.
    """
    # YAML would stop at what cannot be shown.
    file = parts(without_hidden(text), names)
    found = Header(body=file.body, end=file.end)
    for number, row in enumerate(rows_of(text), start=1):
        if message := hidden_problem(row):
            found.problems.append((number, message))
    if file.problem:
        found.problems.append(file.problem)
    _read_rows(found, file.rows, names)
    return found


def _read_rows(found: Header, rows: list[str], names: Collection[str]) -> None:
    """Read all at once, or key by key where that fails, to find what else is wrong."""
    try:
        _take(found, rows, 1, names)
    except (yaml.YAMLError, RecursionError):
        above = Above((), names)
        for start, block in _blocks(rows):
            _read_block(found, block, 1 + start, above)
            above = Above(block, names)


def _read_block(found: Header, block: list[str], offset: int, above: Above) -> None:
    try:
        _take(found, block, offset, above.names)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row, message = cause(block, mark.line if mark else 0, above)
        found.problems.append((offset + row + 1, message))
        # A field that stands too far in is told of, so it is not missing.
        found.unread |= {_key(block), *({_key(block[row:])} & set(above.names))}
        if above.lost(block):
            found.unread.add(_key(above.rows))


def _key(block: Sequence[str]) -> str:
    return block[0].partition(":")[0].strip()


def _blocks(rows: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The keys at the left edge, each with all that is indented below it."""
    starts = [n for n, row in enumerate(rows) if yaml_words.KEY.match(row)]
    above = rows[: starts[0]] if starts else rows
    if any(row.strip(" \t") for row in above):
        # What stands above the first key belongs to no key.
        starts = [0, *starts]
    for start, end in pairwise([*starts, len(rows)]):
        yield start, rows[start:end]


def _take(found: Header, rows: list[str], offset: int, names: Collection[str]) -> None:
    """Put what the rows say into what was found; ``offset`` rows stand above them."""
    node = yaml.compose("\n".join(rows), Loader=_LOADER)
    if node is None:
        return
    line = node.start_mark.line + offset + 1
    if not isinstance(node, yaml.MappingNode):
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        found.problems.append((line, yaml_words.not_a_field(text)))
        found.unread.add(text.partition(":")[0].strip())
        return
    value = ValueReader(found, rows, offset, names).value(node, ())
    if isinstance(value, dict):
        found.data |= value
