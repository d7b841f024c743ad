"""What stands within a line: emphasis, links, code and pictures."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from desk.exchange.html import escaping
from desk.exchange.html.tree import SILENT, Node

BREAK = "\v"
"""Stands for a line break until the paragraph is whole."""
GAP = re.compile(rf" *{BREAK}[ {BREAK}]*{BREAK} *")
"""Two of them end a paragraph."""

_STRONG = ("strong", "b")
_EMPHASIS = ("em", "i", "cite", "dfn", "var")
_CODE = ("code", "tt", "kbd", "samp")
_TAGS_OF_ARTICLES = frozenset(
    ("sub", "sup", "kbd", "abbr", "mark", "u", "small", "ins", "del", "s")
)
_WEB = re.compile(r"(?i)(?:https?|mailto):")
# Within a site, addresses without a scheme lead somewhere, too.
_SAFE = re.compile(r"(?i)(?:https?|mailto|tel):|\{filename\}|(?![a-z][a-z0-9+.-]*:)")


@dataclass
class Spans:
    """Writes the insides of lines.

    ``article`` chooses the kind of Markdown. ``lines``: a line break in the source is one, as in
    old texts of WordPress. ``notes`` names what lost its form, ``images`` the
    addresses of pictures. ``mark`` says what stands for an HTML comment or what cannot be kept,
    ``link`` where a link leads from now on.
    """

    article: bool = False
    lines: bool = True
    notes: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    mark: Callable[[Node], str] = lambda _node: ""
    link: Callable[[str], str] = lambda address: address

    def inline(self, nodes: Iterable[Node], within: frozenset[str] = frozenset()) -> str:
        """These as Markdown; ``within`` are the signs that they stand in already."""
        return "".join(self._span(node, within) for node in nodes)

    def _span(self, node: Node, within: frozenset[str]) -> str:
        if node.tag == "#text":
            return self._words(node.words)
        if node.tag == "#comment" or node.tag in SILENT:
            return self.mark(node)
        if node.tag == "br":
            return BREAK
        if node.tag == "img":
            return self._image(node)
        if node.tag in _CODE and not (self.article and node.tag == "kbd"):
            return " ".join(escaping.code(line) for line in node.text().split("\n") if line.strip())
        if node.tag == "a":
            return self._link(node, self.inline(node.children, within | {"a"}), within)
        if node.tag in ("iframe", "embed", "object", "video", "audio"):
            return self._embedded(node)
        for sign, tags in (("**", _STRONG), ("*", _EMPHASIS)):
            if node.tag in tags and sign not in within:
                return _around(sign, self.inline(node.children, within | {sign}))
        return self._other(node, self.inline(node.children, within))

    def _words(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = text.replace("\n", BREAK) if self.lines else text
        return escaping.words(re.sub(r"[ \t\n\f]+", " ", kept), html=self.article)

    def _other(self, node: Node, text: str) -> str:
        """Inline elements without a sign of their own."""
        if self.article and node.tag in _TAGS_OF_ARTICLES and text.strip():
            return f"<{node.tag}>{text}</{node.tag}>"
        if node.tag == "sup" and text:
            return f"^{text}"
        if node.tag == "q":
            return f"“{text}”"
        return text

    def target(self, address: str) -> str:
        """Where a link leads; "" where that is not on the web, which is noted."""
        found = self.link("".join(sign for sign in address if sign > " "))
        if not found or (_SAFE if self.article else _WEB).match(found):
            return found
        self.notes.append(f"the address {found[:80]} of a link was left out")
        return ""

    def _link(self, node: Node, text: str, within: frozenset[str]) -> str:
        target = self.target(node.attributes.get("href", ""))
        words = text.strip(f" {BREAK}")
        if not target or "a" in within:
            return text
        if not words:
            return ""
        lead, tail = _edges(text)
        inner = words.replace(BREAK, " ")
        return f"{lead}[{inner}]({escaping.address(target)}){tail}"

    def _image(self, node: Node) -> str:
        source, alt = node.attributes.get("src", ""), node.attributes.get("alt", "").strip()
        if not source:
            return ""
        self.images.append(source)
        words = escaping.words(" ".join(alt.split()), html=self.article)
        if self.article:
            if not words:
                self.notes.append("pictures without words for those who cannot see them")
            return f"![{words}]({escaping.address(source)})"
        self.notes.append(f"the picture {source[:80]} became a link")
        label = words or "picture"
        return f"[{label}]({escaping.address(source)})" if _WEB.match(source) else label

    def _embedded(self, node: Node) -> str:
        inner = node.find("source", "embed", "iframe")
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        source = source or (inner.attributes.get("src", "") if inner else "")
        source = f"https:{source}" if source.startswith("//") else source
        self.notes.append(f"what was embedded from {source[:80] or 'nowhere'} became a link")
        if not _WEB.match(source):
            return self.inline(node.children) + self.mark(node)
        return f"[{escaping.words(source, html=self.article)}]({escaping.address(source)})"


def _around(sign: str, text: str) -> str:
    """Put signs around every paragraph of a text, inside its spaces."""
    found = []
    for piece in GAP.split(text):
        lead, tail = _edges(piece)
        inner = piece.strip(f" {BREAK}")
        found.append(f"{lead}{sign}{inner}{sign}{tail}" if inner else piece)
    return (BREAK * 2).join(found)


def _edges(text: str) -> tuple[str, str]:
    """The spaces and breaks before and after."""
    inner = text.strip(f" {BREAK}")
    if not inner:
        return text, ""
    start = text.index(inner)
    return text[:start], text[start + len(inner) :]
