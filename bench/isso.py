"""Puts Isso into a place of its own, in the locked versions; the project never imports it."""

import subprocess
import sys
from pathlib import Path

from bench import servers

_PLACE = servers.ROOT / "var" / "bench-isso"
_REQUIREMENTS = Path(__file__).with_name("requirements-isso.txt")


def install() -> Path | None:
    """The Python that has Isso; None, and a word about it, where it cannot be had."""
    python = _PLACE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_PLACE)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", str(_REQUIREMENTS)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        print("Isso cannot be installed here, so it is not measured, and no ratio is told.")
        print("\n".join(errors[:1]))
        return None
    return python
