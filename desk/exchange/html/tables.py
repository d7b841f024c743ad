"""Tables of articles, which Markdown has no signs for: they stay HTML, with little in it."""

import re
from html import escape

from desk.exchange.html.tree import SILENT, Node

_KEPT = ("colspan", "rowspan", "href", "src", "alt", "scope")
_EMPTY = ("br", "img", "hr", "col")
_ON_LINES = ("table", "tr", "thead", "tbody", "tfoot")


def table_html(node: Node) -> str:
    """A table as HTML on lines without a gap: for a gap would end it in Markdown."""
    return re.sub(r"\n\s*", "\n", _html(node)).strip()


def _html(node: Node) -> str:
    if node.tag == "#text":
        return escape(re.sub(r"\s+", " ", node.words), quote=False)
    if node.tag.startswith("#") or node.tag in SILENT:
        return ""
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in node.attributes.items() if name in _KEPT
    )
    if node.tag in _EMPTY:
        return f"<{node.tag}{attributes}>"
    inner = "".join(_html(child) for child in node.children)
    line = "\n" if node.tag in _ON_LINES else ""
    return f"<{node.tag}{attributes}>{line}{inner}</{node.tag}>{line}"
