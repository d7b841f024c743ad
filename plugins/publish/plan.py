"""What a host has ready to do, before it does anything."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from plugins.publish.changes import Changes


class HostError(Exception):
    """Something on the way to a host, or there, went wrong; the message says what to do."""


@dataclass(frozen=True)
class Step:
    """Something to do, with the words for it."""

    words: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Plan:
    """What differs from what is there, and the steps that bring it there, one after the other."""

    changes: Changes
    steps: tuple[Step, ...]


class Host(Protocol):
    """A place that the site is sent to."""

    def prepare(self, site: Path) -> None:
        """Add to a built site what only this kind of host has a use for."""

    def plan(self, site: Path) -> Plan:
        """Look at what is there, and change nothing. Raises HostError."""

    def roll_back(self) -> str:
        """Show what was published before again; returns what that is. Raises HostError."""


def files(number: int, kind: str = "files") -> str:
    """A number of files, in words."""
    return f"{number} {kind.removesuffix('s') if number == 1 else kind}"
