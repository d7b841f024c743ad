"""What can be wrong with the text of a page: links, pictures, headings.

Of the files it links to, it asks whether they are there, and how large they are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plugins.check.finding import Finding
from plugins.choices import did_you_mean
from plugins.files import cut, file_problem
from plugins.text import hidden_problem

_LARGEST_IMAGE = 500_000
"""Bytes. On a phone's ordinary connection (1.6 Mbit/s) that takes two and a half seconds."""
_MARK = re.compile(r"^[{|](filename|static|attach|tag|category|author|index)[}|](.*)", re.DOTALL)
_PAGE = (".md", ".markdown")
_IMAGE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


@dataclass(frozen=True)
class Content:
    """The content folder, and the paths below it of all files that become pages."""

    folder: Path
    pages: frozenset[str]


@dataclass(frozen=True)
class _Spot:
    """A place in the text: the line, and what stands there."""

    line: int
    kind: str
    value: str
    alt: str | None = None


def text_findings(
    path: str, place: PurePosixPath, text: str, first_line: int, content: Content
) -> Iterator[Finding]:
    """Everything wrong with a text; ``place`` is its file's path below the content folder."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        if problem := hidden_problem(line):
            yield Finding(path, number, "hidden-character", problem)
    level = 1
    for spot in _spots(text, first_line):
        if spot.kind == "heading":
            problem, level = _heading_problem(int(spot.value), level), int(spot.value)
            found: Mapping[str, str] = {"heading-level": problem}
        else:
            found = _target_problems(spot, place, content)
        for rule, problem in found.items():
            if problem:
                yield Finding(path, spot.line, rule, problem)


def _heading_problem(level: int, before: int) -> str:
    if level == 1:
        return "the title is the only heading of the first level; begin with two signs: “## …”"
    if level > before + 1:
        return (
            f"this heading is of level {level}, and the one above it of level {before}; "
            f"write {'#' * (before + 1)} so that none is left out"
        )
    return ""


def _target_problems(spot: _Spot, place: PurePosixPath, content: Content) -> Mapping[str, str]:
    is_image = spot.kind == "image"
    match = _MARK.match(spot.value)
    mark, target = (match[1], match[2]) if match else ("", spot.value)
    file = _below(place, unquote(urlsplit(target).path))
    problems = {"link": _link_problem(mark, target, file, content)}
    if is_image:
        problems["image-alt"] = "" if spot.alt is not None else _NO_ALT
        if mark in ("static", "attach") and not problems["link"]:
            problems["image-size"] = _size_problem(content.folder / file)
    return problems


_NO_ALT = (
    "the picture has no description for those who cannot see it; say between the square "
    "brackets what it shows, like ![A heel on the floor](…)"
)


def _link_problem(mark: str, target: str, file: str, content: Content) -> str:
    if mark == "filename" and file not in content.pages:
        hint = did_you_mean(PurePosixPath(file).name, _names(content))
        return f"there is no page {cut(file)} in the content folder;{hint} mend the name"
    if mark in ("static", "attach"):
        return file_problem(content.folder, file)
    if mark or urlsplit(target).scheme or target.startswith(("#", "//")):
        return ""
    ending = PurePosixPath(file).suffix.lower()
    if ending in _PAGE:
        return f"a link to a page needs a mark; write {{filename}}{target}"
    if ending in _IMAGE and not target.startswith("/"):
        return f"a picture needs a mark; write {{static}}/images/{PurePosixPath(file).name}"
    return ""


def _below(place: PurePosixPath, target: str) -> str:
    """The path below the content folder of what a file at ``place`` means by ``target``."""
    whole = PurePosixPath(target[1:]) if target.startswith("/") else place.parent / target
    parts: list[str] = []
    for part in whole.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _names(content: Content) -> list[str]:
    return [PurePosixPath(page).name for page in content.pages]


def _size_problem(file: Path) -> str:
    size = file.stat().st_size
    if size <= _LARGEST_IMAGE:
        return ""
    return (
        f"the picture has {size / 1_000_000:.1f} MB, which is slow on a phone; make it smaller "
        f"than {_LARGEST_IMAGE // 1000} kB"
    )


def _spots(text: str, first_line: int) -> Iterator[_Spot]:
    """Links, pictures and headings in their order."""
    lines = text.split("\n")
    for token in _parser().parse(text):
        start, end = token.map or (0, 0)

        def line_of(value: str, start: int = start, end: int = end) -> int:
            near = (n for n in range(start, end) if n < len(lines) and value in lines[n])
            return first_line + next(near, start)

        if token.type == "heading_open":
            yield _Spot(first_line + start, "heading", token.tag[1:])
        elif token.type == "html_block":
            yield from _html_spots(token.content, line_of)
        for child in token.children or ():
            yield from _child_spots(child, line_of)


def _child_spots(token: Token, line_of: Callable[[str], int]) -> Iterator[_Spot]:
    if token.type == "link_open":
        href = unquote(str(token.attrs.get("href", "")))
        yield _Spot(line_of(href), "link", href)
    elif token.type == "image":
        source = unquote(str(token.attrs.get("src", "")))
        yield _Spot(line_of(source), "image", source, token.content.strip() or None)
    elif token.type == "html_inline":
        yield from _html_spots(token.content, line_of)


def _html_spots(html: str, line_of: Callable[[str], int]) -> Iterator[_Spot]:
    reader = _TagReader()
    reader.feed(html)
    for tag, attributes in reader.found:
        if tag == "a" and (href := attributes.get("href")):
            yield _Spot(line_of(href), "link", href)
        elif tag == "img" and (source := attributes.get("src")):
            # Written out, an empty description says that the picture is an ornament.
            yield _Spot(line_of(source), "image", source, attributes.get("alt"))


class _TagReader(HTMLParser):
    """Collects the tags that were begun, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the library."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")
