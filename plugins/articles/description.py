"""The one-line description of a page, from its summary or its first words."""

from markupsafe import Markup

_MOST = 155
"""Characters; search engines cut longer descriptions."""


def describe(html: str) -> str:
    """The beginning of a text without markup, cut after a whole word."""
    text = " ".join(Markup(html).striptags().split())
    if len(text) <= _MOST:
        return text
    return text[: _MOST - 1].rpartition(" ")[0].rstrip(",;:–—-") + "…"
