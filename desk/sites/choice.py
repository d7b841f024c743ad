"""Which site a command of the command line is about."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from desk.config import ConfigError
from desk.sites.folders import VARIABLE, Site, sites

_META = "desk.site"
_ALONE = Path(__file__).parents[2]
"""The site that the program itself lies in."""


def choose(name: str, alone: Path, environ: Mapping[str, str] = os.environ) -> Site:
    """The site by this name, or the one whose folder we are in; ``alone`` if there is but one.

    Raises ConfigError where that is not clear.
    """
    found = {site.name: site for site in sites(environ)}
    if not found and not name:
        return Site(alone, environ)
    if name:
        if name not in found:
            raise ConfigError(f"There is no site “{name}”. {_known(found)}")
        return found[name]
    here = Path.cwd().resolve()
    for site in found.values():
        if site.root.resolve() in (here, *here.parents):
            return site
    raise ConfigError(f"Which site? Write --site NAME before the command. {_known(found)}")


def remember(context: click.Context, name: str) -> None:
    """Note the name that was typed, "" for none."""
    context.meta[_META] = name


def chosen() -> Site:
    """The site of the command that runs now. Raises ConfigError."""
    return choose(click.get_current_context().meta[_META], _ALONE)


def _known(found: Mapping[str, Site]) -> str:
    return f"{VARIABLE} names: {', '.join(found)}." if found else f"{VARIABLE} names none."
