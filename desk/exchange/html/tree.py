"""Reads the HTML that people and old blogs write into a tree, whatever is left open in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""The elements that begin on a line of their own."""

SILENT = frozenset(("script", "style", "template", "head", "title"))
"""The elements whose words nobody ever saw."""

# An element that ends where another of these begins, though nobody closed it.
_ENDS_AT = {
    "p": BLOCKS,
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "tbody", "tfoot")),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
}
_LISTS = frozenset(("ul", "ol", "dl", "table", "blockquote", "#root"))
_DEEPEST = 60
"""Levels; what is nested deeper keeps its words and loses its form."""


@dataclass
class Node:
    """An element, or, with the tag ``#text`` or ``#comment``, its words."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    words: str = ""

    def text(self) -> str:
        """All words below it."""
        return self.words if self.tag == "#text" else "".join(n.text() for n in self.children)

    def find(self, *tags: str) -> "Node | None":
        """The first element of one of these tags below it."""
        for child in self.children:
            found = child if child.tag in tags else child.find(*tags)
            if found:
                return found
        return None


def parse(html: str) -> Node:
    """The tree of a piece of HTML; it never fails."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang a new element where it belongs."""
        self._end_what_ends_at(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same: in HTML, a slash at the end closes nothing that is not empty by nature."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and what is still open in it; one that is not open is passed over."""
        for level in range(len(self._open) - 1, 0, -1):
            if self._open[level].tag == tag:
                del self._open[level:]
                return

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self._open[-1].children.append(Node("#text", words=data))

    def handle_comment(self, data: str) -> None:
        """Keep a comment: editors note their blocks in them."""
        self._open[-1].children.append(Node("#comment", words=data))

    def unknown_decl(self, data: str) -> None:
        """A CDATA section is words to whoever wrote it."""
        self.handle_data(data.removeprefix("CDATA["))

    def parse_html_declaration(self, i: int) -> int:
        """Pass over what looks like a declaration and is none, like ``<![>``, as browsers do.

        Python's own parser fails on it.
        """
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i, report=False)

    def _end_what_ends_at(self, tag: str) -> None:
        for level in range(len(self._open) - 1, 0, -1):
            if tag in _ENDS_AT.get(self._open[level].tag, ()):
                del self._open[level:]
                return
            if self._open[level].tag in _LISTS:
                return
