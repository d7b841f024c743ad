"""HTML to Markdown, with nothing lost silently: what has no form there keeps its words.

There are two kinds of Markdown here: the small one of comments, and that of articles, which
knows headings, pictures and tags too.
"""

import re
from collections.abc import Iterable
from html import unescape

from desk.exchange.html import escaping
from desk.exchange.html.spans import BREAK, GAP, Spans
from desk.exchange.html.tables import Tables
from desk.exchange.html.tree import BLOCKS, Node, parse

LISTS = ("ul", "ol")
_ITEM = re.compile(r"- |\d+\. ")
_TAKEN_IN = (*LISTS, "pre")
"""What Python-Markdown takes for more of the list before it."""


class Writer(Spans):
    """Writes one text."""

    def write(self, html: str) -> str:
        """The text as Markdown."""
        return "\n\n".join(self._blocks(parse(html).children)).strip("\n").rstrip()

    def _blocks(self, nodes: Iterable[Node]) -> list[str]:
        """What stands on lines of its own, one after the other."""
        found: list[str] = []
        run: list[Node] = []
        for node in nodes:
            if node.tag in BLOCKS or node.find(*BLOCKS):
                found += self._paragraphs(run)
                if self.article and node.tag in _TAKEN_IN and found and _ITEM.match(found[-1]):
                    found.append("<!-- -->")
                run = []
                found += self._block(node)
            else:
                run.append(node)
        return [*found, *self._paragraphs(run)]

    def _block(self, node: Node) -> list[str]:
        if node.tag in LISTS:
            return self._list(node)
        if node.tag == "blockquote":
            inner = "\n\n".join(self._blocks(node.children))
            return [re.sub(r"(?m)^(?=.)", "> ", inner).replace("\n\n", "\n>\n")] if inner else []
        if node.tag == "pre":
            return self._code_block(node.text().strip("\n"))
        if node.tag == "figcaption":
            return self._paragraphs([Node("em", children=node.children)])
        if node.tag == "hr":
            return ["* * *" if self.article else "---"]
        if re.fullmatch("h[1-6]", node.tag):
            return self._heading(node)
        if node.tag == "table":
            return self._table(node)
        if node.tag == "dl":
            return self._definitions(node)
        if node.tag not in BLOCKS:
            return self._blocks(_spread(node, node.children))
        return self._blocks(node.children)

    def _paragraphs(self, nodes: list[Node]) -> list[str]:
        text = self.inline(nodes)
        found = []
        for piece in GAP.split(text):
            lines = [line.strip() for line in piece.strip(f" {BREAK}").split(BREAK)]
            joined = ("  \n" if self.article else "\n").join(lines)
            if self.article and escaping.is_address(joined):
                found.append(f"<{unescape(joined)}>")
            elif joined.strip():
                found.append(escaping.paragraph(joined, html=self.article))
        return found

    def _heading(self, node: Node) -> list[str]:
        text = self.inline(node.children, frozenset() if self.article else frozenset(("**",)))
        line = " ".join(text.replace(BREAK, " ").split())
        if not line:
            return []
        # The title of the page is its only heading of the first level.
        level = max(2, int(node.tag[1]))
        return [f"{'#' * level} {line}" if self.article else f"**{line}**"]

    def _code_block(self, text: str) -> list[str]:
        if not text.strip():
            return []
        rows = text.split("\n")
        if self.article:
            return ["\n".join(f"    {row}".rstrip() for row in rows)]
        return ["\n".join(escaping.code(row.rstrip()) if row.strip() else "" for row in rows)]

    def _list(self, node: Node) -> list[str]:
        start = node.attributes.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
        rows = []
        for child in node.children:
            blocks = self._item(child)
            if not blocks:
                continue
            marker = f"{number}. " if node.tag == "ol" else "- "
            indented = "\n".join(blocks).replace("\n", "\n    ")
            rows.append(marker + re.sub(r"(?m)^[ ]+$", "", indented))
            number += 1
        # A paragraph within an item would take the next item for its words.
        gap = "\n\n" if any("\n\n" in row for row in rows) else "\n"
        return [gap.join(rows)] if rows else []

    def _item(self, node: Node) -> list[str]:
        """The blocks of an item, with an empty line between paragraphs but not before a list."""
        nodes = node.children if node.tag == "li" else [node]
        found: list[str] = []
        for child in self._grouped(nodes):
            is_list = child.tag in LISTS
            for block in self._blocks([child] if is_list else child.children):
                found += [block] if is_list or not found else ["", block]
        return found

    def _grouped(self, nodes: list[Node]) -> list[Node]:
        """Lists as they are, what stands between them together."""
        groups: list[Node] = []
        for node in nodes:
            if node.tag in LISTS:
                groups.append(node)
            elif groups and groups[-1].tag == "#group":
                groups[-1].children.append(node)
            else:
                groups.append(Node("#group", children=[node]))
        return groups

    def _definitions(self, node: Node) -> list[str]:
        found = []
        for child in node.children:
            text = "\n\n".join(self._blocks(child.children))
            if child.tag == "dt" and text:
                found.append(text if self.article else f"**{text}**")
            elif text:
                found.append(":   " + text.replace("\n", "\n    ") if self.article else text)
        return found

    def _table(self, node: Node) -> list[str]:
        if self.article:
            return [Tables(self.target, self.images.append).write(node)]
        return ["\n".join(row for row in self._rows(node) if row)]

    def _rows(self, node: Node) -> list[str]:
        if node.tag == "tr":
            cells = [" ".join(" ".join(self._blocks([cell])).split()) for cell in node.children]
            return [" | ".join(cell for cell in cells if cell)]
        return [row for child in node.children for row in self._rows(child)]


def _spread(span: Node, nodes: list[Node]) -> list[Node]:
    """The blocks in an inline element, such as a link around paragraphs, with it inside them."""
    found: list[Node] = []
    for node in nodes:
        if node.tag in BLOCKS or node.find(*BLOCKS):
            found.append(Node(node.tag, node.attributes, _spread(span, node.children)))
        else:
            found.append(Node(span.tag, span.attributes, [node]))
    return found
