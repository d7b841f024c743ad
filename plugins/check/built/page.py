"""A built page as far as it is checked: what it links to, what can be linked to, its data. Pure."""

from dataclasses import dataclass
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
_DATA = "application/ld+json"
_RUNNING = ("", "module", "text/javascript")
"""Types of a script that is run."""


@dataclass(frozen=True)
class Link:
    """An address in a page: ``element`` says what for."""

    element: str
    address: str

    @property
    def leads_on(self) -> bool:
        """Whether a reader can follow it."""
        return self.element in _VISIBLE


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
    inline: tuple[str, ...] = ()


def read_page(html: str) -> Page:
    """Take a page apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(
        tuple(reader.links),
        frozenset(reader.ids),
        tuple(reader.data),
        reader.is_aside,
        tuple(dict.fromkeys(reader.inline)),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.data: list[str] = []
        self.is_aside = False
        self.inline: list[str] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.add(found["id"])
        if address := found.get(_LINKS.get(tag, "")):
            self.links.append(Link(tag, address.strip()))
        if tag == "video" and "poster" in found:
            self.links.append(Link("video", found["poster"]))
        for part in found.get("srcset", "").split(","):
            if part.strip():
                self.links.append(Link(tag, part.split()[0]))
        if tag == "meta":
            leads_on = found.get("http-equiv", "").lower() == "refresh"
            hides = found.get("name") == "robots" and "noindex" in found.get("content", "")
            self.is_aside |= leads_on or hides
        self.inline += [name for name in found if name.startswith("on")]
        if tag == "script" and "src" not in found and found.get("type", "") in _RUNNING:
            self.inline.append("<script")
        self._in_data = tag == "script" and found.get("type") == _DATA

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False
