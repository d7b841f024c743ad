"""The places of a Markdown text that can be wrong: links, pictures, headings, words, HTML. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any, Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["heading", "link", "image", "words", "html"]
_LineOf = Callable[[str], int]


@dataclass(frozen=True)
class Tag:
    """A tag of HTML that was written by hand; one that ends an element ``is_end``."""

    name: str
    line: int
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Spot:
    """A place in the text: the line, and what stands there.

    ``value`` is the address of a link or picture, the level of a heading, or the words. ``alt``
    are the words for it, None where there are none. ``tags`` are those of HTML, in their order.
    """

    line: int
    kind: Kind
    value: str = ""
    alt: str | None = None
    tags: tuple[Tag, ...] = ()


def spots(text: str, first_line: int) -> Iterator[Spot]:
    """All places in their order; ``first_line`` is the number of the first line of the text."""
    lines = text.split("\n")
    for token in _parser().parse(text):
        start, end = token.map or (0, 0)

        def line_of(value: str, start: int = start, end: int = end) -> int:
            near = (n for n in range(start, end) if n < len(lines) and value in lines[n])
            return first_line + next(near, start)

        if token.type == "heading_open":
            yield Spot(first_line + start, "heading", token.tag[1:])
        elif token.type == "html_block":
            yield from _of_html(token.content, first_line + start, line_of)
        yield from _of_children(token.children or [], line_of)


def _of_children(children: list[Token], line_of: _LineOf) -> Iterator[Spot]:
    for position, token in enumerate(children):
        if token.type == "link_open":
            href = unquote(str(token.attrs.get("href", "")))
            is_empty = children[position + 1].type == "link_close"
            yield Spot(line_of(href), "link", href, None if is_empty else "")
        elif token.type == "image":
            source = unquote(str(token.attrs.get("src", "")))
            yield Spot(line_of(source), "image", source, token.content.strip() or None)
        elif token.type == "html_inline":
            yield from _of_html(token.content, line_of(token.content.split("\n")[0]), line_of)
        elif token.type == "text":
            yield Spot(line_of(token.content.strip()), "words", token.content)


def _of_html(html: str, line: int, line_of: _LineOf) -> Iterator[Spot]:
    reader = _TagReader(line)
    reader.feed(html)
    yield Spot(line, "html", html, tags=tuple(reader.found))
    for tag in reader.found:
        if tag.name == "a" and (href := tag.attributes.get("href")):
            yield Spot(line_of(href), "link", href, "")
        elif tag.name == "img" and (source := tag.attributes.get("src")):
            # Written out, an empty description says that the picture is an ornament.
            yield Spot(line_of(source), "image", source, tag.attributes.get("alt"))


class _TagReader(HTMLParser):
    """Collects the tags, each with its line."""

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self._first_line = first_line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the library."""
        known = {name: value or "" for name, value in attrs}
        self.found.append(Tag(tag, self._line(), attributes=known))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the library for ``<br/>``; a browser takes ``<div/>`` for ``<div>``."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Called by the library."""
        self.found.append(Tag(tag, self._line(), is_end=True))

    def _line(self) -> int:
        return self._first_line + self.getpos()[0] - 1


@cache
def _parser() -> Any:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # It would take links to files of one's own machine for words; Pelican does not.
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


def _any_address(url: str) -> bool:
    return True
