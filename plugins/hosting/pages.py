"""What stands in the built pages that a host must know of. They are read once, with patterns.

A parser would take longer over ten thousand pages than the rest of a build. What readers wrote is
escaped and cleaned, so a tag in a page is the theme's or the owner's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_STYLED = re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*=")
_LOADING = re.compile(
    r"""<(?P<tag>img|source|video|audio|iframe|link)\b(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.IGNORECASE,
)
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
    texts = {
        path.relative_to(output).as_posix(): path.read_text("utf-8")
        for path in sorted(output.rglob("*.html"))
    }
    whole = texts.values()
    return Pages(
        styles=frozenset(chain.from_iterable(map(_STYLE.findall, whole))),
        has_style_attributes=any(map(_STYLED.search, whole)),
        loaded=frozenset(chain.from_iterable(_loaded(text, address) for text in whole)),
        moves=tuple(_moves(texts.items(), address)),
    )


def _loaded(text: str, address: str) -> Iterator[tuple[str, str]]:
    for element in _LOADING.finditer(text):
        values = {it["name"]: unescape(it["value"]) for it in _ATTRIBUTE.finditer(element["rest"])}
        tag = element["tag"].lower()
        if tag == "link":
            is_icon = "icon" in values.get("rel", "").split()
            named = [("img-src", values.get("href", ""))] if is_icon else []
        else:
            named = [(_DIRECTIVES.get((tag, name), ""), value) for name, value in values.items()]
        for directive, value in named:
            for source in filter(None, (_source(it, address) for it in value.split(", "))):
                if directive:
                    yield directive, source


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


def _moves(pages: Iterable[tuple[str, str]], address: str) -> Iterator[Move]:
    for path, text in pages:
        if match := _REFRESH.search(text):
            target = unescape(match[1]).removeprefix(address)
            yield Move(_path(f"/{path.removesuffix('index.html')}"), _path(target))


def _path(path: str) -> str:
    return quote(unquote(path), safe="/-._~")
