"""Which pages take replies: written by the build, read by the desk.

The manifest is a public file of the site, ``replies.json``, so that a desk on another machine can
have it too. It names published pages only::

    {"pages": {"knee-pain": {"title": "Knee Pain", "url": "articles/knee-pain/", "closes": null}}}

A page that is closed stands in it with ``"closes"`` in the past, and with ``null`` never closes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE_NAME = "replies.json"
_CLOSED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class RepliesPage:
    """A page that has, or had, a reply form. ``url`` is relative to the site's address."""

    id: str
    title: str
    url: str
    closes: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it takes replies at this time."""
        return self.closes is None or now < self.closes

    @classmethod
    def closed(cls, id: str, title: str, url: str) -> "RepliesPage":
        """A page that takes no more replies."""
        return cls(id, title, url, _CLOSED)


def dump(pages: Iterable[RepliesPage]) -> str:
    """The manifest as text, the same for the same pages in any order."""
    by_id = {
        page.id: {
            "title": page.title,
            "url": page.url,
            "closes": page.closes.isoformat() if page.closes else None,
        }
        for page in sorted(pages, key=lambda page: page.id)
    }
    return json.dumps({"pages": by_id}, ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> dict[str, RepliesPage]:
    """Read a manifest. Raises OSError or ValueError where there is none or it is no manifest."""
    pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
    return {
        id: RepliesPage(
            id,
            page["title"],
            page["url"],
            datetime.fromisoformat(page["closes"]) if page["closes"] else None,
        )
        for id, page in pages.items()
    }
