"""Every file of the output that is known before anything is written, and what it comes from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pelican.paginator import Paginator

from plugins.comments import manifest
from plugins.comments.outputs import comment_files
from plugins.comments.pages import pages
from plugins.drills import public
from plugins.drills.addresses import Output
from plugins.drills.lists import DrillList
from plugins.renames.former import former_addresses

_FEED = re.compile(r"(?:.*_)?FEED(?:_ALL)?_(?:ATOM|RSS)")


def outputs(
    context: Mapping[str, Any], settings: Mapping[str, Any], lists: Iterable[DrillList]
) -> Iterator[Output]:
    """What articles, pages, drills, lists and feeds would be written to.

    ``lists`` are those of drills. A page of which nothing is written, such as a draft on the
    published site, is left out.
    """
    for content in context["generated_content"].values():
        if content is not None and content.save_as:
            yield Output(content.save_as, content.source_path, content)
    yield from _beside(context, settings)
    for it in lists:
        yield from _pages(it.template, it.save_as, it.url, it.drills, it.name, settings)
    yield from _direct(context, settings)
    yield from _filed(context, settings)
    for period in chain.from_iterable(context["period_archives"].values()):
        yield Output(period["save_as"], "an archive")
    for name, path in settings.items():
        if _FEED.fullmatch(name) and isinstance(path, str) and path and "{" not in path:
            yield Output(path, f"the feed {name}")
    yield Output(public.FILE_NAME, "the data of the drills")
    yield Output(manifest.FILE_NAME, "the data of the replies")


def _beside(context: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[Output]:
    """What stands beside pages: where they were before, and their comments.

    Those of two pages with one address are named once: that they have it is the fault.
    """
    named = set()
    for page in pages(context["generated_content"].values(), settings["TIMEZONE"]):
        for address in former_addresses(page.content):
            yield Output(address.save_as, page.content.source_path, page.content, is_former=True)
        for path in comment_files(page, settings):
            known = (page.content.save_as.casefold(), path.casefold())
            if known not in named:
                named.add(known)
                yield Output(path, f"the comments on {page.shown_path}")


def _direct(context: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[Output]:
    """Pages that come from a template alone, as the front page does."""
    for template in settings["DIRECT_TEMPLATES"]:
        usual = f"{template}.html"
        save_as = settings.get(f"{template.upper()}_SAVE_AS", usual)
        url = settings.get(f"{template.upper()}_URL", usual)
        name = f"the page of {usual}"
        yield from _pages(template, save_as, url, context["articles"], name, settings)


def _filed(context: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[Output]:
    """The lists of articles by what they are filed under."""
    for kind, plural in (("tag", "tags"), ("category", "categories"), ("author", "authors")):
        for it, articles in context[plural]:
            name = f"the list of the {kind} “{it}”"
            yield from _pages(kind, it.save_as, it.url, articles, name, settings)


def _pages(
    template: str, save_as: str, url: str, items: Any, name: str, settings: Mapping[str, Any]
) -> Iterator[Output]:
    """One output, or one for each page of a list that goes over several."""
    if not save_as:
        return
    if template not in settings["PAGINATED_TEMPLATES"]:
        yield Output(save_as, name)
        return
    per_page = settings["PAGINATED_TEMPLATES"][template] or settings["DEFAULT_PAGINATION"]
    pages = Paginator(save_as, url, items, settings, per_page)
    for number in pages.page_range:
        yield Output(pages.page(number).save_as, name)
