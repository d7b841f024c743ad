"""A drill as a source, so that what holds for every page is asked of it, too. Pure."""

from collections.abc import Iterator

from plugins.check.written.source import Header, Source
from plugins.drills.headers import Parsed


def drill_source(path: str, text: str, parsed: Parsed) -> Source:
    """The part of its header that is not the drill's own, and its story."""
    lines = text.split("\n")
    first = text.count("\n") - parsed.body.count("\n") + 1
    headers = tuple(_headers(lines[: first - 1], parsed))
    return Source(path, "drill", headers, parsed.body, first)


def _headers(lines: list[str], parsed: Parsed) -> Iterator[Header]:
    for name, value in parsed.meta.items():
        for one in value if isinstance(value, list) else [value]:
            yield Header(name, str(one), _line(lines, name, str(one)), name)


def _line(lines: list[str], name: str, value: str) -> int:
    """The line of a value: its own in a list, else that of the name; 1 where neither is found."""
    named = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
    typed = (n for n, line in enumerate(lines, 1) if n >= named and value in line)
    return next(typed, named)
