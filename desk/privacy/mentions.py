"""Replies of others that may name a person or quote her: they stay, so the owner is told of them.

Nothing here is a fact that is kept of her, and nothing of it is handed over: the words are others'.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desk.privacy.replies import ERASED_AUTHOR
from desk.tables import submissions

_SHORTEST_NAME = 3
_SHORTEST_QUOTE = 20
"""Characters. What is shorter is too often no name, and no quotation."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Mention:
    """A reply that may speak of the person; ``line`` is the first of its lines that does."""

    id: str
    author: str
    line: str


def mentions(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> tuple[Mention, ...]:
    """What others wrote of the person whose replies these are, on the same pages, oldest first."""
    theirs = {row["id"] for row in rows}
    names = {name for row in rows for name in _names(row["author"])}
    lines = {line for row in rows for line in row["body"].splitlines()}
    quotable = [line for line in map(_compared, lines) if len(line) >= _SHORTEST_QUOTE]
    column = submissions.c
    query = select(column.id, column.author, column.body).where(
        column.page_id.in_({row["page_id"] for row in rows}),
        column.status.in_(["approved", "pending"]),
    )
    others = connection.execute(query.order_by(column.received_at, column.id)).all()
    found = ((other, _telling_line(other.body, names, quotable)) for other in others)
    return tuple(
        Mention(other.id, other.author, line)
        for other, line in found
        if line and other.id not in theirs
    )


def _telling_line(body: str, names: set[str], quotable: Sequence[str]) -> str:
    """The first line with one of these names or quotations, "" where there is none."""
    for line in body.splitlines():
        words = _compared(line)
        if not names.isdisjoint(_WORD.findall(words)) or any(it in words for it in quotable):
            return line
    return ""


def _names(author: str) -> list[str]:
    if author == ERASED_AUTHOR:
        return []
    return [name for name in _WORD.findall(author.casefold()) if len(name) >= _SHORTEST_NAME]


def _compared(line: str) -> str:
    """A line without what makes no difference, the mark of a quotation among it."""
    return " ".join(line.lstrip("> ").casefold().split())
