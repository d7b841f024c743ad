"""Finds the servers that tests publish to, or installs them where that is allowed.

``python -m tests.servers.provide`` is run by ``make test``. Unlike the browser, none is needed for
the rest of the tests: what cannot be had is named, and the tests that need it say so and are
skipped.
"""

import os
import shutil
import subprocess

_PACKAGES = {
    "nginx": "nginx",
    "apache2": "apache2-bin",
    "sshd": "openssh-server",
    "rsync": "rsync",
    "ssh": "openssh-client",
}
"""Programs, and the packages of Debian and Ubuntu that they are in."""
_ADMINISTRATORS = "/usr/local/sbin:/usr/sbin:/sbin"
"""Folders that are not on everybody's PATH."""


def find(program: str) -> str | None:
    """The whole path of a program, None where it is not installed."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:{_ADMINISTRATORS}")


def lacking(*programs: str) -> str:
    """A sentence that names what is not installed, "" where all of them are."""
    missing = [program for program in programs if not find(program)]
    return f"not installed here: {', '.join(missing)}" if missing else ""


def provide() -> str:
    """Install what is missing, where we may; returns a sentence on what is missing still."""
    missing = [package for program, package in _PACKAGES.items() if not find(program)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        _apt_get("update")
        # Installed, but not started: tests start servers of their own.
        _apt_get("install", "-y", "--no-install-recommends", *missing)
    return lacking(*_PACKAGES)


def _apt_get(*words: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", "-qq", *words], check=False, env=environment, **quiet)


if __name__ == "__main__":
    print(f"Servers: {provide() or ', '.join(_PACKAGES)}")
