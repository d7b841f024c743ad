"""The files that are written beside a page for its comments, known before they are read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.comments.attach import feed_path
from plugins.comments.model import NAME
from plugins.comments.pages import Page
from plugins.comments.paging import page_url


def comment_files(page: Page, settings: Mapping[str, Any]) -> Iterator[str]:
    """The feed of a public page, and as many pages as its thread can have at most."""
    save_as, per_page = page.content.save_as, settings["REPLIES_PER_PAGE"]
    if not page.is_public or not save_as:
        return
    yield feed_path(save_as)
    folder = Path(settings["PATH"]) / settings["COMMENTS_PATH"]
    ids = filter(NAME.fullmatch, page.ids)
    count = sum(1 for id in ids for _ in (folder / id).glob("*.txt"))
    if per_page and count > per_page:
        for number in range(1, -(-count // per_page) + 1):
            yield f"{page_url(save_as, number)}index.html"
