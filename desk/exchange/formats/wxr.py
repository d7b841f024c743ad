"""WordPress exports (WXR 1.0 to 1.2): articles and pages, each with its comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import IO
from urllib.parse import urlsplit

from desk.exchange.html.comment_text import from_html, plain_words
from desk.exchange.moments import moment
from desk.exchange.records import (
    ExchangeError,
    Export,
    Fate,
    ForeignPage,
    ForeignReply,
    Kind,
    Notes,
    with_keys,
)
from desk.exchange.xml import Element, Records

_SPACE = re.compile(r"https?://wordpress\.org/export/(\d+)\.(\d+)/?")
_DEPTH = 2
"""The items stand in the channel, the channel in the root."""

_STATUSES: dict[str, Fate] = {
    "1": "approved",
    "approve": "approved",
    "approved": "approved",
    "0": "pending",
    "hold": "pending",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "trash",
}
_PINGS: dict[str, Kind] = {"pingback": "pingback", "trackback": "trackback"}


@dataclass
class Site:
    """What an export says of its site: its host, its version, and who writes there."""

    host: str = ""
    version: str = ""
    author_ids: set[str] = field(default_factory=set)


def items(stream: IO[bytes], site: Site, notes: Notes) -> Iterator[Element]:
    """The items of an export, one after the other; ``site`` is filled on the way.

    Raises ExchangeError for what is no export of WordPress, or a newer kind of it.
    """
    records = Records(stream, _DEPTH, notes)
    seen = 0
    for record in records:
        if not site.version:
            site.version = _version(records)
        if record.name == "item":
            if not site.version:
                raise ExchangeError(
                    f"line {record.line}: this is a news feed, not an export; "
                    "in WordPress, choose Tools, then Export"
                )
            seen += 1
            yield record
        elif record.name in ("author", "wp_author"):
            site.author_ids |= {record.value("author_id")} - {""}
        elif record.name in ("link", "base_blog_url") and not seen:
            site.host = urlsplit(record.text.strip()).hostname or site.host
    if records.root.name != "rss":
        raise ExchangeError(f"line 1: this is XML of the kind “{records.root.name}”, not WordPress")


def read(stream: IO[bytes], zone: tzinfo) -> Export:
    """The comments of an export. ``zone`` is that of dates which stand there without UTC."""
    site, notes = Site(), Notes()
    found: list[tuple[ForeignReply, str]] = []
    for item in items(stream, site, notes):
        page = foreign_page(item)
        found += [
            (_reply(comment, page, zone), comment.value("comment_user_id"))
            for comment in item.all("comment")
        ]
    owners = _owner_ids(site, {user for _reply, user in found})
    replies = (replace(reply, by_owner=user in owners) for reply, user in found)
    version = f" {site.version}" if site.version else ""
    return Export(
        f"WordPress (WXR{version})", f"wordpress:{site.host}", with_keys(replies), notes.sentences()
    )


def foreign_page(item: Element) -> ForeignPage:
    """What an item is called and where it stood."""
    return ForeignPage(
        address=item.value("link"),
        title=plain_words(item.value("title")),
        id=item.value("post_id"),
        name=item.value("post_name"),
    )


def gmt(element: Element, name: str, zone: tzinfo) -> datetime | None:
    """A date of WordPress, which keeps it twice: in UTC, and as the clock of the site had it."""
    return moment(element.value(f"{name}_gmt")) or moment(element.value(name), zone)


def _version(records: Records) -> str:
    versions = [found for space in records.spaces if (found := _SPACE.fullmatch(space))]
    if not versions:
        return ""
    major, minor = int(versions[0][1]), int(versions[0][2])
    if major != 1 or minor > 2:
        raise ExchangeError(
            f"line {records.root.line}: this is an export of version {major}.{minor}; "
            "versions 1.0 to 1.2 can be read"
        )
    return f"{major}.{minor}"


def _reply(comment: Element, page: ForeignPage, zone: tzinfo) -> ForeignReply:
    body, notes = from_html(comment.value("comment_content"), lines=True)
    kind = _PINGS.get(comment.value("comment_type"), "comment")
    author = comment.value("comment_author")
    parent = comment.value("comment_parent")
    number = comment.value("comment_id")
    return ForeignReply(
        id=f"{page.id or page.address}#{number}",
        key=number,
        page=page,
        # Names of pings are titles, in which signs are written as entities.
        author=author if kind == "comment" else plain_words(author),
        email=comment.value("comment_author_email"),
        url=comment.value("comment_author_url"),
        body=body,
        date=gmt(comment, "comment_date", zone),
        unread_date=comment.value("comment_date_gmt") or comment.value("comment_date"),
        status=_STATUSES.get(comment.value("comment_approved"), "pending"),
        kind=kind,
        parent=f"{page.id or page.address}#{parent}" if parent not in ("", "0") else "",
        place=f"line {comment.line}",
        notes=notes,
    )


def _owner_ids(site: Site, users: set[str]) -> set[str]:
    """The numbers of those who write the site.

    Where the export does not list them, the only person with an account will be the owner.
    """
    accounts = users - {"", "0"}
    if site.author_ids:
        return site.author_ids
    return accounts if len(accounts) == 1 else set()
