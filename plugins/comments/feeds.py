"""Atom feeds of comments, and what feeds of articles say of theirs.

Both in the words of RFC 4685: what an entry answers, and where its own answers are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed

from plugins.comments.body import comment_html
from plugins.comments.model import Comment
from plugins.text import without_hidden

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A comment, as a feed has it; both addresses are absolute, ``title`` says who wrote on what.

    ``answers`` is the id of the feed entry that it answers, be it an article's or a comment's,
    and ``answers_url`` where that is read.
    """

    comment: Comment
    title: str
    url: str
    answers: str
    answers_url: str


@dataclass(frozen=True)
class Total:
    """How many comments a page has, when the newest was written, and the address of their feed."""

    count: int
    newest: datetime | None
    feed_url: str


class ThreadFeed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose entries may have ``answers`` (an Entry's) or ``replies`` (a Total)."""

    def root_attributes(self) -> dict[str, str]:
        """Name the words of RFC 4685; called by the library."""
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        """Write what one entry answers, or what answers it; called by the library."""
        super().add_item_elements(handler, item)
        if "answers" in item:
            to = {"ref": item["answers"], "href": item["answers_url"], "type": "text/html"}
            handler.addQuickElement("thr:in-reply-to", "", to)
        if "replies" in item:
            _add_total(handler, item["replies"])


class _CommentFeed(ThreadFeed):
    """A feed whose date is that of its content: the library takes the clock if it is empty."""

    def __init__(self, since: datetime, **fields: str) -> None:
        super().__init__(description=None, **fields)
        self.since = since

    def latest_post_date(self) -> datetime:
        return max((item["pubdate"] for item in self.items), default=self.since)


def write_feed(
    path: Path,
    entries: Iterable[Entry],
    *,
    title: str,
    link: str,
    feed_url: str,
    language: str,
    since: datetime = _BEGINNING,
    most: int = 100,
) -> None:
    """Write the newest ``most`` comments as Atom; ``since`` dates a feed that has none yet."""
    feed = _CommentFeed(
        since, title=title, link=link, feed_url=feed_url, feed_guid=feed_url, language=language
    )
    newest = sorted(entries, key=lambda entry: (entry.comment.date, entry.comment.id))
    for entry in reversed(newest[-most:]):
        comment = entry.comment
        feed.add_item(
            title=without_hidden(entry.title),
            link=entry.url,
            description=None,
            unique_id=comment_tag(comment, entry.url),
            author_name=without_hidden(comment.author),
            author_link=comment.url or None,
            pubdate=comment.date,
            content=without_hidden(str(comment_html(comment.body))),
            answers=entry.answers,
            answers_url=entry.answers_url,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        feed.write(file, "utf-8")


def comment_tag(comment: Comment, url: str) -> str:
    """A name for a comment that outlasts a change of its page's address (RFC 4151).

    ``url`` is any address of its site.
    """
    host = urlsplit(url).hostname or "localhost"
    return f"tag:{host},{comment.date:%Y-%m-%d}:comment/{comment.id}"


def _add_total(handler: Any, total: Total) -> None:
    link = {
        "rel": "replies",
        "type": "application/atom+xml",
        "href": total.feed_url,
        "thr:count": str(total.count),
    }
    if total.newest:
        link["thr:updated"] = total.newest.isoformat()
    handler.addQuickElement("link", "", link)
    handler.addQuickElement("thr:total", str(total.count))
