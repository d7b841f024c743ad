"""The words of a comment or a title that came as HTML."""

from desk.exchange.html.markdown import Writer
from desk.exchange.html.tree import parse


def from_html(html: str, lines: bool) -> tuple[str, tuple[str, ...]]:
    """The text in the small Markdown of comments, and what lost its form.

    ``lines``: a line break in the source is one, as in WordPress.
    """
    writer = Writer(lines=lines)
    return writer.write(html), tuple(writer.notes)


def plain_words(html: str) -> str:
    """The words alone, on one line."""
    return " ".join(parse(html).text().split())
