"""Builds the site aside, as it is published, and takes up what the build has to say."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.check.finding import Finding

_FAULT = re.compile(r"^  (\S.*?):(\d+): (.+)$", re.MULTILINE)
_UNREADABLE = "could not be read"


@dataclass(frozen=True)
class Built:
    """A build: its folder, what it said where it failed, and the source file of each page."""

    output: Path
    failure: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)


def build_aside(settings: str, plugins: Sequence[str], folder: Path) -> Built:
    """Build into a new folder within ``folder``; ``plugins`` are those of the site."""
    output, origins = folder / "site", folder / "origins.json"
    more = {"PLUGINS": [*plugins, "plugins.check.origins"], "CHECK_ORIGINS": str(origins)}
    command = [sys.executable, "-m", "pelican", "-s", settings, "-o", str(output)]
    done = subprocess.run(
        [*command, "--log-handler", "plain", "-e"]
        + [f"{name}={json.dumps(value)}" for name, value in more.items()],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return Built(output, origins=json.loads(origins.read_text()))
    return Built(output, failure=done.stderr.strip("\n") or done.stdout.strip("\n"))


def build_findings(built: Built, settings: str, known: Sequence[Finding]) -> Iterator[Finding]:
    """What stopped a build, but for what is ``known`` of the same file already."""
    said = [(match[1], int(match[2]), match[3]) for match in _FAULT.finditer(built.failure)]
    if built.failure and not said:
        # Of an error that nobody foresaw, the last line says what it was.
        last = built.failure.rpartition("\n")[2].strip()
        yield Finding(settings, 1, "build", f"the site could not be built: {last}")
    mistaken = {finding.path for finding in known if finding.is_error}
    told = {(finding.path, finding.line, finding.message) for finding in known}
    for path, line, message in said:
        is_explained = message.startswith(_UNREADABLE) and path in mistaken
        if not is_explained and (path, line, message) not in told:
            yield Finding(path, line, "build", message)
