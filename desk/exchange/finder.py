"""Which page here an old one is: by the mapping file, its address, its name or its title. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from desk.exchange.records import ForeignPage
from plugins.comments.manifest import RepliesPage

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php)$")
_FILE = re.compile(r"\.(?:html?|php|aspx?)$")


@dataclass(frozen=True)
class Found:
    """A page here, and how it was found."""

    page_id: str
    how: str


@dataclass
class Finder:
    """Knows the pages of the site by all that they are and were called.

    A name or title that several pages have leads to none of them.
    """

    pages: Iterable[RepliesPage]
    mapped: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids: dict[str, set[str]] = {}
        self._paths: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._titles: dict[str, set[str]] = {}
        for page in self.pages:
            for id in page.ids:
                self._ids.setdefault(id, set()).add(page.id)
                self._names.setdefault(id, set()).add(page.id)
            for address in (page.url, *page.former):
                self._paths.setdefault(path_of(address), set()).add(page.id)
                self._names.setdefault(name_of(address), set()).add(page.id)
            self._titles.setdefault(plain(page.title), set()).add(page.id)
        self._mapped = {key: id for text, id in self.mapped.items() for key in _map_keys(text)}
        for keys in (self._paths, self._names, self._titles):
            keys.pop("", None)

    def find(self, page: ForeignPage) -> Found | None:
        """The page here, or None where there is none, or no telling which."""
        mapped = (self._mapped.get(key) for key in _page_keys(page))
        if id := next((id for id in mapped if id), None):
            return Found(id, "by the mapping file")
        tries = (
            ("by its id", self._ids, page.id),
            ("by its address", self._paths, path_of(page.address)),
            ("by its name", self._names, page.name.casefold()),
            ("by its name", self._names, name_of(page.address)),
            ("by its title", self._titles, plain(page.title)),
        )
        for how, known, text in tries:
            ids = known.get(text, set()) if text else set()
            if len(ids) == 1:
                return Found(next(iter(ids)), how)
        return self._in_words(page.words)

    def _in_words(self, words: str) -> Found | None:
        """The page whose title stands in a sentence; of several, the longest title."""
        text = f" {plain(words)} "
        inside = [title for title in self._titles if len(title) > 4 and f" {title} " in text]
        for title in sorted(inside, key=len, reverse=True):
            if len(self._titles[title]) == 1:
                return Found(next(iter(self._titles[title])), "by the title in its subject")
        return None


def path_of(address: str) -> str:
    """What of an address tells pages apart: the path, without case and ``index.html``.

    An address like ``/?p=4`` keeps its question.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = _INDEX.sub("/", unquote(parts.path)).strip("/").casefold()
    return path or (f"?{parts.query}" if parts.query else "")


def name_of(address: str) -> str:
    """The last part of the path, without ``.html``."""
    path = path_of(address)
    return "" if path.startswith("?") else _FILE.sub("", path.rpartition("/")[2])


def plain(title: str) -> str:
    """A title as titles are compared: its words in small letters."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def _map_keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in (text.strip(), f"path {path_of(text)}") if key != "path ")


def _page_keys(page: ForeignPage) -> list[str]:
    path = path_of(page.address)
    exact = (page.address, page.address.strip("/"), page.id, page.name, page.title)
    root = "/" if page.address and not path else ""
    return [
        *(key for key in exact if key),
        *([f"path {path}"] if path else []),
        *([root] if root else []),
    ]
