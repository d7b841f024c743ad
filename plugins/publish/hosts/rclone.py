"""Hosts that rclone knows, a folder of this machine among them: no switch, so the order matters.

A record on the host says what was published there. While files are on their way they are in doubt
in it, so that after an interruption the next run sends and deletes them again.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from plugins.hosting.caching import PAGES_FIRST, Caching, cache_control
from plugins.publish.changes import (
    RECORD,
    Changes,
    Record,
    compare,
    hashes,
    read_record,
    record_of,
    stale,
)
from plugins.publish.commands import Answer, Commands, last_line
from plugins.publish.plan import HostError, Plan, Step, files

_NOT_THERE = (3, 4)
"""rclone's exit status where there is no such folder or file."""
_STAMP = re.compile(r"^[\d/]+ [\d:]+ [A-Z]+ *: *")
_QUICK = ("--no-check-dest", "--no-traverse", "--transfers", "8")
"""What is sent is known to differ, so nothing there is looked at again."""


@dataclass(frozen=True)
class RcloneHost:
    """A place in the words of rclone: ``remote:path``, or a folder.

    Stores that keep headers with their files are told those of ``caching``.
    """

    place: str
    commands: Commands
    caching: tuple[Caching, ...]

    def prepare(self, site: Path) -> None:
        """Nothing: such hosts compress by themselves, or not at all."""

    def plan(self, site: Path) -> Plan:
        """Compare with the record there. Raises HostError."""
        self._refuse_sources()
        ours, record = hashes(site), self._record()
        is_listed = record.is_in_doubt or stale(record, ours)
        present = self._listing() if is_listed else ()
        changes = compare(record, ours, present)
        if not changes:
            return Plan(changes, ())
        return Plan(changes, tuple(self._steps(site, changes, record, record_of(ours))))

    def roll_back(self) -> str:
        """Impossible here. Raises HostError."""
        raise HostError(
            f"{self.place} keeps nothing of what was there before; bring back the older sources "
            "with git, and publish those"
        )

    def _refuse_sources(self) -> None:
        """A site among its own sources would be in its own way."""
        is_here = ":" not in self.place
        folder, project = Path(self.place).resolve(), self.commands.folder.resolve()
        if is_here and (folder == project or (project / "content") in (folder, *folder.parents)):
            raise HostError(f"{folder} is the project itself; choose a folder of its own")

    def _steps(self, site: Path, changes: Changes, before: Record, after: Record) -> Iterator[Step]:
        during = before.while_sending(changes)
        yield Step("Note what is about to change", partial(self._note, during))
        for kind, paths in changes.phases():
            yield Step(f"Send {files(len(paths), kind)}", partial(self._send, site, paths))
        if gone := changes.gone:
            yield Step(f"Delete {files(len(gone))}", partial(self._delete, gone))
        yield Step("Note what is there", partial(self._note, after))

    def _record(self) -> Record:
        answer = self._ask("cat", self._at(RECORD))
        if answer.status in _NOT_THERE:
            return Record()
        if answer.status:
            raise HostError(_reason(answer.err))
        try:
            return read_record(answer.out)
        except (ValueError, KeyError, AttributeError) as error:
            raise HostError(
                f"{self._at(RECORD)} cannot be read ({error}); delete it, and everything is sent "
                "again, but what was published before and is gone from the site stays there"
            ) from None

    def _listing(self) -> list[str]:
        return self._run("lsf", "-R", "--files-only", self.place).splitlines()

    def _send(self, site: Path, paths: Sequence[str]) -> None:
        alike = defaultdict(list)
        for path in paths:
            alike[cache_control(self.caching, path)].append(path)
        for value, together in alike.items():
            words = (*_as_sent(value), "--files-from-raw", "-")
            listed = "".join(f"{path}\n" for path in together)
            self._run("copy", *_QUICK, *words, str(site), self.place, text=listed)

    def _delete(self, paths: Sequence[str]) -> None:
        listed = "".join(f"{path}\n" for path in paths)
        self._run("delete", "--files-from-raw", "-", self.place, text=listed)
        folders = {folder for path in paths for folder in PurePosixPath(path).parents} - {
            PurePosixPath()
        }
        # Deepest first. One that has other files stays: it cannot be removed.
        for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
            self._ask("rmdir", self._at(str(folder)))

    def _note(self, record: Record) -> None:
        # From a file, since that arrives whole or not at all.
        with TemporaryDirectory() as folder:
            file = Path(folder, RECORD)
            file.write_text(record.to_json(), encoding="ascii")
            words = ("--ignore-times", *_as_sent(PAGES_FIRST), str(file), self._at(RECORD))
            self._run("copyto", *words)

    def _run(self, *words: str, text: str = "") -> str:
        answer = self._ask(*words, text=text)
        if answer.status:
            raise HostError(_reason(answer.err))
        return answer.out

    def _ask(self, *words: str, text: str = "") -> Answer:
        # What it reads is a list of files, never a password.
        return self.commands.ask([_rclone(), "--ask-password=false", *words], text)

    def _at(self, name: str) -> str:
        return f"{self.place}{'' if self.place.endswith((':', '/')) else '/'}{name}"


def _as_sent(value: str) -> tuple[str, str]:
    return "--header-upload", f"Cache-Control: {value}"


def _rclone() -> str:
    """The program that was installed with this Python."""
    beside = Path(sys.executable).with_name("rclone")
    return str(beside) if beside.is_file() else "rclone"


def _reason(said: str) -> str:
    """The end of what rclone said, and what to do about what newcomers meet."""
    reason = _STAMP.sub("", last_line(said)) or "rclone failed"
    if "didn't find section in config file" in said:
        return f"rclone: {reason}; make a remote of that name: {_rclone()} config"
    return f"rclone: {reason}"
