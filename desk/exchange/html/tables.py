"""Tables of articles, which Markdown has no signs for: they stay HTML, with little in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from desk.exchange.html.tree import SILENT, Node

_SHAPE = ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "p", "ul", "ol", "li")
_WORDS = ("a", "abbr", "b", "code", "del", "em", "i", "ins", "q", "s", "small", "strong", "sub")
_EMPTY = ("br", "img")
_KEPT = frozenset((*_SHAPE, *_WORDS, "sup", *_EMPTY))
_ATTRIBUTES = ("colspan", "rowspan", "scope", "href", "src", "alt")
_ON_LINES = ("table", "tr", "thead", "tbody", "tfoot")


@dataclass(frozen=True)
class Tables:
    """Writes tables.

    ``link`` says where a link leads from now on, "" for nowhere; ``image`` is told the address of
    each picture.
    """

    link: Callable[[str], str]
    image: Callable[[str], None]

    def write(self, node: Node) -> str:
        """A table as HTML on lines without a gap: for a gap would end it in Markdown."""
        return re.sub(r"\n\s*", "\n", self._html(node)).strip()

    def _html(self, node: Node) -> str:
        if node.tag == "#text":
            return escape(re.sub(r"\s+", " ", node.words), quote=False)
        if node.tag.startswith("#") or node.tag in SILENT:
            return ""
        inner = "".join(self._html(child) for child in node.children)
        if node.tag not in _KEPT:
            return inner
        if node.tag in _EMPTY:
            return f"<{node.tag}{self._attributes(node)}>"
        line = "\n" if node.tag in _ON_LINES else ""
        return f"<{node.tag}{self._attributes(node)}>{line}{inner}</{node.tag}>{line}"

    def _attributes(self, node: Node) -> str:
        kept = {name: value for name, value in node.attributes.items() if name in _ATTRIBUTES}
        if "href" in kept:
            kept["href"] = self.link(kept["href"])
        if "src" in kept:
            self.image(kept["src"])
        return "".join(f' {name}="{escape(value)}"' for name, value in kept.items() if value)
