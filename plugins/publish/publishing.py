"""The way of a publication: build, check, refuse, plan, send, look. Stops at the first trouble."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from plugins.check.built.findings import Looks
from plugins.check.site import Checked, check_site
from plugins.comments import manifest
from plugins.publish.changes import Changes
from plugins.publish.commands import Commands
from plugins.publish.hosts import open_host
from plugins.publish.lock import alone
from plugins.publish.look import Looker
from plugins.publish.plan import Host, files
from plugins.publish.refusals import refusals
from plugins.publish.target import Target
from plugins.publish.unseen import unseen_at

_BUILD = "build-"
_MOST_NAMED = 40


class NotPublishedError(Exception):
    """Nothing public has changed; the message says why, and what to mend."""


class NotSeenError(Exception):
    """It was sent, but a look at the site shows something else; the message says what."""


@dataclass(frozen=True)
class Outcome:
    """What came of it: files sent and deleted, and a sentence."""

    outcome: Literal["published", "unchanged", "planned", "failed"]
    sent: int = 0
    deleted: int = 0
    message: str = ""


@dataclass(frozen=True)
class Publication:
    """What is to be published, where to, and with what.

    ``file`` has the settings, ``var`` is a folder of ours. ``tell`` says to the owner what goes
    on. A ``dry`` one lists what would go, and ends there; an ``unseen`` one is not looked at.
    """

    file: str
    settings: Mapping[str, Any]
    target: Target
    var: Path
    clock: Callable[[], datetime]
    tell: Callable[[str], object]
    is_dry: bool = False
    is_unseen: bool = False

    def run(self) -> Outcome:
        """Do it. Raises NotPublishedError, NotSeenError, HostError."""
        with alone(self.var, self.clock(), self.tell) as lock, _fresh(self.var) as folder:
            site = self._build(folder)
            host = self._host(lock)
            host.prepare(site)
            plan = host.plan(site)
            if self.is_dry:
                return self._listed(plan.changes)
            for step in plan.steps:
                self.tell(step.words)
                step.act()
            self._tell_desk(site)
            return self._outcome(site, plan.changes)

    def roll_back(self) -> Outcome:
        """Show what was published before again. Raises HostError."""
        with alone(self.var, self.clock(), self.tell) as lock:
            back = self._host(lock).roll_back()
            unseen_at(self.target, self.var).clear()
            return Outcome("published", message=f"Rolled back to {back}")

    def _host(self, lock: int) -> Host:
        commands = Commands(Path.cwd(), (lock,))
        return open_host(self.target, commands, self.settings, self.var, self.clock())

    def _build(self, folder: Path) -> Path:
        """Build and check. Raises NotPublishedError."""
        self.tell("Building and checking the site")
        looks = Looks(kept=self.var / "pages")
        checked = check_site(self.file, self.settings, self.clock().date(), folder, looks)
        reasons = [*refusals(checked, self.settings, self.file)]
        if reasons or not checked.built:
            raise NotPublishedError(_refusal(reasons))
        self._warn(checked)
        return checked.built.output

    def _warn(self, checked: Checked) -> None:
        if number := len(checked.findings):
            self.tell(f"{number} {'warning' if number == 1 else 'warnings'}; see make check")

    def _listed(self, changes: Changes) -> Outcome:
        named = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
        for word, paths in named.items():
            for path in paths:
                self.tell(f"  {word:<8} {path}")
        message = f"Would send {files(len(changes.sent))} and delete {len(changes.gone)}"
        return Outcome("planned", len(changes.sent), len(changes.gone), message)

    def _tell_desk(self, site: Path) -> None:
        """A desk on this machine takes replies to what is public now."""
        kept = Path(self.settings["OUTPUT_PATH"], manifest.FILE_NAME)
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f".{kept.name}.{os.getpid()}")
        shutil.copyfile(site / manifest.FILE_NAME, draft)
        draft.replace(kept)

    def _outcome(self, site: Path, changes: Changes) -> Outcome:
        """What was done, once all that was sent has been seen. Raises NotSeenError."""
        sent, deleted = len(changes.sent), len(changes.gone)
        message = f"Published: {files(sent)} sent, {deleted} deleted"
        if not changes:
            message = "Nothing has changed; nothing was sent"
        seen = self._looked_at(site, changes)
        return Outcome("published" if changes else "unchanged", sent, deleted, message + seen)

    def _looked_at(self, site: Path, changes: Changes) -> str:
        """Words for how much was looked at, with what an earlier run could not see."""
        unseen = unseen_at(self.target, self.var)
        if self.is_unseen:
            unseen.clear()
            return "; not looked at" if changes else ""
        ahead = unseen.add(changes) if changes else unseen.read()
        if not ahead:
            return ""
        address = self.settings.get("PUBLISH_LOOK_AT") or self.settings["SITEURL"]
        self.tell(f"Looking at {address}")
        looked = Looker(address, self.settings.get("PUBLISH_PATIENCE", 60)).look(site, ahead)
        if looked.wrong:
            words = _not_seen(len(looked.wrong), looked.fetched)
            raise NotSeenError("\n".join([*looked.wrong, words]))
        unseen.clear()
        return f", {looked.fetched} fetched and right"


def _refusal(reasons: Sequence[str]) -> str:
    """The reasons not to publish, of very many the first, and what to do."""
    more = len(reasons) - _MOST_NAMED
    named = [*reasons[:_MOST_NAMED], *([f"and {more} more; see make check"] if more > 0 else [])]
    number = "1 thing" if len(reasons) == 1 else f"{len(reasons)} things"
    return "\n".join([*named, f"Not published: mend the {number} above"])


def _not_seen(wrong: int, fetched: int) -> str:
    return (
        f"Sent, but {wrong} of {fetched} that were fetched are not as they should be. Run it again "
        "later, and it looks again; if the host changes pages on its way, or shows them elsewhere "
        "as yet, set PUBLISH_LOOK_AT, or add LOOK=no"
    )


@contextmanager
def _fresh(var: Path) -> Iterator[Path]:
    """A new folder to build in; those that were left over by what was killed go."""
    for left in var.glob(f"{_BUILD}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=_BUILD, dir=var))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
