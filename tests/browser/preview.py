"""Runs what ``make serve`` runs, and reads what it prints."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from tests.support import free_port


@dataclass
class Preview:
    """A running preview: its address, its sign-in link, and all it has printed."""

    root: Path
    url: str
    printed: list[str]

    @property
    def text(self) -> str:
        return "".join(self.printed)

    @property
    def sign_in(self) -> str:
        found = re.search(r"Sign in +(\S+)", self.text)
        assert found, self.text
        return found[1]


@contextmanager
def preview(root: Path, **environment: str) -> Iterator[Preview]:
    """Serve a copy of the project until the test is done with it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", "serve", "--port", str(port)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
    )
    running = Preview(root, f"http://127.0.0.1:{port}", [])
    reader = Thread(target=lambda: running.printed.extend(iter(process.stdout.readline, "")))  # type: ignore[union-attr]
    reader.start()
    try:
        until(lambda: "Ctrl-C" in running.text or process.poll() is not None)
        assert process.poll() is None, running.text
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        reader.join()
        process.stdout.close()  # type: ignore[union-attr]


def until(condition: Callable[[], object], patience_s: float = 20.0) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
