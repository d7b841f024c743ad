"""Which sites there are: the folders that ``DESK_SITES`` names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desk import config
from desk.config import Config, ConfigError

VARIABLE = "DESK_SITES"
FILE = "desk.env"

_OF_ONE_SITE = ("DATABASE_URL", "DESK_VAR", "DESK_SECRET_KEY", "DESK_WEBHOOK_SECRET")
"""Variables that must not be the same for all."""


@dataclass(frozen=True)
class Site:
    """A site: its folder, and the environment that counts for it."""

    root: Path
    environ: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the command line calls it: the name of its folder."""
        return self.root.name

    def load(self) -> Config:
        """Its settings. Raises ConfigError."""
        try:
            return replace(config.load(self.root, self.environ), environ=self.environ)
        except ConfigError as error:
            is_one_of_many = VARIABLE in self.environ
            raise ConfigError(f"{self.root}: {error}" if is_one_of_many else str(error)) from error


def sites(environ: Mapping[str, str]) -> tuple[Site, ...]:
    """The sites, none where the variable is not set. Raises ConfigError."""
    roots = [Path(one) for one in environ.get(VARIABLE, "").split(os.pathsep) if one]
    for name in _OF_ONE_SITE:
        if roots and name in environ:
            raise ConfigError(
                f"{name} would be the same for all sites; write it into the {FILE} of each."
            )
    for root in roots:
        if not root.is_absolute() or not root.is_dir():
            raise ConfigError(f"{VARIABLE} names “{root}”; write whole paths of folders.")
    found = tuple(Site(root, {**environ, **_own(root / FILE)}) for root in roots)
    if len({site.name for site in found}) < len(found):
        raise ConfigError(f"{VARIABLE} names two folders of one name; rename one.")
    return found


def _own(file: Path) -> dict[str, str]:
    """The variables in a file of lines like ``NAME=value``; ``#`` begins a note."""
    if not file.exists():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        name, equals, value = text.partition("=")
        if not text or text.startswith("#"):
            continue
        if not equals or not name.isidentifier():
            raise ConfigError(f"{file}:{number}: “{text}” is no line like NAME=value.")
        found[name] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
