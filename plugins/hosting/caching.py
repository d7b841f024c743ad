"""How long browsers keep which files of a site without asking again. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.theme.scripts import FOLDER

PAGES_FIRST = "public, max-age=0, must-revalidate"
"""Kept, but never shown before the host was asked whether it is still the newest."""
FEEDS = r"\.atom\.xml"
"""The end of the names of feeds."""

_DAY = 86400
"""Seconds."""
_MEDIA = r"\.(?:avif|gif|ico|jpe?g|mp4|png|svg|vtt|webm|webp)"


@dataclass(frozen=True)
class Caching:
    """What some files are sent with as ``Cache-Control``.

    ``names`` is a regular expression for the end of their names, as Apache, nginx and Python read
    it; ``folders`` are where they lie, for hosts that can be told folders only.
    """

    names: str
    folders: tuple[str, ...]
    value: str


def caching(static_paths: Iterable[str]) -> tuple[Caching, ...]:
    """The rules for a site; the first that fits counts, and ``PAGES_FIRST`` where none does."""
    folders = tuple(f"{path.strip('/')}/" for path in static_paths if path.strip("/."))
    for_ever = f"public, max-age={365 * _DAY}, immutable"
    return (
        Caching(r"\.[0-9a-f]{8}\.js", (f"{FOLDER}/",), for_ever),
        Caching(FEEDS, ("feeds/",), "public, max-age=900"),
        Caching(_MEDIA, folders, f"public, max-age={_DAY}"),
    )


def cache_control(rules: Sequence[Caching], path: str) -> str:
    """What a file is sent with."""
    fitting = (rule.value for rule in rules if re.search(f"(?:{rule.names})$", path))
    return next(fitting, PAGES_FIRST)
