"""Build time: threads on pages, the pages of long threads, the feeds of comments, the manifest.

Bad comment files, bad ids and two pages with one id stop the build; comments whose page is gone
are named by a warning.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.comments import manifest
from plugins.comments.attach import attach_replies
from plugins.comments.avatars import STYLES
from plugins.comments.manifest import RepliesPage
from plugins.comments.pages import Page
from plugins.comments.paging import ThreadPage, page_url
from plugins.comments.site_feeds import SiteFeeds, count_replies
from plugins.renames.former import former_addresses
from plugins.renames.generator import write_redirect

DEFAULTS = {
    "COMMENTS_PATH": "comments",
    "COMMENTS_FEED_ATOM": "feeds/comments.atom.xml",
    "REPLIES_URL": "/replies",
    "REPLIES_OPEN_ON": ["article", "drill"],
    "REPLIES_CLOSE_AFTER_DAYS": 0,
    "REPLIES_DEPTH": 3,
    "REPLIES_TELL_READERS": False,
    "REPLIES_PER_PAGE": 50,
    "REPLIES_AVATARS": "initials",
}


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.initialized.connect(set_defaults)
    signals.get_generators.connect(get_generator)
    signals.all_generators_finalized.connect(attach_replies)
    signals.feed_generated.connect(count_replies)


def set_defaults(pelican: Any) -> None:
    """Fill in the settings the site leaves out; those that cannot be stop the build."""
    for name, value in DEFAULTS.items():
        pelican.settings.setdefault(name, value)
    if problem := _setting_problem(pelican.settings):
        raise SystemExit(problem)


def get_generator(_pelican: Any) -> type[Generator]:
    """Tell Pelican of the generator that writes what stands beside the pages."""
    return CommentsGenerator


class CommentsGenerator(Generator):  # type: ignore[misc]
    """Writes the pages of long threads, Atom for feed readers, and the manifest for the desk."""

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican once every page is known."""
        output, public = Path(self.output_path), self.context["pages_with_replies"]
        for page in public:
            for part in page.content.replies.paging.pages:
                self._write_thread_page(writer, page, part)
        SiteFeeds(self.settings, output).write(public)
        # Closed pages without comments, too: those of another system may be brought to them.
        text = manifest.dump(_manifest_page(page) for page in self.context["public_pages"])
        (output / manifest.FILE_NAME).write_text(text, encoding="utf-8")

    def _write_thread_page(self, writer: Any, page: Page, part: ThreadPage) -> None:
        content, paging = page.content, page.content.replies.paging
        writer.write_file(
            f"{page_url(content.save_as, part.number)}index.html",
            self.get_template("comments"),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            subject=content,
            replies=content.replies,
            part=part,
            # What stands below the page itself, too, is found there by those who search.
            canonical_url=content.url if part.is_newest else part.url,
            older=paging.older(part.number),
            newer=paging.newer(part.number),
        )
        for address in former_addresses(content):
            save_as = f"{page_url(address.save_as, part.number)}index.html"
            write_redirect(self, writer, save_as, content.title, part.url)


def _setting_problem(settings: Mapping[str, Any]) -> str:
    """What to say of a setting that cannot be, "" where all can."""
    style, per_page = settings["REPLIES_AVATARS"], settings["REPLIES_PER_PAGE"]
    if style not in STYLES:
        return f"REPLIES_AVATARS is “{style}”; write one of {', '.join(STYLES)}, in quotes"
    if type(per_page) is not int or per_page < 0:
        return f"REPLIES_PER_PAGE is {per_page!r}; write a whole number, 0 for one page"
    return ""


def _manifest_page(page: Page) -> RepliesPage:
    content, replies = page.content, page.content.replies
    known = RepliesPage(
        page.id,
        content.title,
        content.url,
        replies.closes,
        former=tuple(address.url for address in former_addresses(content)),
        former_ids=page.former_ids,
        numbers=replies.paging.numbers,
        lang="" if content.in_default_lang else content.lang,
    )
    return known if replies.is_open else known.closed()
