"""Hosts that publish a branch of a git repository, as GitHub, GitLab and Codeberg Pages do.

A repository of our own, in ``var/``, holds only that branch: the owner's is not touched.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.publish.changes import Changes
from plugins.publish.commands import Commands
from plugins.publish.plan import HostError, Plan, Step, files
from plugins.publish.target import Branch

_OF_THE_HOST = re.compile(r"\.(?:github\.io|gitlab\.io|codeberg\.page)$")
_GITLAB = """\
pages:
  script:
    - mkdir .public
    - cp -r ./* .public
    - mv .public public
  artifacts:
    paths: [public]
"""
"""GitLab publishes what a job leaves in ``public``; dot files of the site stay behind."""


@dataclass(frozen=True)
class BranchHost:
    """A branch."""

    branch: Branch
    commands: Commands
    settings: Mapping[str, Any]
    var: Path

    def prepare(self, site: Path) -> None:
        """Tell hosts that would work on the files to leave them as they are."""
        (site / ".nojekyll").touch()
        name = urlsplit(self.settings["SITEURL"]).hostname or ""
        if name and not _OF_THE_HOST.search(name):
            (site / "CNAME").write_text(f"{name}\n", encoding="ascii")
        if "gitlab" in self._address():
            (site / ".gitlab-ci.yml").write_text(_GITLAB, encoding="ascii")

    def plan(self, site: Path) -> Plan:
        """Commit here, and compare with the branch there. Raises HostError."""
        address, name = self._address(), self.branch.name
        self._git("init", "--quiet", "--bare", str(self._repository))
        before = self._fetch(address)
        self._commit(site)
        if not before:
            added = self._git("ls-tree", "-r", "-z", "--name-only", name).split("\0")
            changes = Changes(new=tuple(filter(None, added)))
        else:
            changes = _changes(
                self._git("diff", "--no-renames", "-z", "--name-status", before, name)
            )
        push = ("push", "--quiet", address, f"refs/heads/{name}")
        words = f"Push {files(len(changes.sent))} to {name}"
        return Plan(changes, (Step(words, lambda: self._git(*push)),) if changes else ())

    def roll_back(self) -> str:
        """Push the site of the commit before, as a new commit. Raises HostError."""
        address, name = self._address(), self.branch.name
        self._git("init", "--quiet", "--bare", str(self._repository))
        newest = self._fetch(address, depth=2)
        before = self._git("rev-list", "--max-count=2", name).split()[1:]
        if not newest or not before:
            raise HostError(f"the branch {name} has nothing from before what is published")
        words = ("commit-tree", f"{before[0]}^{{tree}}", "-p", newest, "-m", "Roll back")
        whole = ["git", *words]
        commit = self.commands.run(
            whole, GIT_DIR=str(self._repository), **self._committer()
        ).strip()
        self._git("push", "--quiet", address, f"{commit}:refs/heads/{name}")
        return f"the site of commit {before[0][:8]}, in place of {newest[:8]}"

    def _address(self) -> str:
        """That of a remote of the owner's repository; anything else is an address already."""
        remote = self.branch.remote
        if re.search(r"[:/\\]", remote):
            return str(Path(remote).expanduser().resolve()) if Path(remote).exists() else remote
        answer = self.commands.ask(["git", "remote", "get-url", remote])
        if answer.status:
            raise HostError(
                f"git knows no remote “{remote}” here; write pages:{self.branch.name}@ADDRESS, or "
                f"type: git remote add {remote} ADDRESS"
            )
        found = answer.out.strip()
        is_path = "://" not in found and (self.commands.folder / found).exists()
        return str((self.commands.folder / found).resolve()) if is_path else found

    def _fetch(self, address: str, depth: int = 1) -> str:
        """Have the branch here as it is there; returns its newest commit, "" for none."""
        name = self.branch.name
        if not self._git("ls-remote", "--heads", address, f"refs/heads/{name}"):
            self._git("update-ref", "-d", f"refs/heads/{name}")
            return ""
        self._git("fetch", "--quiet", f"--depth={depth}", address, _here(name))
        return self._git("rev-parse", f"refs/heads/{name}").strip()

    def _commit(self, site: Path) -> None:
        words = [sys.executable, "-m", "ghp_import", "-b", self.branch.name]
        whole = [*words, "-m", f"Publish {self.settings['SITENAME']}", str(site)]
        self.commands.run(whole, GIT_DIR=str(self._repository), **self._committer())

    def _committer(self) -> dict[str, str]:
        """Who git says it is here; where it does not know, the owner of the site."""
        name = self._own("user.name") or self.settings["AUTHOR"]
        email = self._own("user.email") or self.settings["OWNER_EMAIL"]
        return {
            **{"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email},
            **{"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email},
        }

    def _own(self, name: str) -> str:
        return self.commands.ask(["git", "config", name]).out.strip()

    @property
    def _repository(self) -> Path:
        return self.var / "branch.git"

    def _git(self, *words: str) -> str:
        # Nobody may be there to type a password.
        quiet = {} if os.isatty(0) else {"GIT_TERMINAL_PROMPT": "0"}
        return self.commands.run(["git", *words], GIT_DIR=str(self._repository), **quiet)


def _here(name: str) -> str:
    """Whatever the branch is here, it becomes what it is there."""
    return f"+refs/heads/{name}:refs/heads/{name}"


def _changes(said: str) -> Changes:
    """From what ``git diff --name-status -z`` says: a letter and a path in turn."""
    parts = said.split("\0")[:-1]
    named: dict[str, list[str]] = {"A": [], "M": [], "D": []}
    for letter, path in zip(parts[::2], parts[1::2], strict=True):
        named[letter if letter in named else "M"].append(path)
    return Changes(tuple(named["A"]), tuple(named["M"]), tuple(named["D"]))
