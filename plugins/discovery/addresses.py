"""Every address of the site that is for everybody, with what search engines want to know of it.

What asks not to be found is left out: drafts, hidden pages, redirects, the 404 page. So are the
further pages of a list, which move whenever something is published and are found by their links.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plugins.comments.pages import Page
from plugins.drills.lists import drill_lists

_ASIDE = ("404", "drafts")
_HOME = "index.html"


@dataclass(frozen=True)
class Address:
    """A page of the site; ``url`` is relative to the site's address, "" the front page.

    ``changed`` is when what it says last changed, None where the content does not tell.
    ``languages`` are the addresses of the same page by language, its own too, if it has several.
    """

    url: str
    changed: datetime | None = None
    languages: Mapping[str, str] = field(default_factory=dict)


def addresses(
    context: Mapping[str, Any], settings: Mapping[str, Any], now: datetime
) -> list[Address]:
    """Every public address once, in order; a date that is yet to come is left out."""
    found = [*_contents(context["public_pages"]), *_lists(context, settings)]
    dated = (it if _is_past(it, now) else Address(it.url, None, it.languages) for it in found)
    return sorted({it.url: it for it in dated}.values(), key=lambda it: it.url)


def _is_past(address: Address, now: datetime) -> bool:
    return address.changed is not None and address.changed <= now


def _contents(pages: Iterable[Page]) -> Iterator[Address]:
    """Articles, pages and drills, and the pages of their long threads."""
    for page in pages:
        content, thread = page.content, page.content.replies.thread
        if not content.save_as:
            continue
        # A comment is part of the page, so a new one changes it like a new paragraph.
        said = (comment.date for comment in thread.comments)
        yield Address(content.url, _latest([*_moments([content]), *said]), _languages(content))
        for part in content.replies.paging.pages:
            if not part.is_newest:
                yield Address(part.url)


def _lists(context: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[Address]:
    """What lists contents; it changes with them, but not with the number of their comments."""
    for template in settings["DIRECT_TEMPLATES"]:
        save_as = settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html")
        if save_as and template not in _ASIDE:
            yield Address(save_as.removesuffix(_HOME), _newest(context["articles"]))
    for plural in ("categories", "tags", "authors"):
        for it, articles in context[plural]:
            if it.save_as:
                yield Address(it.url, _newest(articles))
    for group in drill_lists(context["drills"], settings) if "drills" in context else ():
        if group.save_as:
            yield Address(group.url, _newest(group.drills))


def _languages(content: Any) -> dict[str, str]:
    if not content.translations:
        return {}
    return {it.lang: it.url for it in sorted((content, *content.translations), key=_language)}


def _language(content: Any) -> str:
    return str(content.lang)


def _newest(contents: Iterable[Any]) -> datetime | None:
    return _latest(_moments(contents))


def _moments(contents: Iterable[Any]) -> list[datetime]:
    """When contents were published and changed, as their headers say."""
    headers = ("date", "modified")
    return [getattr(it, name) for it in contents for name in headers if hasattr(it, name)]


def _latest(moments: Iterable[datetime]) -> datetime | None:
    return max(moments, default=None)
