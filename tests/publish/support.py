"""A project with a small site of its own, to be published by the real command."""

import functools
import http.server
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.support import ROOT

_FILLED_IN = """
AUTHOR = "Ann Hinge"
PRACTICE = "Hinge Practice"
OWNER_EMAIL = "ann@hinge.test"
OWNER_ADDRESS = "1 High Street"
CREDENTIALS = REVIEWER = INTERESTS = "Said."
MENU = [("Articles", "")]
FOOTER_MENU = [("Archives", "archives/"), ("Privacy", "privacy/")]
SITEURL = FEED_DOMAIN = "https://site.test"
REPLIES_URL = "https://desk.site.test/replies"
"""
_PRIVACY = "Title: Privacy\nSummary: What is kept.\n\nLittle.\n"


@dataclass
class Project:
    """A folder with the settings, theme and plugins of the project, and content that may change."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def make(self) -> "Project":
        self.root.mkdir()
        for name in ("plugins", "theme", "languages", "pelicanconf.py"):
            (self.root / name).symlink_to(ROOT / name)
        settings = (ROOT / "publishconf.py").read_text("utf-8")
        (self.root / "publishconf.py").write_text(settings + _FILLED_IN, "utf-8")
        (self.root / "content/images").mkdir(parents=True)
        (self.root / "content/comments").mkdir()
        (self.root / "content/pages").mkdir()
        (self.root / "content/pages/privacy.md").write_text(_PRIVACY, "utf-8")
        self.article("knee-pain")
        self.article("hip-pain")
        return self

    def set(self, line: str) -> None:
        file = self.root / "publishconf.py"
        file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")

    def article(self, name: str, text: str = "The text.", **headers: str) -> Path:
        known = {"Title": name.replace("-", " ").title(), "Date": "2020-02-26", "Id": name}
        lines = "".join(f"{key}: {value}\n" for key, value in (known | headers).items())
        file = self.root / "content/articles" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{lines}Summary: In short.\n\n{text}\n", "utf-8")
        return file

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The command, in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "plugins.publish", *words],
            cwd=self.root,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    def publish(self, *words: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def published(self, *words: str) -> dict[str, object]:
        """The same, which must go well; what came of it."""
        done = self.publish(*words, "--json")
        assert done.returncode == 0, done.stderr
        outcome: dict[str, object] = json.loads(done.stdout)
        return outcome


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in a folder but the record of what was published."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    found.pop("publication.json", None)
    return found


def missing_scripts(files: dict[str, bytes]) -> list[str]:
    """Pages that load a script that is not there."""
    return [
        f"{path}: {script}"
        for path, content in files.items()
        if path.endswith(".html")
        for script in re.findall(r'src="https://site\.test/([^"]+\.js)"', content.decode())
        if script not in files
    ]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def seen(folder: Path) -> Iterator[str]:
    """A web server for this folder: its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
