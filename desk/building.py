"""Builds and checks the site in processes of their own: changed plugins and settings count."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@dataclass(frozen=True)
class Built:
    """What came of a build: ``faults`` is "" for a good one, else what to mend, in words."""

    faults: str
    log: str


def build(root: Path, settings: str = "pelicanconf.py") -> Built:
    """Run Pelican over the content; the output changes only if all is well."""
    command = [sys.executable, "-m", "pelican", "-s", settings]
    run = subprocess.run(
        [*command, "--log-handler", "plain"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    log = _ANSI.sub("", run.stdout).strip()
    return Built(faults="" if run.returncode == 0 else log or "The build stopped.", log=log)


def advise(root: Path, settings: str = "pelicanconf.py") -> tuple[str, ...]:
    """What a check of the sources finds, a line each; nothing where the check itself fails."""
    command = [sys.executable, "-m", "plugins.check", "--no-build", "--format", "json"]
    run = subprocess.run(
        [*command, "--settings", settings], cwd=root, capture_output=True, text=True, check=False
    )
    try:
        findings = json.loads(run.stdout)["findings"]
    except (ValueError, KeyError):
        return ()
    return tuple(f"{it['path']}:{it['line']}: {it['message']}" for it in findings)
