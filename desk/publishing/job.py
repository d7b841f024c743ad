"""Runs the command that publishes, in a process of its own, and reads what came of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Literal

COMMAND = (sys.executable, "-m", "plugins.publish", "--json")
_TIME_TO_END_S = 10.0
_FIRST_LINES = 5
"""Of a long report, so many lines are for the owner, and the last."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run: ``message`` is for the owner, and says what to do where it failed."""

    outcome: Literal["published", "unchanged", "failed"]
    message: str = ""
    sent: int = 0
    deleted: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the published site is as the files want it."""
        return self.outcome != "failed"


@dataclass
class Job:
    """A command that is run in a folder; only its process waits, not ours.

    Without ``environ`` it has our variables. After ``longest_s`` seconds it is ended.
    """

    command: tuple[str, ...]
    folder: Path
    environ: Mapping[str, str] | None = None
    longest_s: float = 3600.0
    _is_stopped: Event = field(default_factory=Event, init=False, repr=False)
    _process: subprocess.Popen[str] | None = field(default=None, init=False, repr=False)

    def run(self) -> Outcome | None:
        """Run it to its end; None where it was stopped, which says nothing of the site."""
        try:
            # In a session of its own, so that what it has started ends with it.
            self._process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            return Outcome("failed", f"The command that publishes cannot be started: {error}")
        with self._process as process:
            try:
                return self._outcome(process)
            finally:
                _end(process)

    def stop(self) -> None:
        """End it; the next run does all of it again."""
        self._is_stopped.set()
        if self._process:
            _signal(self._process, signal.SIGTERM)

    def _outcome(self, process: subprocess.Popen[str]) -> Outcome | None:
        if self._is_stopped.is_set():
            return None
        try:
            said, faults = process.communicate(timeout=self.longest_s)
        except subprocess.TimeoutExpired:
            minutes = round(self.longest_s / 60)
            return Outcome("failed", f"It took more than {minutes} minutes and was ended")
        return None if self._is_stopped.is_set() else _read(process.returncode, said, faults)


def _read(status: int, said: str, faults: str) -> Outcome:
    """What the command said: the exit status decides, the rest are words."""
    report = _last_object(said)
    last_line = next(iter(reversed(faults.strip().splitlines())), "")
    if status:
        message = report.get("message") or last_line or f"It ended with status {status}"
        return Outcome("failed", _in_short(str(message)))
    return Outcome(
        "unchanged" if report.get("outcome") == "unchanged" else "published",
        str(report.get("message", "")),
        int(report.get("sent", 0)),
        int(report.get("deleted", 0)),
    )


def _in_short(message: str) -> str:
    first, rest = (lines := message.splitlines())[:_FIRST_LINES], lines[_FIRST_LINES:]
    left_out = [f"… and {len(rest) - 1} more"] if len(rest) > 1 else []
    return "\n".join([*first, *left_out, *rest[-1:]])


def _last_object(text: str) -> dict[str, Any]:
    """The JSON object that a text ends with; empty where there is none."""
    lines = text.splitlines()
    for first in reversed(range(len(lines))):
        if lines[first].startswith("{"):
            try:
                found = json.loads("\n".join(lines[first:]))
            except ValueError:
                continue
            return found if isinstance(found, dict) else {}
    return {}


def _end(process: subprocess.Popen[str]) -> None:
    """See that nothing of it runs on."""
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_TIME_TO_END_S)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    if process.poll() is None:
        os.killpg(process.pid, number)
