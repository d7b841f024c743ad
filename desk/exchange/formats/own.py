"""The format of ``python -m desk export --format json``: everything that is here, losslessly.

::

    {"format": "full-range", "version": 1, "pages": [
      {"id": "knee-pain", "title": "Knee Pain", "url": "articles/knee-pain/", "comments": [
        {"id": "20200301-093000-k3j9x2mw", "author": "Ann", "date": "2020-03-01T09:30:00+00:00",
         "body": "Thanks.", "url": "", "in_reply_to": "", "by_owner": false}]}]}

With the private facts, a comment also has ``email`` and ``status``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from desk.exchange.moments import moment
from desk.exchange.records import ExchangeError, Export, Fate, ForeignPage, ForeignReply, with_keys
from desk.exchange.text import mappings, string
from desk.submission import STATUSES
from plugins.comments.model import NAME

FORMAT = "full-range"
VERSION = 1


def is_export(data: Any) -> bool:
    """Whether this JSON is an export of ours."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def read(data: Mapping[str, Any]) -> Export:
    """The replies of an export of ours, with the ids that they had."""
    if data.get("version") != VERSION:
        raise ExchangeError(
            f"the “version” of this export is {string(data.get('version')) or 'missing'}; "
            f"version {VERSION} can be read"
        )
    replies = [reply for page in mappings(data.get("pages"), "pages") for reply in _page(page)]
    return Export(f"Full Range (version {VERSION})", "full-range:", with_keys(replies))


def _page(data: Mapping[str, Any]) -> Iterator[ForeignReply]:
    page = ForeignPage(
        address=string(data.get("url")), title=string(data.get("title")), id=string(data.get("id"))
    )
    for comment in mappings(data.get("comments"), f"comments of {page.id}"):
        id = string(comment.get("id"))
        yield ForeignReply(
            id=id,
            page=page,
            author=string(comment.get("author")),
            email=string(comment.get("email")),
            url=string(comment.get("url")),
            body=str(comment.get("body") or ""),
            date=moment(string(comment.get("date"))),
            unread_date=string(comment.get("date")),
            status=_status(comment),
            parent=string(comment.get("in_reply_to")),
            by_owner=comment.get("by_owner") is True,
            keep_id=id if NAME.fullmatch(id) and len(id) <= 40 else "",
            place=f"comment {id}",
        )


def _status(comment: Mapping[str, Any]) -> Fate:
    written = comment.get("status", "approved")
    return next((status for status in STATUSES if status == written), "pending")
