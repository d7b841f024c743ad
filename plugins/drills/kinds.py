"""Kinds of settings: whether a value is of the kind, and what to write instead. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

_EXAMPLE = {
    "slug": "a",
    "lang": "en",
    "date": datetime(2020, 3, 1),
    "category": "a",
    "author": "a",
    "path": "a",
}
"""What may stand in curly brackets in an address, each with an example."""


@dataclass(frozen=True)
class Kind:
    """Whether a value ``fits``, and the words for what is ``wanted``."""

    fits: Callable[[Any], bool]
    wanted: str


def address(usual: str) -> Kind:
    """The address of every drill, made from its slug and more, such as ``usual``."""
    return Kind(lambda value: _is_below(_made(value)), _like(usual))


def saved(usual: str, *, may_be_empty: bool = False) -> Kind:
    """The file of every drill, such as ``usual``; an empty one may mean that none is written."""
    return Kind(
        lambda value: (may_be_empty and value == "") or _is_file(_made(value)), _like(usual)
    )


def _like(usual: str) -> str:
    allowed = ", ".join(_EXAMPLE)
    return f"an address like “{usual}”; in curly brackets may stand only {allowed}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_folders(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_below, value))


def _is_below(value: Any) -> bool:
    """Whether it is the path of something below a folder, and leads nowhere else."""
    if not isinstance(value, str) or not value.strip("./"):
        return False
    return not value.startswith("/") and ".." not in PurePosixPath(value).parts


def _is_file(value: Any) -> bool:
    return _is_below(value) and not value.endswith("/") and PurePosixPath(value).suffix != ""


def _made(value: Any) -> str:
    """The address of an example, "" where it cannot be made."""
    try:
        return str(value.format(**_EXAMPLE)) if isinstance(value, str) else ""
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return ""


TEXT = Kind(_is_text, "a text in quotes")
COUNT = Kind(_is_count, "a whole number from 1, without quotes")
SWITCH = Kind(lambda value: isinstance(value, bool), "True or False, without quotes")
FOLDERS = Kind(_are_folders, 'names of folders in square brackets, like ["drills"]')
FOLDER = Kind(
    lambda value: value == "" or (_is_below(value) and value.endswith("/")),
    'an address that ends in a slash, like "drills/"',
)
PAGE = Kind(_is_file, 'a file of the site, like "drills/index.html"')
FEED = Kind(
    lambda value: value in (None, "") or _is_file(value),
    'a file of the site, like "feeds/drills.atom.xml", or None for no feed',
)
