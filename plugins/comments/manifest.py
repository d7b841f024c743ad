"""Which pages take replies: written by the build, read by the desk.

The manifest is a public file of the site, ``replies.json``, so that a desk on another machine can
have it too. It names published pages only::

    {"pages": {"knee-pain": {"title": "Knee Pain", "url": "articles/knee-pain/", "closes": null}}}

A page that is closed stands in it with ``"closes"`` in the past, and with ``null`` never closes.
Where there is something to say, ``"former"`` holds the addresses and ``"former_ids"`` the ids that
a page had before, ``"threads"`` the ids of the comments on each page of a long thread, and
``"lang"`` the language of a page that is not in that of the site::

    {"former": ["articles/knee/"], "former_ids": ["knee"], "threads": [["c1", "c2"], ["c3"]]}
    {"lang": "de"}
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugins.comments.paging import comment_url, page_url

FILE_NAME = "replies.json"
_CLOSED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class RepliesPage:
    """A page that has, or had, a reply form.

    ``url`` and ``former``, where it was before, are relative to the site's address. ``numbers``
    says which page of a long thread a comment stands on. ``lang`` is "" for the site's language.
    """

    id: str
    title: str
    url: str
    closes: datetime | None = None
    former: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    lang: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The id, and those it had before; comments may be filed under each."""
        return (self.id, *self.former_ids)

    def is_open(self, now: datetime) -> bool:
        """Whether it takes replies at this time."""
        return self.closes is None or now < self.closes

    def comment_url(self, id: str, parent_id: str = "") -> str:
        """The address of a comment, relative to the site's.

        One that is newer than the last build stands with its parent, or among the newest.
        """
        number = self.numbers.get(id) or self.numbers.get(parent_id)
        return comment_url(page_url(self.url, number) if number else self.url, id)

    def closed(self) -> "RepliesPage":
        """The same page, when it takes no more replies."""
        return replace(self, closes=_CLOSED)


def dump(pages: Iterable[RepliesPage]) -> str:
    """The manifest as text, the same for the same pages in any order."""
    by_id = {page.id: _entry(page) for page in sorted(pages, key=lambda page: page.id)}
    return json.dumps({"pages": by_id}, ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> dict[str, RepliesPage]:
    """Read a manifest. Raises OSError or ValueError where there is none or it is no manifest."""
    pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
    return {id: _page(id, entry) for id, entry in pages.items()}


def _entry(page: RepliesPage) -> dict[str, Any]:
    threads: list[list[str]] = [[] for _ in range(max(page.numbers.values(), default=0))]
    for id, number in page.numbers.items():
        threads[number - 1].append(id)
    more = {
        "former": page.former,
        "former_ids": page.former_ids,
        "threads": threads,
        "lang": page.lang,
    }
    known = {
        "title": page.title,
        "url": page.url,
        "closes": page.closes.isoformat() if page.closes else None,
    }
    return known | {name: value for name, value in more.items() if value}


def _page(id: str, entry: Mapping[str, Any]) -> RepliesPage:
    threads = enumerate(entry.get("threads", ()), start=1)
    return RepliesPage(
        id,
        entry["title"],
        entry["url"],
        datetime.fromisoformat(entry["closes"]) if entry["closes"] else None,
        tuple(entry.get("former", ())),
        tuple(entry.get("former_ids", ())),
        {comment: number for number, ids in threads for comment in ids},
        entry.get("lang", ""),
    )
