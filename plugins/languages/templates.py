"""``{% trans %}`` and ``_()`` in templates, in the language of the page that is drawn.

That is the template's variable ``language``, else ``DEFAULT_LANG``. Macros see both only where they
are imported ``with context``.
"""

from jinja2 import Environment, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context

from plugins.languages.words import Words, words_in


class Languages(InternationalizationExtension):
    """Jinja's own extension, but that the page chooses the language and not the environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        # Jinja hands them the context, which its own types do not foresee.
        self._install_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[arg-type]


def words_of(context: Context) -> Words:
    """The words of the page that is drawn. Raises LookupError in a macro that cannot know it."""
    language = context.get("language") or context.get("DEFAULT_LANG")
    if not language:
        raise LookupError(f"{context.name}: import its macros “with context”, for their language")
    return words_in(language)


@pass_context
def _gettext(context: Context, message: str) -> str:
    return words_of(context).catalogue.gettext(message)


@pass_context
def _ngettext(context: Context, one: str, many: str, number: int) -> str:
    return words_of(context).catalogue.ngettext(one, many, number)
