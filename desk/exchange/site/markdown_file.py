"""One article or page as the text of its Markdown file. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from desk.exchange.finder import path_of
from desk.exchange.html import escaping
from desk.exchange.html.markdown import Writer
from desk.exchange.site import shortcodes
from desk.exchange.site.old_pages import OldPage, OldSite
from plugins.text import without_hidden

_FILE = re.compile(r"(?i)\.(?!html?$|php$)\w{2,4}$")


@dataclass(frozen=True)
class Written:
    """The text of a file, the pictures and files in it, and what is to be said of it."""

    text: str
    images: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """The id that a page has from now on, and where it was; ``former`` is "" where it stays."""

    id: str
    former: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a page needs to know of the rest.

    ``files`` leads from old paths to the files of public pages. ``host`` is the old site's.
    """

    site: OldSite
    files: Mapping[str, str]
    host: str
    zone: tzinfo


def markdown_file(page: OldPage, places: Places, around: Surroundings) -> Written:
    """The file of a page that will be at these places."""
    writer = Writer(
        article=True,
        lines=not shortcodes.has_blocks(page.text),
        mark=lambda node: shortcodes.mark(node, notes),
        link=lambda address: _new_link(address, around, writer.images),
    )
    notes = writer.notes
    if page.draft_because:
        notes.append(f"it is a draft here, for {page.draft_because}")
    if page.has_date_of_comment:
        notes.append("it had no date, and has that of its first comment")

    def gallery(numbers: object) -> list[str]:
        wanted = list(numbers) if numbers else around.site.by_parent.get(page.number, [])  # type: ignore[call-overload]
        return [around.site.attachments[n] for n in wanted if n in around.site.attachments]

    body = writer.write(shortcodes.expand(without_hidden(page.text), gallery))
    text = f"{_header(page, places, around.zone)}\n{body}\n"
    return Written(text, tuple(dict.fromkeys(writer.images)), tuple(dict.fromkeys(notes)))


def files_by_path(site: OldSite) -> dict[str, str]:
    """Where the public pages of the old site will be, by their old paths."""
    return {
        path_of(page.address): page.path
        for page in site.pages
        if path_of(page.address) and not page.draft_because
    }


def _header(page: OldPage, places: Places, zone: tzinfo) -> str:
    category, *more = page.categories or ("",)
    tags = dict.fromkeys((*page.tags, *more))
    is_article = page.folder == "articles"
    date = f"{page.date.astimezone(zone):%Y-%m-%d %H:%M}" if page.date else ""
    fields = {
        "Title": page.title,
        "Date": date,
        "Modified": _modified(page, zone),
        "Category": category if is_article else "",
        "Tags": ", ".join(tags) if is_article else "",
        # Pelican reads it as Markdown.
        "Summary": escaping.words(page.excerpt, html=True),
        "Id": places.id,
        "Former": places.former,
        # Articles take replies, and pages do not, unless they say otherwise.
        "Replies": "" if page.takes_replies == is_article else _replies(page),
        "Status": "draft" if page.draft_because else "",
    }
    lines = ((name, " ".join(without_hidden(value).split())) for name, value in fields.items())
    return "".join(f"{name}: {value}\n" for name, value in lines if value)


def _replies(page: OldPage) -> str:
    return "open" if page.takes_replies else "closed"


def _modified(page: OldPage, zone: tzinfo) -> str:
    """When it was changed last, if that was on another day."""
    if not page.date or not page.modified or page.modified - page.date < timedelta(days=1):
        return ""
    return f"{page.modified.astimezone(zone):%Y-%m-%d %H:%M}"


def _new_link(address: str, around: Surroundings, files: list[str]) -> str:
    """A link within the old site as one within this; all others stay.

    ``files`` gets the addresses of what is no page, such as a leaflet to download.
    """
    without_scheme = address.partition("://")[2] or address
    host, _, rest = without_scheme.partition("/")
    if not address.startswith("/") and host.removeprefix("www.") != around.host:
        return address
    path, _, fragment = (address if address.startswith("/") else f"/{rest}").partition("#")
    if file := around.files.get(path_of(path)):
        return f"{{filename}}/{file}" + (f"#{fragment}" if fragment else "")
    if _FILE.search(path):
        files.append(address)
    return address
