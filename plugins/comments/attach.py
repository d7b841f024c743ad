"""Hangs ``replies`` on every page that can have them, or stops the build with every fault."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugins.comments import avatars, store
from plugins.comments.form import ReplyForm
from plugins.comments.model import NAME, Comment, thread
from plugins.comments.pages import Page, former_id_faults, id_faults, pages
from plugins.comments.paging import folder, paged
from plugins.comments.replies import Replies, opening
from plugins.faults import Fault, report
from plugins.files import kept_secret
from plugins.languages.words import words_in

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Site:
    """What all pages have in common; ``shown`` is the folder of comments as messages name it."""

    settings: Mapping[str, Any]
    comments: Path
    shown: Path
    now: datetime
    avatar_key: bytes


def attach_replies(generators: list[Any]) -> None:
    """Called by Pelican once every page is read; what is wrong is reported."""
    settings, context = generators[0].settings, generators[0].context
    comments = Path(settings["PATH"]) / settings["COMMENTS_PATH"]
    shown, now = Path(os.path.relpath(comments)), datetime.now(UTC)
    site = _Site(settings, comments, shown, now, _avatar_key(settings))
    known = list(pages(context["generated_content"].values(), settings["TIMEZONE"]))
    by_id: dict[str, Page] = {}
    faults: list[Fault] = []
    for page in known:
        faults.extend(id_faults(page, by_id.setdefault(page.id, page)))
    for page in known:
        for id in page.former_ids:
            faults.extend(former_id_faults(page, id, by_id.setdefault(id, page)))
        faults.extend(_attach(page, site))
    if report(context, faults):
        return
    _name_lost_threads(site, by_id)
    context["public_pages"] = [page for page in known if page.is_public]
    context["pages_with_replies"] = [
        page for page in context["public_pages"] if page.content.replies.is_shown
    ]


def _attach(page: Page, site: _Site) -> list[Fault]:
    """Read the comments of a page, under all ids it has had, and hang them on it."""
    found: dict[str, Comment] = {}
    faults: list[Fault] = []
    for id in filter(NAME.fullmatch, page.ids):
        comments, wrong = store.read_page(site.comments, id, site.shown)
        faults.extend(wrong)
        for comment in comments:
            found.setdefault(comment.id, comment)
    try:
        page.content.replies = _replies(page, list(found.values()), site)
    except ValueError as error:
        faults.append(page.fault("replies", str(error)))
    return faults


def _replies(page: Page, comments: list[Comment], site: _Site) -> Replies:
    settings, content = site.settings, page.content
    is_open, closes = opening(
        page.header("replies"),
        page.kind in settings["REPLIES_OPEN_ON"],
        page.published,
        settings["REPLIES_CLOSE_AFTER_DAYS"],
    )
    takes_replies = is_open and page.is_public and (closes is None or site.now < closes)
    has_feed = page.is_public and (takes_replies or bool(comments))
    arranged = thread(comments, settings["REPLIES_DEPTH"])
    # Only what is public has pages of its own for a long thread.
    per_page = settings["REPLIES_PER_PAGE"] if page.is_public else 0
    return Replies(
        page_id=page.id,
        thread=arranged,
        paging=paged(arranged, content.url, per_page),
        is_open=takes_replies,
        closes=closes,
        feed_url=feed_path(content.save_as) if has_feed else "",
        form=ReplyForm(data={"page": page.id}, meta={"words": words_in(content.lang).catalogue}),
        avatars=settings["REPLIES_AVATARS"],
        avatar_key=site.avatar_key,
    )


def feed_path(save_as: str) -> str:
    """The feed lies beside the page: ``articles/knee/`` has ``articles/knee/comments.atom.xml``."""
    return f"{folder(save_as)}comments.atom.xml"


def _avatar_key(settings: Mapping[str, Any]) -> bytes:
    return avatars.key_of(os.environ, kept_secret(settings), settings["SITENAME"])


def _name_lost_threads(site: _Site, known: Mapping[str, Page]) -> None:
    """Warn of comments that stand on no page: its id changed, or it was taken away."""
    for lost in sorted(path.name for path in site.comments.glob("*/") if path.name not in known):
        count = len(list((site.comments / lost).glob("*.txt")))
        if count:
            logger.warning(
                "%s: no page has the id “%s”, so its comments (%d) are not shown; "
                "write “Former-Id: %s” in the header of the page they belong to",
                *(site.shown / lost, lost, count, lost),
            )
