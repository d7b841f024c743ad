"""What several tests build with: a small site, a served desk, a copy of the project."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import yaml
from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings
from werkzeug.serving import WSGIRequestHandler, make_server

from desk import config
from desk.app import create_app
from desk.services import Services, open_services
from plugins.comments import store
from plugins.comments.model import Comment
from plugins.drills.headers import read_drill
from plugins.drills.model import Drill

ROOT = Path(__file__).parent.parent
CORPORA = Path(os.environ.get("CORPORA", ROOT.parent / "shared" / "data"))
"""Test data that others made, used where it is there; never part of the project."""

PAGE = "knee-pain"

DRILL: dict[str, object] = {
    "title": "Hip Hinge",
    "drill": "hh",
    "summary": "Learn to bend at the hips while the back keeps its shape.",
    "aim": "Bend and lift from the hips.",
    "kind": "control",
    "joints": ["hip"],
    "movements": ["hip flexion", "hip extension"],
    "muscles": {"main": ["gluteus maximus"], "also": ["hamstrings"]},
    "position": "standing",
    "equipment": ["none"],
    "support": "a kitchen worktop",
    "sides": "both together",
    "steps": ["Stand with your feet under your hips.", "Push your hips back, then stand up again."],
    "cues": ["Hips back"],
    "feel": "A pull along the back of the thighs.",
    "mistakes": [{"wrong": "The back rounds.", "fix": "Go less deep."}],
    "dose": "2 x 10, tempo 2-1-2-0, rest 20 s, daily, 6 weeks",
    "start_with": "1 x 5, tempo 2-1-2-0, daily, 2 weeks",
    "progress_when": "Ten repetitions feel easy on three days in a row.",
    "cautions": ["Recent back pain"],
    "not_if": ["You were told not to bend"],
    "stop_if": ["Sharp pain"],
    "evidence": "therapist's choice",
    "reviewed_by": "reviewer",
}
"""The header of a good drill without a figure, but for the dates of its review."""


@dataclass
class Site:
    """A site in a folder of its own, with the project's settings, theme and plugins."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def comments(self) -> Path:
        return self.root / "content" / "comments"

    def write(self, path: str, text: str) -> Path:
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def article(self, name: str = "knee-pain", body: str = "The text.", **headers: str) -> Path:
        known = {"Title": "Knee Pain", "Date": "2020-02-26", "Id": name} | headers
        lines = "".join(f"{key}: {value}\n" for key, value in known.items() if value)
        return self.write(f"articles/{name}.md", f"{lines}\n{body}\n")

    def drill(self, name: str = "hip-hinge", body: str = "The story.", **fields: object) -> Path:
        """A drill, in the ledger of codes too; a field that is None is left out."""
        whole = drill_header(**({"title": name.replace("-", " ").title()} | fields))
        ledger = self.root / "content" / "drills" / "codes.txt"
        before = ledger.read_text("utf-8") if ledger.exists() else ""
        line = f"{whole.get('drill')} {whole.get('slug', name)}\n"
        self.write("drills/codes.txt", before if line in before else before + line)
        return self.write(f"drills/{name}.md", f"---\n{_yaml(whole)}---\n{body}\n")

    def comment(self, id: str = "c1", page: str = PAGE, **fields: object) -> Comment:
        known = {"author": "Ann", "date": datetime(2020, 3, 1, tzinfo=UTC), "body": "I agree."}
        comment = Comment(id=id, **(known | fields))  # type: ignore[arg-type]
        store.write(self.comments, page, comment)
        return comment

    def build(self, **settings: object) -> None:
        """A real Pelican build, in this process."""
        self.comments.mkdir(parents=True, exist_ok=True)
        override = {"PATH": str(self.root / "content"), "OUTPUT_PATH": str(self.output)}
        conf = str(settings.pop("conf", ROOT / "pelicanconf.py"))
        Pelican(read_settings(conf, override=override | settings)).run()

    def page(self, path: str = "articles/knee-pain/index.html") -> BeautifulSoup:
        return BeautifulSoup((self.output / path).read_text(encoding="utf-8"), "html.parser")


