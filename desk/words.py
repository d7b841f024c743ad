"""The language that a request is answered in: that of the page it is about.

The owner's desk is in English. A reader's request that names no page, or none that is known, is
answered in the language of the site.
"""

from typing import Any

from flask import Flask, g, request

from desk.context import services
from plugins.comments.manifest import RepliesPage
from plugins.languages.words import SOURCE, Words, words_in

_OWNERS = "/desk"
"""How the addresses of the owner's pages begin."""


def register(app: Flask) -> None:
    """Let templates know the language."""
    # Macros that are imported without the request's context are the owner's.
    app.jinja_env.globals["language"] = SOURCE
    app.context_processor(lambda: {"language": words().tag})


def words() -> Words:
    """The words of this request, as far as it is known yet what it is about."""
    found: Words | None = g.get("words")
    if found:
        return found
    is_owners = request.path.startswith(_OWNERS)
    return words_in(SOURCE if is_owners else services().config.site["DEFAULT_LANG"])


def speak_of(page: RepliesPage | None) -> None:
    """Answer in the language of this page from here on."""
    if page and page.lang:
        g.words = words_in(page.lang)


def form_meta() -> dict[str, Any]:
    """What makes a form speak that language."""
    return {"words": words().catalogue}
