"""``make check`` over N articles (1,000), sources alone and built, beside a build, in seconds."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench import drills

_ROOT = Path(__file__).parent.parent
_PARTS = ("plugins", "theme", "languages", "pelicanconf.py", "publishconf.py")
_ROUNDS = 3
_CHECK = ("plugins.check", "--format", "json")
_COMMANDS = {
    "build alone": ("pelican", "content", "-s", "publishconf.py", "-o", "output"),
    "sources": (*_CHECK, "--no-build"),
    "with the built site": (*_CHECK, "--html", "none"),
    "and the Nu checker": _CHECK,
}


def main(number: int) -> None:
    """Check a copy of the project with so many articles more, in turn with a build of it."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for part in _PARTS:
            (site / part).symlink_to(_ROOT / part)
        shutil.copytree(_ROOT / "content", site / "content")
        drills.write_articles(site / "content" / "articles", number)
        times: dict[str, list[float]] = {command: [] for command in _COMMANDS}
        for _ in range(_ROUNDS):
            for command, arguments in _COMMANDS.items():
                times[command].append(_seconds(site, arguments))
    # The best, for whatever else the machine does can only add to it.
    build = min(times["build alone"])
    print(f"{'':22}{'seconds':>9}{'builds':>8}  (best of {_ROUNDS}, {number} articles)")
    for command, seconds in times.items():
        print(f"{command:22}{min(seconds):9.1f}{min(seconds) / build:8.2f}")


def _seconds(site: Path, arguments: tuple[str, ...]) -> float:
    shutil.rmtree(site / "output", ignore_errors=True)
    command = [sys.executable, "-m", *arguments]
    start = perf_counter()
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if done.stderr and "plugins.check" in arguments:
        raise SystemExit(done.stderr)
    return seconds