def drill_header(**fields: object) -> dict[str, object]:
    """The header of a good drill that was reviewed today, changed by these fields."""
    today = date.today()
    review = {"last_reviewed": today, "next_review": today + timedelta(days=300)}
    return {key: value for key, value in (DRILL | review | fields).items() if value is not None}


def drill_facts(slug: str = "hip-hinge", **fields: object) -> Drill:
    """The same as the site knows it."""
    text = f"---\n{_yaml(drill_header(**fields))}---\n"
    parsed = read_drill(text, f"{slug}.md", slug, date.today())
    assert parsed.drill is not None
    assert parsed.faults == ()
    return parsed.drill


def _yaml(data: object) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000))


@dataclass
class Clock:
    """A clock that a test turns."""

    now: datetime = datetime(2020, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def desk_services(site: Site, clock: Clock | None = None, **changes: object) -> Services:
    """The services of a desk for this site, with a real database in its folder.

    Changes in capitals are settings of the site, the others fields of ``Config``.
    """
    found = config.load(ROOT, {"DESK_VAR": str(site.root / "var")})
    settings = {**found.site, "PATH": str(site.root / "content"), "OUTPUT_PATH": str(site.output)}
    settings["AUTHOR"] = "The Owner"
    settings |= {name: changes[name] for name in changes if name.isupper()}
    machine = {name: changes[name] for name in changes if not name.isupper()}
    fields: dict[str, Any] = {"site": settings, "lock_timeout_s": 0.2} | machine
    return open_services(replace(found, **fields), clock)


def desk_environment(site: Site) -> dict[str, str]:
    """What makes a desk in a process of its own work on this site."""
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    conf = site.root / "conf.py"
    conf.write_text(
        settings.replace("Path(__file__).parent", f"Path({str(ROOT)!r})")
        + f"\nPATH = {str(site.root / 'content')!r}\nOUTPUT_PATH = {str(site.output)!r}\n"
        + "AUTHOR = 'The Owner'\n",
        encoding="utf-8",
    )
    var = {"DESK_VAR": str(site.root / "var"), "DESK_SETTINGS": str(conf)}
    return {**os.environ, **var, "DESK_LOCK_TIMEOUT": "5"}


class _QuietHandler(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def http_client(port: int) -> httpx.Client:
    # No certificates: it speaks to loopback only, and reading them takes longer than a test.
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20, verify=False)


def wait_for_desk(client: httpx.Client) -> None:
    """Wait until a desk that is starting answers."""
    for _ in range(400):
        try:
            if client.get("/replies/ping").status_code == 204:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the desk did not start")


@contextmanager
def served(app: object) -> Iterator[httpx.Client]:
    """A client that speaks real HTTP to a WSGI application on a free loopback port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_QuietHandler)  # type: ignore[arg-type]
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        with http_client(server.port) as client:
            yield client
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def served_desk(services: Services) -> Iterator[httpx.Client]:
    """The desk behind real HTTP."""
    with served(create_app(services)) as client:
        yield client
    services.engine.dispose()


def reply(**changes: str) -> dict[str, str]:
    """A good reply, as a browser sends it."""
    fields = {"page": PAGE, "parent": "", "author": "Ann", "email": "ann@example.com"}
    return fields | {"url": "", "body": "My knee says thanks."} | changes


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def project_copy(target: Path) -> Path:
    """The project as a newcomer has it, for tests that edit or clean it."""
    made = (".git", ".venv", "output", "var", "__pycache__", ".*_cache", ".output.*")
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*made))
    return target


def run(*command: str, cwd: Path = ROOT, **kwargs: object) -> subprocess.CompletedProcess[str]:
    """A command of the project, in this environment's Python."""
    whole = [sys.executable, "-m", *command]
    return subprocess.run(whole, cwd=cwd, capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload, no-any-return]


def soup(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def csrf_token(page: BeautifulSoup) -> str:
    return str(page.find("input", {"name": "csrf_token"})["value"])  # type: ignore[index]
