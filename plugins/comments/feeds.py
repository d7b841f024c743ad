"""Atom feeds of comments: one for the site, one for each page with replies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed

from plugins.comments.body import comment_html
from plugins.comments.model import Comment


@dataclass(frozen=True)
class Entry:
    """A comment and the page it stands on; ``page_url`` is absolute."""

    comment: Comment
    page_title: str
    page_url: str


class _Feed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose date is that of its content: the library takes the clock if empty."""

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
    since: datetime = datetime(1970, 1, 1, tzinfo=UTC),
    most: int = 100,
) -> None:
    """Write the newest ``most`` comments as Atom; ``since`` dates a feed that has none yet."""
    feed = _Feed(since, title=title, link=link, feed_url=feed_url, language=language)
    newest = sorted(entries, key=lambda entry: (entry.comment.date, entry.comment.id))
    for entry in reversed(newest[-most:]):
        comment = entry.comment
        feed.add_item(
            title=f"{comment.author} on {entry.page_title}",
            link=f"{entry.page_url}#comment-{comment.id}",
            description=None,
            unique_id=_tag(entry),
            author_name=comment.author,
            author_link=comment.url or None,
            pubdate=comment.date,
            content=str(comment_html(comment.body)),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        feed.write(file, "utf-8")


def _tag(entry: Entry) -> str:
    """A name for the comment that outlasts a change of its page's address (RFC 4151)."""
    host = urlsplit(entry.page_url).hostname or "localhost"
    return f"tag:{host},{entry.comment.date:%Y-%m-%d}:comment/{entry.comment.id}"
