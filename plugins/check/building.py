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
    """A build: its folder, what it said where it failed, and the source file of each page.

    ``left_out`` are the files without which it was built, since they have faults.
    """

    output: Path
    failure: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def build_aside(
    settings: str, plugins: Sequence[str], folder: Path, content: Path | None = None
) -> Built:
    """Build into a new folder within ``folder``; ``plugins`` are those of the site.

    ``content`` is another folder of content than that of the settings.
    """
    output, origins = folder / "site", folder / "origins.json"
    more = {"PLUGINS": [*plugins, "plugins.check.origins"], "CHECK_ORIGINS": str(origins)}
    command = [sys.executable, "-m", "pelican", *([str(content)] if content else [])]
    done = subprocess.run(
        [*command, "-s", settings, "-o", str(output), "--log-handler", "plain", "-e"]
        + [f"{name}={json.dumps(value)}" for name, value in more.items()],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return Built(output, origins=json.loads(origins.read_text()))
    return Built(output, failure=done.stderr.strip("\n") or done.stdout.strip("\n"))


def faulty_files(built: Built) -> tuple[str, ...]:
    """The files whose faults stopped a build, each once."""
    return tuple(dict.fromkeys(match[1] for match in _FAULT.finditer(built.failure)))


def build_findings(built: Built, settings: str, known: Sequence[Finding]) -> Iterator[Finding]:
    """What stopped a build, but for what is ``known`` of the same file already."""
    said = [(match[1], int(match[2]), match[3]) for match in _FAULT.finditer(built.failure)]
    is_known = any(finding.rule == "hidden-character" for finding in known)
    if built.failure and not said and not is_known:
        # Of an error that nobody foresaw, the last line says what it was.
        last = built.failure.rpartition("\n")[2].strip()
        yield Finding(settings, 1, "build", f"the site could not be built: {last}")
    mistaken = {finding.path for finding in known if finding.is_error}
    # Of a link and of an address, a build says the same in other words.
    alike = {(it.path, it.line) for it in known if it.rule in ("link", "slug")}
    told = {(finding.path, finding.line, finding.message) for finding in known}
    for path, line, message in said:
        is_explained = message.startswith(_UNREADABLE) and path in mistaken
        is_told = (
            (path, line) in alike or (path, line, message) in told or _is_of_id(message, known)
        )
        if not is_explained and not is_told:
            yield Finding(path, line, "build", message)


def _is_of_id(message: str, known: Sequence[Finding]) -> bool:
    """Whether it is about an id that is known to belong to two files, whichever it blames."""
    subject, belongs, _ = message.partition(" belongs to ")
    ids = (finding.message for finding in known if finding.rule == "id")
    return bool(belongs) and any(known_id.startswith(f"{subject} ") for known_id in ids)
