"""Servers that ssh reaches: every publication is a folder, and a link is switched to the newest.

As Capistrano has it: ``releases/20261125-183000/``, and ``current``, which the web server serves.
A release takes from the one before what did not change (hard links), so it costs little room, and
an interrupted one is never seen.
"""

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.publish.changes import Changes
from plugins.publish.commands import Answer, Commands, last_line
from plugins.publish.compress import compress
from plugins.publish.plan import HostError, Plan, Step, files
from plugins.publish.target import Server

KEPT = 5
"""Releases that stay on the server, the one that is seen among them."""

_INCOMING = "incoming-"
_RSYNC = ("rsync", "-rlc", "-8", "--delete", "--chmod=D755,F644")
"""Everything, compared by content; names as they are."""


@dataclass(frozen=True)
class Releases:
    """The releases on a server, sorted; ``current`` is the one that is seen, "" for none."""

    names: tuple[str, ...]
    current: str
    left_over: tuple[str, ...] = ()

    def before_current(self) -> str:
        """The release before the one that is seen, "" where there is none."""
        return max((name for name in self.names if name < self.current), default="")

    def outdated(self, new: str) -> tuple[str, ...]:
        """What goes once ``new`` is seen: old releases, and what was never finished."""
        kept = sorted({*self.names, new})[-KEPT:]
        return tuple(sorted({*self.names} - {*kept, new})) + self.left_over


@dataclass(frozen=True)
class ServerHost:
    """A folder on a server."""

    server: Server
    commands: Commands
    now: datetime

    def prepare(self, site: Path) -> None:
        """Lay compressed copies beside the files, for web servers that hand those out."""
        compress(site)

    def plan(self, site: Path) -> Plan:
        """Compare with the release that is seen. Raises HostError."""
        there = self._releases()
        changes = self._compare(site) if there.current else Changes(new=_paths(site))
        if not changes:
            return Plan(changes, ())
        new = f"{self.now:%Y%m%d-%H%M%S}"
        outdated = there.outdated(new)
        steps = (
            Step(f"Send {files(len(changes.sent))}", partial(self._send, site, new)),
            Step(f"Switch to release {new}", partial(self._switch, new, f"{_INCOMING}{new}")),
            Step("Take away what is outdated", partial(self._remove, outdated)),
        )
        return Plan(changes, steps if outdated else steps[:-1])

    def _releases(self) -> Releases:
        """What is there. Raises HostError."""
        script = (
            "if test -e current -a ! -L current; then echo current is no link >&2; exit 9; fi; "
            "readlink current || echo; ls -1A releases 2>/dev/null || true"
        )
        said = self._ssh(f"cd {self._folder} 2>/dev/null || exit 0; {script}")
        current, *names = said.splitlines() or [""]
        return Releases(
            tuple(sorted(name for name in names if not name.startswith(_INCOMING))),
            current.rpartition("/")[2],
            tuple(name for name in names if name.startswith(_INCOMING)),
        )

    def roll_back(self) -> str:
        """Switch to the release before the one that is seen. Raises HostError."""
        there = self._releases()
        name = there.before_current()
        if not name:
            raise HostError(f"{self.server.host} keeps no release from before the one that is seen")
        self._switch(name)
        return f"release {name}, in place of {there.current}"

    def _switch(self, name: str, written_as: str = "") -> None:
        """Have this release seen; ``written_as`` is what its folder is called as yet."""
        name, link = shlex.quote(name), shlex.quote(f".{name}")
        script = f"cd {self._folder} && "
        if written_as:
            script += f"mv -T releases/{shlex.quote(written_as)} releases/{name} && "
        # A rename replaces the link in one go, where `ln -f` would take it away first.
        self._ssh(f"{script}ln -sfn releases/{name} {link} && mv -fT {link} current")

    def _compare(self, site: Path) -> Changes:
        said = self._rsync("-n", "--out-format=%i %n", f"{site}/", f"{self._place}/current/")
        told = [line.partition(" ")[::2] for line in said.splitlines()]
        names = [(code, name.lstrip()) for code, name in told if not name.endswith("/")]
        return Changes(
            new=tuple(name for code, name in names if code[1:2] == "f" and "+" in code),
            changed=tuple(name for code, name in names if code[1:2] == "f" and "+" not in code),
            gone=tuple(name for code, name in names if code == "*deleting"),
        )

    def _send(self, site: Path, new: str) -> None:
        incoming = f"releases/{_INCOMING}{new}"
        self._ssh(f"mkdir -p {self._folder}/{shlex.quote(incoming)}")
        links = "--link-dest=../../current/"
        self._rsync(links, f"{site}/", f"{self._place}/{incoming}/")

    def _remove(self, names: Sequence[str]) -> None:
        listed = " ".join(shlex.quote(f"releases/{name}") for name in names)
        self._ssh(f"cd {self._folder} && rm -rf {listed}")

    @property
    def _folder(self) -> str:
        # The shell of the server begins at home.
        return shlex.quote(self.server.path.removeprefix("~/"))

    @property
    def _place(self) -> str:
        return f"{self.server.host}:{self.server.path.removeprefix('~/')}"

    def _ssh(self, script: str) -> str:
        return self._said(self.commands.ask([*self._way(), self.server.host, script]))

    def _rsync(self, *words: str) -> str:
        way = shlex.join(self._way())
        return self._said(self.commands.ask([*_RSYNC, "-e", way, *words]))

    def _way(self) -> list[str]:
        """The ssh to use: that of ``RSYNC_RSH``, as rsync has it, or ssh as it is set up."""
        named = self.commands.environment.get("RSYNC_RSH")
        way = shlex.split(named) if named else ["ssh", "-o", "ConnectTimeout=20"]
        if not os.isatty(0):
            way += ["-o", "BatchMode=yes"]  # nobody is there to answer a question
        return [*way, "-p", str(self.server.port)] if self.server.port else way

    def _said(self, answer: Answer) -> str:
        if not answer.status:
            return answer.out
        raise HostError(_reason(self.server, answer.err))


def _reason(server: Server, said: str) -> str:
    cures = {
        "current is no link": f"{server.path}/current is a folder there; move it away: it becomes "
        "a link to what is published",
        "Host key verification failed": f"this machine does not know {server.host} yet; "
        f"type “ssh {server.host}” once, and say yes if it is your server",
        "Permission denied (": f"{server.host} does not let this machine in; see ssh-copy-id, "
        "or which key ssh takes",
        "rsync: command not found": f"rsync is not installed on {server.host}",
    }
    known = (cure for sign, cure in cures.items() if sign in said)
    return next(known, f"{server.host}: {_telling(said)}")


def _telling(said: str) -> str:
    """The line that says why; the last one of rsync only says that there was a reason."""
    lines = [line for line in said.splitlines() if not line.startswith("rsync error:")]
    return last_line("\n".join(lines)) or "it failed, and did not say why"


def _paths(site: Path) -> tuple[str, ...]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return tuple(sorted(found))
