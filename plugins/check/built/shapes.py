"""Which pages of a built site stand for all others, as far as their HTML goes. Pure."""

import re
from collections.abc import Iterator, Mapping

_ASIDE = re.compile(r"(<(style|script)\b[^>]*>).*?(</\2\s*>)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?[a-zA-Z][\w:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_WATCHED = ("width", "height", "type", "rel", "target", "dir", "lang", "align", "datetime", "role")
"""Attributes of which the value may be wrong by itself; of others, only the name counts."""


def typical_pages(pages: Mapping[str, str]) -> list[str]:
    """The paths of pages that hold something new; each of the others only repeats them.

    Pages made by one theme from Markdown are made of the same tags in the same order. New is a
    tag, with its attributes, behind a tag that it never followed before.
    """
    known: set[str] = set()
    chosen: list[str] = []
    for path, html in pages.items():
        shapes = set(_shapes(html))
        if not shapes <= known:
            known |= shapes
            chosen.append(path)
    return chosen


def _shapes(html: str) -> Iterator[str]:
    before = ""
    for match in _TAG.finditer(_ASIDE.sub(r"\1\3", html)):
        tag = match[1].lower()
        yield f"{before} {tag} {' '.join(sorted(_attributes(match[2])))}"
        before = tag


def _attributes(written: str) -> Iterator[str]:
    for name, value in _ATTRIBUTE.findall(written):
        is_watched = name.lower() in _WATCHED
        yield f"{name}={re.sub(r'[0-9]+', '0', value)}" if is_watched else name
