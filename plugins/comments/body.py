"""From what a visitor typed to safe HTML.

The stored text stays as it was typed; it is rendered anew at every build, so that a better rule
heals old comments too.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_INLINE = ["newline", "escape", "emphasis", "link", "autolink", "linkify", "backticks", "entity"]
_BLOCKS = ["list", "blockquote"]
_TAGS = {"p", "br", "em", "strong", "a", "code", "ul", "ol", "li", "blockquote"}


def comment_html(body: str) -> Markup:
    """Render a small Markdown: paragraphs, line breaks, emphasis, links, code, lists, quotations.

    Markup, images and headings come out as the text they are. What the Markdown engine makes is
    passed through an allow-list, so that a fault in the engine is not a hole in the page.
    """
    return Markup(
        nh3.clean(
            _engine().render(body),
            tags=_TAGS,
            attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="ugc nofollow noopener",
        )
    )


@cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}).enable(
        _INLINE + _BLOCKS
    )
    if engine.linkify is not None:
        # An address somebody typed is theirs to spread, not ours to make clickable.
        engine.linkify.set({"fuzzy_email": False})
    return engine
