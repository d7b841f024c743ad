"""What the columns of a form service are called, and what is meant by them. Pure."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from desk.exchange.text import string

NAMES: dict[str, tuple[str, ...]] = {
    "author": (
        *("author", "name", "full name", "your name", "author name", "comment author"),
        *("display name", "username", "user name", "nickname", "from", "sender"),
    ),
    "first name": ("first name", "firstname", "given name"),
    "last name": ("last name", "lastname", "surname", "family name"),
    "email": (
        *("email", "e mail", "email address", "e mail address", "your email", "mail", "replyto"),
        *("reply to email", "author email", "comment author email", "from email"),
    ),
    "url": ("website", "homepage", "home page", "web site", "author url", "comment author url"),
    "body": (
        *("message", "comment", "comments", "body", "text", "your message", "your comment"),
        *("reply", "your reply", "content", "comment content", "comment text", "feedback"),
        *("markdown", "question"),
    ),
    "html": ("html", "comment html", "body html"),
    "page": (
        *("page", "page id", "page url", "page address", "page title", "article", "post", "thread"),
        *("post url", "post title", "post id", "post slug", "slug", "uri", "path", "permalink"),
        *("referrer", "referer", "source url", "url", "link", "subject"),
    ),
    "title": ("title",),
    "date": (
        *("date", "created", "created at", "created on", "submitted", "submitted at", "time"),
        *("submission date", "submit date", "submit date utc", "submission time", "timestamp"),
        *("start date utc", "date submitted", "received", "received at", "posted at", "datetime"),
        *("comment date gmt", "comment date", "published", "sent at", "sent"),
    ),
    "id": (
        *("id", "submission id", "response id", "comment id", "entry id", "token", "uuid"),
        *("number", "key", "record id"),
    ),
    "parent": (
        *("parent", "parent id", "in reply to", "reply to id", "comment parent", "parent comment"),
        *("reply to comment", "answers"),
    ),
    "status": ("status", "state", "approved", "comment approved", "is approved", "moderation"),
}
"""The usual names of each field, in small letters; of two columns for one field the first named
here is taken."""

DROPPED = frozenset(
    (
        *("ip", "ip address", "user ip", "remote addr", "comment author ip", "author ip"),
        *("user agent", "agent", "browser", "comment agent", "network id"),
        *("g recaptcha response", "gotcha"),
    )
)
"""What is not wanted here, and nobody misses."""


@lru_cache(maxsize=256)
def fields(names: tuple[str, ...]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Which column holds each field, and the columns that hold none.

    Of several columns for a page, an address is worth more than a title.
    """
    columns = {plain_name(name): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for field, usual in NAMES.items():
        found = next((columns[name] for name in usual if name in columns), "")
        if found:
            chosen[field] = found
    _tell_apart(chosen, columns)
    taken = set(chosen.values())
    unused = [name for plain, name in columns.items() if name not in taken and plain not in DROPPED]
    return chosen, tuple(unused[::-1])


def plain_name(name: str) -> str:
    """A name as it is compared: without case, signs and words in brackets."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"\([^)]*\)", "", name))
    return " ".join(re.findall(r"[^\W_]+", spaced.casefold()))


def row_fields(row: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, str]:
    """The fields of one row as text; what the file does not have is ""."""
    found = {field: string(row.get(chosen[field])) if field in chosen else "" for field in NAMES}
    status = row.get(chosen.get("status", ""))
    if isinstance(status, bool):
        found["status"] = "approved" if status else "pending"
    if not found["author"]:
        found["author"] = f"{found['first name']} {found['last name']}".strip()
    return found


def _tell_apart(chosen: dict[str, str], columns: Mapping[str, str]) -> None:
    """“url” beside another column for the page is the website of whoever wrote."""
    if "page" not in chosen and "title" in chosen:
        chosen["page"] = chosen["title"]
    page, url = chosen.get("page", ""), columns.get("url", "")
    if url and url != page and "url" not in chosen:
        chosen["url"] = url
