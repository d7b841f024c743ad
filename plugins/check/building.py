"""Builds the site aside, as it is published, and takes up what the build has to say."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.check.finding import Finding

_FAULT = re.compile(r"^  (\S.*?):(\d+): (.+)$", re.MULTILINE)
_UNREADABLE = "could not be read"


def build_findings(settings: str, output: Path, known: Sequence[Finding]) -> Iterator[Finding]:
    """What stops a build into ``output``, but for what is ``known`` of the same file already."""
    command = [sys.executable, "-m", "pelican", "-s", settings, "-o", str(output)]
    done = subprocess.run(
        [*command, "--log-handler", "plain"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    said = [(match[1], int(match[2]), match[3]) for match in _FAULT.finditer(done.stderr)]
    if not said:
        # Of an error that nobody foresaw, the last line says what it was.
        last = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2].strip()
        yield Finding(settings, 1, "build", f"the site could not be built: {last}")
    mistaken = {finding.path for finding in known if finding.is_error}
    told = {(finding.path, finding.line, finding.message) for finding in known}
    for path, line, message in said:
        is_explained = message.startswith(_UNREADABLE) and path in mistaken
        if not is_explained and (path, line, message) not in told:
            yield Finding(path, line, "build", message)
