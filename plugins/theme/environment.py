"""Jinja as the theme expects it: options, filters and globals."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined

from plugins.comments.body import comment_html
from plugins.theme.stylesheet import addition, stylesheet

OPTIONS: dict[str, Any] = {
    # Pelican leaves escaping off; with visitors' words in the pages that is a hole.
    "autoescape": True,
    # A misspelt name stops the build instead of printing nothing.
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


def display_date(day: date, zone: ZoneInfo) -> str:
    """A date as readers see it, 26.02.2020; a moment has the date of the site's time zone."""
    if isinstance(day, datetime) and day.tzinfo is not None:
        day = day.astimezone(zone)
    return f"{day:%d.%m.%Y}"


def comment_count(count: int) -> str:
    """``0 Comments``, ``1 Comment``, ``2 Comments``."""
    return "1 Comment" if count == 1 else f"{count} Comments"


def filters(time_zone: str) -> dict[str, Callable[..., Any]]:
    """The filters of the templates, for a site in this time zone."""
    return {
        "comment_count": comment_count,
        "comment_html": comment_html,
        # A partial and not a lambda: Pelican pickles settings.
        "display_date": partial(display_date, zone=ZoneInfo(time_zone)),
    }


def template_globals(theme: Path, *kinds: str) -> dict[str, Any]:
    """Values every template may use; ``kinds`` of page are those that most pages here are of."""
    css = theme / "static" / "css"
    return {
        "stylesheet": stylesheet(css, *kinds),
        "thread_style": addition(css, "thread"),
        "drill_stylesheet": stylesheet(css, "drills", "drill"),
        "drills_stylesheet": stylesheet(css, "drills", "index"),
    }
