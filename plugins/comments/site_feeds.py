"""The feeds of a site: comments of each page, of all pages, and how many each article has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Atom1Feed, get_tag_uri
from feedgenerator.django.utils.encoding import iri_to_uri

from plugins.comments.attach import feed_path
from plugins.comments.feeds import Entry, ThreadFeed, Total, comment_tag, write_feed
from plugins.comments.pages import Page
from plugins.languages.words import Words, words_in
from plugins.renames.former import former_addresses

_IN_FEEDS = ("article", "drill")
"""Kinds of page that are entries of a feed themselves."""


@dataclass(frozen=True)
class SiteFeeds:
    """Writes the feeds of comments into ``output``."""

    settings: Mapping[str, Any]
    output: Path

    @property
    def site(self) -> str:
        """The address of the site; the preview's where it has no public one."""
        return str(self.settings.get("FEED_DOMAIN") or self.settings["SITEURL"])

    def write(self, pages: Iterable[Page]) -> None:
        """Write a feed for every page, and one for all."""
        known = list(pages)
        for page in known:
            self._write_page(page)
        path, language = self.settings["COMMENTS_FEED_ATOM"], self.settings["DEFAULT_LANG"]
        if path:
            write_feed(
                self.output / path,
                [entry for page in known for entry in self._entries(page)],
                title=_about(words_in(language), self.settings["SITENAME"]),
                link=f"{self.site}/",
                feed_url=f"{self.site}/{path}",
                language=language,
            )

    def _write_page(self, page: Page) -> None:
        """The feed beside a page; also where the page was before, for those who read it there."""
        content = page.content
        former = (feed_path(address.save_as) for address in former_addresses(content))
        for path in dict.fromkeys([content.replies.feed_url, *former]):
            write_feed(
                self.output / path,
                self._entries(page),
                title=_about(words_in(content.lang), content.title),
                link=f"{self.site}/{content.url}",
                feed_url=f"{self.site}/{content.replies.feed_url}",
                language=content.lang,
                since=page.published or datetime(1970, 1, 1, tzinfo=UTC),
            )

    def _entries(self, page: Page) -> Iterator[Entry]:
        content, paging = page.content, page.content.replies.paging
        words = words_in(content.lang)
        by_id = {comment.id: comment for comment in content.replies.thread.comments}
        for comment in by_id.values():
            url = f"{self.site}/{paging.permalink(comment.id)}"
            parent = by_id.get(comment.in_reply_to)
            if parent:
                answers_url = f"{self.site}/{paging.permalink(parent.id)}"
                answers = comment_tag(parent, answers_url)
            else:
                answers, answers_url = self._page_tag(page), f"{self.site}/{content.url}"
            title = words.gettext(
                "%(author)s on %(title)s", author=comment.author, title=content.title
            )
            yield Entry(comment, title, url, answers, answers_url)

    def _page_tag(self, page: Page) -> str:
        """The id of the page's own entry, as Pelican makes it; its address where it has none."""
        content = page.content
        if page.kind not in _IN_FEEDS:
            return f"{self.site}/{content.url}"
        return str(get_tag_uri(f"{self.settings['SITEURL']}/{content.url}", content.date))


def count_replies(context: Mapping[str, Any], feed: Any) -> None:
    """Called by Pelican with every feed of articles: say of each how many comments it has."""
    if type(feed) is not Atom1Feed:
        return
    site = f"{context['SITEURL']}/"
    pages = {_link(site, page.content.url): page for page in context["pages_with_replies"]}
    # The writer goes on with the feed that it has made, so that it cannot be replaced by another.
    feed.__class__ = ThreadFeed
    for item in feed.items:
        page = pages.get(item["link"].partition("?")[0])
        if page:
            item["replies"] = _total(page, str(context.get("FEED_DOMAIN") or context["SITEURL"]))


def _about(words: Words, title: str) -> str:
    return words.gettext("Comments on %(title)s", title=title)


def _link(site: str, url: str) -> str:
    return str(iri_to_uri(urljoin(site, url)))


def _total(page: Page, site: str) -> Total:
    replies = page.content.replies
    newest = max((comment.date for comment in replies.thread.comments), default=None)
    return Total(replies.thread.count, newest, f"{site}/{replies.feed_url}")
