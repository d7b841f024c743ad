"""What stands in the built pages that a host must know of. They are read once, with patterns.

A parser takes many times as long, and there may be ten thousand pages. What readers wrote is
escaped and cleaned, so a tag in a page is the theme's or the owner's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_STYLED = re.compile(r"<[a-zA-Z][^<>]*\sstyle=")
_TAGS = ("img", "source", "video", "audio", "iframe", "link")
_REST = re.compile(r"""(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*""")
_ATTRIBUTE = re.compile(r"""\s(?P<name>rel|src|srcset|poster|href)=(["'])(?P<value>.*?)\2""")
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
_DIRECTIVES = {
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("source", "srcset"): "img-src",
    ("source", "src"): "media-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("audio", "src"): "media-src",
    ("iframe", "src"): "frame-src",
}
"""Which part of a policy an attribute falls under."""


@dataclass(frozen=True, order=True)
class Move:
    """A former address and the one it leads to, as paths below the site's, percent-encoded."""

    old: str
    new: str


@dataclass(frozen=True)
class Pages:
    """What all pages of a site hold together.

    ``styles`` are the texts of their style elements; ``loaded`` are pairs like
    ``("img-src", "https://other.example")``, of what comes from elsewhere.
    """

    styles: frozenset[str] = frozenset()
    has_style_attributes: bool = False
    loaded: frozenset[tuple[str, str]] = frozenset()
    moves: tuple[Move, ...] = ()


def read_pages(output: Path, address: str) -> Pages:
    """Read the pages of a site that was built into a folder for this address."""
    styles, loaded, moves = set[str](), set[tuple[str, str]](), list[Move]()
    has_style_attributes = False
    for path in sorted(output.rglob("*.html")):
        text = path.read_text("utf-8", errors="replace")
        styles.update(_styles(text))
        loaded.update(_loaded(text, address))
        # Most pages have none, and looking into every tag takes long.
        has_style_attributes |= "style=" in text and bool(_STYLED.search(text))
        moves.extend(_moves(path.relative_to(output).as_posix(), text, address))
    return Pages(frozenset(styles), has_style_attributes, frozenset(loaded), tuple(moves))


def _styles(text: str) -> Iterator[str]:
    for rest in text.split("<style")[1:]:
        yield rest.partition(">")[2].partition("</style>")[0]


def _loaded(text: str, address: str) -> Iterator[tuple[str, str]]:
    for tag, rest in _elements(text):
        values = {it["name"]: unescape(it["value"]) for it in _ATTRIBUTE.finditer(rest)}
        if tag == "link":
            is_icon = "icon" in values.get("rel", "").split()
            named = [("img-src", values.get("href", ""))] if is_icon else []
        else:
            named = [(_DIRECTIVES.get((tag, name), ""), value) for name, value in values.items()]
        for directive, value in named:
            for source in filter(None, (_source(it, address) for it in value.split(", "))):
                if directive:
                    yield directive, source


def _elements(text: str) -> Iterator[tuple[str, str]]:
    """The tags that load something, each with what stands in it."""
    for tag in _TAGS:
        for part in text.split(f"<{tag}")[1:]:
            if rest := _REST.match(part):
                yield tag, rest[0]


def _source(value: str, address: str) -> str:
    """The host of an address as a policy names it, "" for what is the site's own."""
    try:
        parts, own = urlsplit(value.split(" ")[0]), urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme == "data":
        return "data:"
    scheme = parts.scheme or own.scheme
    is_foreign = parts.netloc and (scheme, parts.netloc) != (own.scheme, own.netloc)
    return f"{scheme}://{parts.netloc}" if is_foreign else ""


def _moves(path: str, text: str, address: str) -> Iterator[Move]:
    if match := _REFRESH.search(text):
        target = unescape(match[1]).removeprefix(address)
        yield Move(_path(f"/{path.removesuffix('index.html')}"), _path(target))


def _path(path: str) -> str:
    return quote(unquote(path), safe="/-._~")
