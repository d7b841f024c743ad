"""A built page as far as it is checked: links, pictures, data for machines, words. Pure."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_LINKS = {
    "a": "href",
    "area": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "track": "src",
    "iframe": "src",
}
"""Where an element names an address."""
_VISIBLE = ("a", "area")
_LOADED = ("stylesheet", "preload", "modulepreload", "icon", "preconnect", "manifest")
"""What a ``link`` is for where a browser asks for it at once."""
_DATA = "application/ld+json"
_UNSEEN = ("script", "style", "title", "template")
_COUNT = "comments-title"
"""The id of the heading that says how many comments there are."""


@dataclass(frozen=True)
class Link:
    """An address in a page: ``element`` says what for."""

    element: str
    address: str
    is_loaded: bool = False
    """Whether a browser asks for it without the reader doing anything."""

    @property
    def leads_on(self) -> bool:
        """Whether a reader can follow it."""
        return self.element in _VISIBLE


@dataclass(frozen=True)
class Image:
    """A picture: its address, its words (None where there are none), its size where it says one."""

    address: str
    alt: str | None
    width: str = ""
    height: str = ""


@dataclass(frozen=True)
class Said:
    """What a page says of itself to people; empty for a page without data for machines."""

    heading: str = ""
    text: str = ""
    description: str = ""
    canonical: str = ""
    count: str = ""
    days: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Page:
    """What stands in a page; ``data`` are its blocks of JSON-LD as they are written.

    A page that leads on to another, or asks not to be found, ``is_aside``. ``inline`` names what in
    the page itself is a script: the element, or attributes like ``onclick``.
    """

    links: tuple[Link, ...]
    ids: frozenset[str]
    data: tuple[str, ...]
    is_aside: bool = False
    images: tuple[Image, ...] = ()
    said: Said = field(default_factory=Said)
    ids_twice: tuple[str, ...] = ()


def read_page(html: str) -> Page:
    """Take a page apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(
        links=tuple(reader.links),
        ids=frozenset(reader.ids),
        data=tuple(reader.data),
        is_aside=reader.is_aside,
        images=tuple(reader.images),
        said=reader.said() if reader.data else Said(),
        ids_twice=tuple(reader.ids_twice),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.ids: set[str] = set()
        self.ids_twice: list[str] = []
        self.data: list[str] = []
        self.is_aside = False
        self._description = self._canonical = ""
        self._days: set[str] = set()
        self._words: dict[str, list[str]] = {"text": [], "h1": [], _COUNT: []}
        self._in = ""
        self._within = ""

    def said(self) -> Said:
        words = {name: " ".join("".join(found).split()) for name, found in self._words.items()}
        return Said(
            *(words["h1"], words["text"], self._description, self._canonical),
            *(words[_COUNT], frozenset(self._days)),
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            if found["id"] in self.ids:
                self.ids_twice.append(found["id"])
            self.ids.add(found["id"])
        self._links(tag, found)
        if tag == "img":
            size = (found.get("width", ""), found.get("height", ""))
            self.images.append(Image(found.get("src", ""), found.get("alt"), *size))
        elif tag == "meta":
            self._meta(found)
        elif tag == "time":
            self._days.add(found.get("datetime", "")[:10])
        self._in = tag if tag in _UNSEEN else ""
        if tag == "script" and found.get("type") == _DATA:
            self._in = _DATA
        if tag == "h1" and not self._words["h1"]:
            self._within = "h1"
        elif found.get("id") == _COUNT:
            self._within = _COUNT

    def handle_data(self, data: str) -> None:
        if self._in == _DATA:
            self.data.append(data)
        elif not self._in:
            self._words["text"].append(data)
            if self._within:
                self._words[self._within].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in = ""
        if tag in ("h1", "h2"):
            self._within = ""

    def _links(self, tag: str, found: dict[str, str]) -> None:
        if address := found.get(_LINKS.get(tag, "")):
            rel = found.get("rel", "").lower().split()
            is_loaded = tag not in (*_VISIBLE, "link") or any(it in _LOADED for it in rel)
            self.links.append(Link(tag, address.strip(), is_loaded))
            if tag == "link" and "canonical" in rel:
                self._canonical = address.strip()
        if tag == "video" and "poster" in found:
            self.links.append(Link("video", found["poster"], is_loaded=True))
        for part in found.get("srcset", "").split(","):
            if part.strip():
                self.links.append(Link(tag, part.split()[0], is_loaded=True))

    def _meta(self, found: dict[str, str]) -> None:
        leads_on = found.get("http-equiv", "").lower() == "refresh"
        hides = found.get("name") == "robots" and "noindex" in found.get("content", "")
        self.is_aside |= leads_on or hides
        if found.get("name") == "description":
            self._description = found.get("content", "")
