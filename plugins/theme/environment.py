"""Jinja as the theme expects it: options, filters and globals."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context

from plugins.comments.body import comment_html
from plugins.languages.templates import Languages, words_of
from plugins.languages.words import Words
from plugins.theme.scripts import FOLDER, scripts
from plugins.theme.stylesheet import addition, stylesheet

OPTIONS: dict[str, Any] = {
    # Pelican leaves escaping off; with visitors' words in the pages that is a hole.
    "autoescape": True,
    # A misspelt name stops the build instead of printing nothing.
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [Languages],
}


def display_date(words: Words, day: date, zone: ZoneInfo) -> str:
    """A date as readers see it, 26.02.2020; a moment has the date of the site's time zone."""
    if isinstance(day, datetime) and day.tzinfo is not None:
        day = day.astimezone(zone)
    return words.date(day)


def comment_count(words: Words, count: int) -> str:
    """``0 Comments``, ``1 Comment``, ``2 Comments``."""
    return words.ngettext("%(num)d Comment", "%(num)d Comments", count)


def filters(time_zone: str) -> dict[str, Callable[..., Any]]:
    """The filters of the templates, for a site in this time zone."""
    return {
        "comment_count": _in_language(comment_count),
        "comment_html": comment_html,
        "display_date": _in_language(partial(display_date, zone=ZoneInfo(time_zone))),
    }


def _in_language(filter: Callable[..., str]) -> Callable[..., str]:
    """A filter whose first argument are the words of the page that is drawn."""
    # A partial and not a function in here: Pelican pickles settings.
    return pass_context(partial(_localised, filter))


def _localised(filter: Callable[..., str], context: Context, *arguments: Any) -> str:
    return filter(words_of(context), *arguments)


def _script_url(files: Mapping[str, str], context: Context, name: str) -> str:
    """The address of a script of the theme, ``script_url("keep")`` in a template."""
    return f"{context['SITEURL']}/{FOLDER}/{files[name]}"


def inline_styles(values: Mapping[str, Any]) -> frozenset[str]:
    """Every style sheet that a page may hold, of the globals: of a kind, and with a thread too."""
    kinds = [values[name] for name in ("stylesheet", "drill_stylesheet", "drills_stylesheet")]
    return frozenset(f"{kind}{thread}" for kind in kinds for thread in ("", values["thread_style"]))


def template_globals(theme: Path, *kinds: str) -> dict[str, Any]:
    """Values every template may use; ``kinds`` of page are those that most pages here are of."""
    css = theme / "static" / "css"
    files = {name: it.file for name, it in scripts(theme / "static" / "js").items()}
    return {
        "script_url": pass_context(partial(_script_url, files)),
        "stylesheet": stylesheet(css, *kinds),
        "thread_style": addition(css, "thread"),
        "drill_stylesheet": stylesheet(css, "drills", "drill"),
        "drills_stylesheet": stylesheet(css, "drills", "index"),
    }
