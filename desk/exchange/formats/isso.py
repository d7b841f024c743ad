"""Isso: its database, and the JSON that it reads itself."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from desk.exchange.moments import moment
from desk.exchange.records import (
    ExchangeError,
    Export,
    Fate,
    ForeignPage,
    ForeignReply,
    Notes,
    with_keys,
)
from desk.exchange.text import mappings, string

SOURCE = "isso:"
_MODES: dict[int, Fate] = {1: "approved", 2: "pending", 4: "deleted"}
_NEEDED = {"tid", "id", "parent", "created", "mode", "text", "author", "email", "website"}
_QUERY = """
    SELECT comments.*, threads.uri AS page_uri, threads.title AS page_title
    FROM comments LEFT JOIN threads ON threads.id = comments.tid ORDER BY comments.id
"""


def read_database(path: Path) -> Export:
    """The comments of Isso's database, which is only read.

    Raises ExchangeError for a database of another program, or a damaged one.
    """
    notes = Notes()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            _check(database)
            replies = [_row(dict(row), notes) for row in database.execute(_QUERY)]
    except sqlite3.Error as error:
        raise ExchangeError(f"the database cannot be read ({error})") from None
    return Export("Isso (database)", SOURCE, with_keys(replies), notes.sentences())


def is_threads(data: Any) -> bool:
    """Whether this JSON is Isso's: a list of threads, each with its comments."""
    return (
        isinstance(data, list)
        and bool(data)
        and all(isinstance(thread, dict) and "comments" in thread for thread in data)
    )


def read_json(data: list[dict[str, Any]]) -> Export:
    """The comments of Isso's JSON, in which ids are those of a thread."""
    notes = Notes()
    replies = [reply for thread in data for reply in _thread(thread, notes)]
    return Export("Isso (JSON)", SOURCE, with_keys(replies), notes.sentences())


def _check(database: sqlite3.Connection) -> None:
    columns = {row["name"] for row in database.execute("PRAGMA table_info(comments)")}
    threads = {row["name"] for row in database.execute("PRAGMA table_info(threads)")}
    missing = sorted((_NEEDED - columns) | ({"id", "uri", "title"} - threads))
    if missing:
        raise ExchangeError(
            f"this is a database, but not Isso's: it has no column “{missing[0]}” of comments"
        )


def _row(row: Mapping[str, Any], notes: Notes) -> ForeignReply:
    _count_votes(row, notes)
    page = ForeignPage(
        address=row["page_uri"] or "",
        title=row["page_title"] or "",
        id="" if row["page_uri"] else f"thread {row['tid']}",
    )
    return ForeignReply(
        id=str(row["id"]),
        page=page,
        author=row["author"] or "",
        email=row["email"] or "",
        url=row["website"] or "",
        body=row["text"] or "",
        date=moment(row["created"]),
        unread_date=string(row["created"]),
        status=_MODES.get(row["mode"], "pending"),
        parent=str(row["parent"] or ""),
        place=f"comment {row['id']}",
    )


def _thread(thread: Mapping[str, Any], notes: Notes) -> Iterator[ForeignReply]:
    uri = string(thread.get("id"))
    page = ForeignPage(address=uri, title=unquote_plus(string(thread.get("title"))))
    for number, comment in enumerate(mappings(thread["comments"], "comments"), start=1):
        _count_votes(comment, notes)
        parent = string(comment.get("parent"))
        created = string(comment.get("created"))
        # The ids of a thread may all be 0, so its date tells a comment, too.
        key = f"{uri}#{string(comment.get('id'))} {created}"
        yield ForeignReply(
            id=f"{uri}#{string(comment.get('id'))}",
            key=key,
            page=page,
            author=string(comment.get("author")),
            email=string(comment.get("email")),
            url=string(comment.get("website")),
            body=string(comment.get("text")),
            date=moment(created),
            unread_date=created,
            status=_MODES.get(comment.get("mode", 1), "pending"),
            parent=f"{uri}#{parent}" if parent else "",
            place=f"thread {uri}, comment {number}",
        )


def _count_votes(comment: Mapping[str, Any], notes: Notes) -> None:
    if comment.get("likes") or comment.get("dislikes"):
        notes.add("votes are not kept here (comments with some: {n})")
