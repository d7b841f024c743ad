"""Build time: reads the comment files and hangs ``replies`` on every page that can have them.

Also writes the feeds of comments and the manifest the desk reads. Bad comment files, bad ids and
two pages with one id stop the build; comments whose page is gone are named by a warning.
"""

import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.comments import manifest, store
from plugins.comments.feeds import Entry, write_feed
from plugins.comments.form import ReplyForm
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import Comment, thread
from plugins.comments.pages import Page, id_faults, pages
from plugins.comments.replies import Replies, opening
from plugins.faults import ContentFaults, Fault

logger = logging.getLogger(__name__)

DEFAULTS = {
    "COMMENTS_PATH": "comments",
    "COMMENTS_FEED_ATOM": "feeds/comments.atom.xml",
    "REPLIES_URL": "/replies",
    "REPLIES_OPEN_ON": ["article", "drill"],
    "REPLIES_CLOSE_AFTER_DAYS": 0,
    "REPLIES_DEPTH": 3,
}


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.initialized.connect(set_defaults)
    signals.get_generators.connect(get_generator)
    signals.all_generators_finalized.connect(attach_replies)


def set_defaults(pelican: Any) -> None:
    """Fill in the settings the site leaves out."""
    for name, value in DEFAULTS.items():
        pelican.settings.setdefault(name, value)


def get_generator(_pelican: Any) -> type[Generator]:
    """Tell Pelican of the generator that writes feeds and manifest."""
    return CommentsGenerator


def attach_replies(generators: list[Any]) -> None:
    """Hang ``replies`` on every page, or stop the build with every fault there is."""
    settings, context = generators[0].settings, generators[0].context
    folder = Path(settings["PATH"]) / settings["COMMENTS_PATH"]
    shown = Path(os.path.relpath(folder))
    now = datetime.now(UTC)
    faults: list[Fault] = []
    by_id: dict[str, Page] = {}
    for page in pages(context["generated_content"].values(), settings["TIMEZONE"]):
        faults.extend(id_faults(page, by_id.get(page.id)))
        by_id.setdefault(page.id, page)
        comments, found = store.read_page(folder, page.id, shown)
        faults.extend(found)
        try:
            page.content.replies = _replies(page, comments, settings, now)
        except ValueError as error:
            faults.append(page.fault("replies", str(error)))
    if faults:
        raise ContentFaults(faults)
    _name_lost_threads(folder, shown, by_id)
    context["pages_with_replies"] = [
        page for page in by_id.values() if page.is_public and page.content.replies.is_shown
    ]


class CommentsGenerator(Generator):  # type: ignore[misc]
    """Writes what other programs read: Atom for feed readers, the manifest for the desk."""

    def generate_output(self, _writer: Any) -> None:
        """Called by Pelican once every page is known."""
        output, public = Path(self.output_path), self.context["pages_with_replies"]
        for page in public:
            self._write_page_feed(output, page)
        if self.settings["COMMENTS_FEED_ATOM"]:
            self._write_site_feed(output, public)
        text = manifest.dump(_manifest_page(page) for page in public)
        (output / manifest.FILE_NAME).write_text(text, encoding="utf-8")

    def _write_page_feed(self, output: Path, page: Page) -> None:
        content, site = page.content, self._site()
        write_feed(
            output / content.replies.feed_url,
            self._entries(page),
            title=f"Comments on {content.title}",
            link=f"{site}/{content.url}",
            feed_url=f"{site}/{content.replies.feed_url}",
            language=self.settings["DEFAULT_LANG"],
            since=page.published or datetime(1970, 1, 1, tzinfo=UTC),
        )

    def _write_site_feed(self, output: Path, public: list[Page]) -> None:
        site, path = self._site(), self.settings["COMMENTS_FEED_ATOM"]
        write_feed(
            output / path,
            [entry for page in public for entry in self._entries(page)],
            title=f"Comments on {self.settings['SITENAME']}",
            link=f"{site}/",
            feed_url=f"{site}/{path}",
            language=self.settings["DEFAULT_LANG"],
        )

    def _entries(self, page: Page) -> list[Entry]:
        url = f"{self._site()}/{page.content.url}"
        comments = page.content.replies.thread.comments
        return [Entry(comment, page.content.title, url) for comment in comments]

    def _site(self) -> str:
        return str(self.settings.get("FEED_DOMAIN") or self.settings["SITEURL"])


def _replies(
    page: Page, comments: list[Comment], settings: Mapping[str, Any], now: datetime
) -> Replies:
    is_open, closes = opening(
        page.header("replies"),
        page.kind in settings["REPLIES_OPEN_ON"],
        page.published,
        settings["REPLIES_CLOSE_AFTER_DAYS"],
    )
    takes_replies = is_open and page.is_public and (closes is None or now < closes)
    has_feed = page.is_public and (takes_replies or bool(comments))
    return Replies(
        page_id=page.id,
        thread=thread(comments, settings["REPLIES_DEPTH"]),
        is_open=takes_replies,
        closes=closes,
        feed_url=_feed_url(page.content) if has_feed else "",
        form=ReplyForm(data={"page": page.id}),
    )


def _feed_url(content: Any) -> str:
    """The feed lies beside the page: ``articles/knee/`` has ``articles/knee/comments.atom.xml``."""
    return str(Path(content.save_as).parent / "comments.atom.xml")


def _manifest_page(page: Page) -> RepliesPage:
    content, replies = page.content, page.content.replies
    if not replies.is_open:
        return RepliesPage.closed(page.id, content.title, content.url)
    return RepliesPage(page.id, content.title, content.url, replies.closes)


def _name_lost_threads(folder: Path, shown: Path, known: Mapping[str, Page]) -> None:
    """Warn of comments that stand on no page: its id changed, or it was taken away."""
    for lost in sorted(path.name for path in folder.glob("*/") if path.name not in known):
        count = len(list((folder / lost).glob("*.txt")))
        if count:
            logger.warning(
                "%s: no page has the id “%s”, so its comments (%d) are not shown; "
                "write “Id: %s” in the header of the page they belong to",
                *(shown / lost, lost, count, lost),
            )
