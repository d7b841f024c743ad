"""Runs the programs that know the ways to hosts: rclone, ssh, rsync, git."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from plugins.publish.plan import HostError


@dataclass(frozen=True)
class Answer:
    """What a program said, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Commands:
    """Runs programs in ``folder``.

    They inherit the descriptors in ``holding``. With that of a lock they hold it too: should this
    process be killed, nobody else begins before the program it started has ended.
    """

    folder: Path
    holding: tuple[int, ...] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(os.environ))

    def ask(self, words: Sequence[str], text: str = "", **environment: str) -> Answer:
        """Run a program, which reads ``text``, to its end. Raises HostError if there is none."""
        try:
            done = subprocess.run(
                words,
                cwd=self.folder,
                input=text,
                env={**self.environment, **environment},
                capture_output=True,
                text=True,
                errors="replace",
                pass_fds=self.holding,
                check=False,
            )
        except FileNotFoundError:
            raise HostError(f"{words[0]} is needed for this and is not installed here") from None
        return Answer(done.returncode, done.stdout, done.stderr)

    def run(self, words: Sequence[str], text: str = "", **environment: str) -> str:
        """The same; returns what it said. Raises HostError with its own words if it fails."""
        answer = self.ask(words, text, **environment)
        if answer.status:
            name = Path(words[0]).name
            raise HostError(f"{name}: {last_line(answer.err) or f'exit status {answer.status}'}")
        return answer.out


def last_line(text: str) -> str:
    """The last line that says something."""
    return text.strip().rpartition("\n")[2].strip()
