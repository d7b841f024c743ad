"""The articles and pages of an export, and where each of them will be."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Literal
from urllib.parse import unquote, urlsplit

from desk.exchange.formats.wxr import foreign_page, gmt
from desk.exchange.html.comment_text import plain_words
from desk.exchange.moments import moment
from desk.exchange.records import ExchangeError
from desk.exchange.site.addresses import Addresses
from desk.exchange.xml import Element
from plugins.comments.model import NAME

Folder = Literal["articles", "pages"]
_FOLDERS: dict[str, Folder] = {"post": "articles", "page": "pages"}
_LONGEST = 80


@dataclass(frozen=True)
class OldPage:
    """An article or page of WordPress, with its new name; ``text`` is HTML still.

    ``draft_because`` says why it will be a draft, "" where it is public. ``address`` is whole.
    ``has_date_of_comment`` says that its own date is not known.
    """

    number: str
    folder: Folder
    slug: str
    title: str
    address: str
    text: str
    excerpt: str
    date: datetime | None
    modified: datetime | None
    draft_because: str
    has_date_of_comment: bool
    takes_replies: bool
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    creator: str

    @property
    def path(self) -> str:
        """Its file below the content folder."""
        return f"{self.folder}/{self.slug}.md"


@dataclass
class OldSite:
    """What an export holds, sorted.

    ``attachments`` leads from the number of a picture or file to its address, ``by_parent`` from
    the number of a page to those that were put on it. ``others`` counts what has no place here.
    """

    pages: list[OldPage] = field(default_factory=list)
    attachments: dict[str, str] = field(default_factory=dict)
    by_parent: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)


def old_site(items: Iterable[Element], zone: tzinfo, addresses: Addresses) -> OldSite:
    """Sort the items of an export, each page with a name whose address is free.

    ``zone`` is that of dates without one.
    """
    site, taken = OldSite(), set[str]()
    for item in items:
        kind, status = item.value("post_type") or "post", item.value("status")
        if kind == "attachment":
            _keep_attachment(item, site)
        elif kind not in _FOLDERS:
            site.others[kind] = site.others.get(kind, 0) + 1
        elif status in ("trash", "auto-draft", "inherit"):
            what = f"{kind} in the trash" if status == "trash" else f"unfinished {kind}"
            site.others[what] = site.others.get(what, 0) + 1
        else:
            page = _page(item, _FOLDERS[kind], zone)
            page = replace(page, slug=_free_slug(page, taken, addresses))
            taken.add(page.path)
            site.pages.append(page)
    return site


def slugified(text: str) -> str:
    """A name for a file and an address, in a-z, 0-9 and hyphens; "" where nothing is left."""
    letters = unicodedata.normalize("NFKD", unquote(text)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")[:_LONGEST].strip("-")
    return slug if NAME.fullmatch(slug) else ""


def former_path(page: OldPage, new_url: str) -> str:
    """Where a public page was, for its header; "" where the address stays, or cannot be kept."""
    parts = urlsplit(page.address)
    path = parts.path.lstrip("/").replace(",", "%2C")
    if page.draft_because or parts.query or not path:
        return ""
    if not path.endswith((".html", ".htm", "/")):
        path = f"{path}/"
    return "" if unquote(path) == new_url else path


def _free_slug(page: OldPage, taken: set[str], addresses: Addresses) -> str:
    """The name itself, or one with the number that the page had."""
    numbers = (page.number or "2", *(f"{page.number or 2}-{n}" for n in range(2, len(taken) + 3)))
    for slug in (page.slug, *(f"{page.slug}-{number}" for number in numbers)):
        path = f"{page.folder}/{slug}.md"
        if path not in taken and addresses.claim(addresses.of(page.folder, slug), path):
            return slug
    raise ExchangeError(f"there is no free address for “{page.title}”")


def _page(item: Element, folder: Folder, zone: tzinfo) -> OldPage:
    known = foreign_page(item)
    terms: Mapping[str, list[str]] = _terms(item)
    slug = slugified(known.name) or slugified(known.title) or f"{folder[:-1]}-{known.id or 'x'}"
    date = gmt(item, "post_date", zone) or moment(item.value("pubDate"))
    told = _first_comment(item, zone) if folder == "articles" and not date else None
    return OldPage(
        number=known.id,
        folder=folder,
        slug=slug,
        title=known.title or slug.replace("-", " ").capitalize(),
        address=known.address,
        text=_encoded(item, "content"),
        excerpt=plain_words(_encoded(item, "excerpt")),
        date=date or told,
        modified=gmt(item, "post_modified", zone),
        draft_because=_draft_because(item) or _undated(folder, date or told),
        has_date_of_comment=told is not None,
        takes_replies=item.value("comment_status") == "open",
        categories=tuple(name for name in terms["category"] if name != "Uncategorized"),
        tags=tuple(terms["post_tag"]),
        creator=item.value("creator"),
    )


def _draft_because(item: Element) -> str:
    if item.value("post_password"):
        return "it had a password"
    status = item.value("status")
    words = {"future": "it was to appear later", "private": "it was private"}
    return "" if status in ("publish", "") else words.get(status, "it was a draft")


def _first_comment(item: Element, zone: tzinfo) -> datetime | None:
    """When somebody first commented on it: it was there then."""
    dates = (gmt(comment, "comment_date", zone) for comment in item.all("comment"))
    return min((date for date in dates if date), default=None)


def _undated(folder: Folder, date: datetime | None) -> str:
    # Articles need a date, pages do not.
    return "it had no date" if folder == "articles" and not date else ""


def _terms(item: Element) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {"category": [], "post_tag": []}
    for term in item.all("category"):
        # A comma would cut it in two.
        name = plain_words(term.text).replace(",", " ")
        domain = term.attributes.get("domain", "category")
        kind = {"tag": "post_tag"}.get(domain, domain)
        if re.search(r"\w", name) and name not in terms.setdefault(kind, []):
            terms[kind].append(name)
    return terms


def _encoded(item: Element, what: str) -> str:
    """``content:encoded`` or ``excerpt:encoded``: one name in two namespaces."""
    for child in item.all("encoded"):
        if what in child.space:
            return child.text
    return ""


def _keep_attachment(item: Element, site: OldSite) -> None:
    number, address = item.value("post_id"), item.value("attachment_url")
    if address:
        site.attachments[number] = address
        site.by_parent.setdefault(item.value("post_parent"), []).append(number)
