"""Feeds: well-formed, with whole addresses and true dates. Pure."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

_ATOM = "{http://www.w3.org/2005/Atom}"
_DATES = ("updated", "published")


def feed_problems(feed: str) -> Iterator[str]:
    """What is wrong with an Atom feed (RFC 4287)."""
    try:
        root = ElementTree.fromstring(feed)
    except ElementTree.ParseError as error:
        yield f"it is no XML: {error}"
        return
    for name in ("title", "id", "updated"):
        for element in (root, *root.iter(f"{_ATOM}entry")):
            if not (element.findtext(f"{_ATOM}{name}") or "").strip():
                yield f"an element “{element.tag.removeprefix(_ATOM)}” has no {name}"
    for link in root.iter(f"{_ATOM}link"):
        if not urlsplit(link.get("href", "")).netloc:
            yield f"the address {link.get('href')} is not whole; set SITEURL and FEED_DOMAIN"
    for name in _DATES:
        for date in root.iter(f"{_ATOM}{name}"):
            if not _is_moment(date.text or ""):
                yield f"“{date.text}” is no moment with its zone"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text.strip()).tzinfo is not None
    except ValueError:
        return False
