"""What is wrong with the content, in words for the person who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

_COLLECTED = "faults"
_FENCE = "---"
"""The line before and after a header that is written in YAML."""


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake: the file, the line (from 1), and a sentence that says what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentFaults(SystemExit):
    """Stops a build, naming every fault at once.

    It is a ``SystemExit`` because Pelican 4.12 prints a traceback for any other exception, and a
    traceback is no help to an author. The text goes to standard error, the exit status is 1.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        heading = f"{count} {'fault' if count == 1 else 'faults'} in the content; nothing was built"
        super().__init__("\n".join([heading, *(f"  {fault}" for fault in self.faults)]))


def collect(context: dict[str, Any]) -> list[Fault]:
    """Let the faults of this build be kept until all are known; returns those kept so far."""
    kept: list[Fault] = context.setdefault(_COLLECTED, [])
    return kept


def report(context: dict[str, Any], faults: Iterable[Fault]) -> bool:
    """Whether there are faults. They are kept where somebody collects, else they stop the build.

    Raises ContentFaults.
    """
    found = list(faults)
    if found and _COLLECTED not in context:
        raise ContentFaults(found)
    if found:
        collect(context).extend(found)
    return bool(found)


def header_line(path: Path, name: str) -> int:
    """The line of a header in a content file, from 1; 1 where it is not written there.

    ``name`` is in small letters. Plain headers end at a blank line, YAML at its second fence.
    """
    # Not splitlines, which counts lines where no editor does.
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    is_yaml = lines[0].rstrip() == _FENCE
    rest = lines[1:] if is_yaml else lines
    header = takewhile(lambda line: line.rstrip() != (_FENCE if is_yaml else ""), rest)
    for number, line in enumerate(header, start=2 if is_yaml else 1):
        if line.partition(":")[0].rstrip().lower() == name:
            return number
    return 1
