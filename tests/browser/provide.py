"""Finds a Chromium or Chrome for the tests, or installs one; says what to do if none can be had.

``python -m tests.browser.provide`` is run by ``make test`` and ``make shots``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_INSTALLERS = (
    ("apt-get", ["apt-get", "install", "-y", "-qq", "chromium"], ["apt-get", "update", "-qq"]),
    ("dnf", ["dnf", "install", "-y", "-q", "chromium"], None),
    ("apk", ["apk", "add", "-q", "chromium"], None),
    ("pacman", ["pacman", "-S", "--noconfirm", "--needed", "chromium"], None),
)


def find_browser() -> str | None:
    """The path of a browser: the one named by ``CHROMIUM``, the system's, or playwright's."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in _NAMES]
    candidates = chain(found, _APPLICATIONS, _playwrights_own())
    return next((path for path in candidates if path and Path(path).exists()), None)


def provide_browser() -> str:
    """The path of a browser, installed if need be. Exits with one sentence where none can be."""
    found = find_browser()
    if found:
        return found
    for install in _ways():
        print(f"No browser yet; trying: {' '.join(install)}", flush=True)
        if _runs(install):
            found = find_browser()
            if found:
                return found
    raise SystemExit(
        "The tests need a browser: install Chromium or Chrome "
        "(on Debian and Ubuntu: sudo apt install chromium), or name one with CHROMIUM=/path."
    )


def _playwrights_own() -> Iterator[str]:
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _ways() -> Iterator[list[str]]:
    """Commands that may install one: the system's packages where we may, then playwright's own."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0
    for name, install, prepare in _INSTALLERS:
        if may_install and shutil.which(name):
            if prepare:
                _runs(prepare)
            yield install
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def _runs(command: list[str]) -> bool:
    """Run an installer without its many words; ours are one sentence."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, check=False, **quiet).returncode == 0


if __name__ == "__main__":
    print(f"Browser: {provide_browser()}")
