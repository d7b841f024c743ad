"""Markdown and HTML that would not come out as they are meant. Pure."""

import re
from collections.abc import Iterable, Iterator

from plugins.check.written.spots import Spot, Tag
from plugins.text import quoted

_APART = re.compile(r"\[([^\]]+)\] +\(((?:https?:|mailto:|\{|/|#|\.\.?/)[^)]*|\S+\.(?:md|html?))\)")
_UNCLOSED = re.compile(r"\[([^\]]*)\]\([^)]*$|\[([^\]]*)\]\(\S*(?:\s[^)]*)?\)?")
_NO_ADDRESS = re.compile(r"\[([^\]^]+)\]\[([^\]^]+)\]")
_HASH = re.compile(r"(#{1,6})([^#\s].*)")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "source", "track", "wbr"),
    )
)
"""Elements that have no end."""
_MAY_STAY_OPEN = frozenset(
    (
        *("p", "li", "dt", "dd", "option", "tr", "td", "th"),
        *("thead", "tbody", "tfoot", "rt", "rp", "colgroup", "caption"),
    )
)
"""Elements that a browser ends where it must."""
_REFUSED = {
    "script": "pages here need no script, and one of another server learns who reads",
    "iframe": "a page of another server within yours learns who reads; link to it instead",
    "style": "a style holds for the whole page; change the theme instead",
    "object": "few browsers show it; link to the file instead",
    "embed": "few browsers show it; link to the file instead",
}


def markdown_problems(spot: Spot) -> Iterator[str]:
    """What is wrong with words that were to be a link."""
    words = spot.value
    if match := _APART.search(words):
        yield (
            f"{quoted(match[0])} is no link, for a space stands between its two brackets; "
            f"write [{match[1]}]({match[2].strip()})"
        )
    elif match := _UNCLOSED.search(words):
        yield (
            f"{quoted(match[0])} is no link, for a bracket is missing or a space stands in the "
            "address; write it like [the words](/address/)"
        )
    elif match := _NO_ADDRESS.search(words):
        yield (
            f"{quoted(match[0])} is no link, for no line says where “{match[2]}” is; "
            f"write [{match[1]}](/address/)"
        )


def heading_problems(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Lines that become a heading though no space follows their signs; the line and what to do."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # Within a paragraph, too, Pelican's Markdown takes it for a heading.
        if match := _HASH.fullmatch(line.rstrip("\r")):
            signs, words = match[1], match[2].strip()
            meant = f"{signs if len(signs) > 1 else '##'} {words}"
            message = (
                f"a line that begins with {signs} becomes a heading; write {quoted(meant)}, "
                f"or {quoted(chr(92) + signs + words)} if it is none"
            )
            yield first_line + number, message


def html_problems(spots: Iterable[Spot]) -> Iterator[tuple[int, str]]:
    """Tags that break the page: the line, and what to do."""
    tags = [tag for spot in spots if spot.kind == "html" for tag in spot.tags]
    for tag in tags:
        if not tag.is_end and tag.name in _REFUSED:
            yield tag.line, f"take <{tag.name}> out: {_REFUSED[tag.name]}"
        for name in tag.attributes:
            if name == "style" or name.startswith("on"):
                yield (
                    tag.line,
                    f"take {name}=… out: the published site forbids it, so it does nothing",
                )
    yield from _unbalanced(tag for tag in tags if tag.name not in _VOID | _MAY_STAY_OPEN)


def _unbalanced(tags: Iterable[Tag]) -> Iterator[tuple[int, str]]:
    begun: list[Tag] = []
    for tag in tags:
        if not tag.is_end:
            begun.append(tag)
        elif all(tag.name != other.name for other in begun):
            yield tag.line, f"</{tag.name}> ends what was not begun; take it out"
        else:
            while begun[-1].name != tag.name:
                yield _not_ended(begun.pop())
            begun.pop()
    yield from map(_not_ended, begun)


def _not_ended(tag: Tag) -> tuple[int, str]:
    message = (
        f"<{tag.name}> is not ended, so it would take in all that follows; write </{tag.name}>"
    )
    return tag.line, message
