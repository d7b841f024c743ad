"""The servers that are measured, each in processes of its own and in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = "knee-pain"
SECRET_KEY = "of the bench: it signs the tokens of forms itself"

_CONF = """\
import runpy

globals().update(runpy.run_path({settings!r}))
PATH, OUTPUT_PATH, REPLIES_WORDS, AUTHOR = {content!r}, {output!r}, {words!r}, "The Owner"
"""
_WORDS = "".join(f"cheap goods number {n}\nshop{n}.example\n" for n in range(500))
_ARTICLE = "Title: Knee Pain\nDate: 2020-02-26\nId: {id}\n\nThe text.\n"


def write_site(folder: Path) -> None:
    """A site of one article, and an owner's list of a thousand phrases and domains, in a folder."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    (articles / f"{PAGE}.md").write_text(_ARTICLE.format(id=PAGE), encoding="utf-8")
    (folder / "words.txt").write_text(_WORDS, encoding="utf-8")
    paths = {name: str(folder / name) for name in ("content", "output")}
    paths |= {"settings": str(ROOT / "pelicanconf.py"), "words": str(folder / "words.txt")}
    (folder / "conf.py").write_text(_CONF.format(**paths), encoding="utf-8")


def build(folder: Path) -> None:
    """Build the site of this folder."""
    pelican = [sys.executable, "-m", "pelican", str(folder / "content")]
    done = subprocess.run(
        [*pelican, "-s", str(folder / "conf.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def desk_environment(folder: Path) -> dict[str, str]:
    """What makes a desk work for the site of this folder."""
    return {
        **os.environ,
        "DESK_VAR": str(folder / "var"),
        "DESK_SETTINGS": str(folder / "conf.py"),
        "DESK_SECRET_KEY": SECRET_KEY,
        # A public desk stands behind a web server, which says where a reply comes from.
        "DESK_TRUSTED_PROXIES": "1",
    }


@contextmanager
def desk(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Our desk as README says (“Run the desk on a server”): its port and its process group."""
    python, probe = Path(sys.executable), "/replies/ping"
    with _gunicorn(python, ["desk.wsgi:app"], environment, probe, ROOT) as running:
        yield running


@contextmanager
def mailbox() -> Iterator[str]:
    """A mail server that takes everything: its address for the desk."""
    command = [sys.executable, "-m", "bench.mailbox"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"smtp://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@contextmanager
def isso(python: Path, settings: Path, workers: int) -> Iterator[tuple[int, int]]:
    """Isso as its documentation says (“Deployment”), which names four workers."""
    arguments = ["isso.run", "-w", str(workers), "--preload"]
    environment = {**os.environ, "ISSO_SETTINGS": str(settings)}
    with _gunicorn(python, arguments, environment, "/info", settings.parent) as running:
        yield running


@contextmanager
def _gunicorn(
    python: Path, arguments: list[str], environment: dict[str, str], probe: str, folder: Path
) -> Iterator[tuple[int, int]]:
    port = free_port()
    command = [str(python), "-m", "gunicorn", *arguments, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--log-level", "error"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        _wait_for(port, probe)
        yield port, process.pid
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(40)


def _wait_for(port: int, path: str) -> None:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), 10) as probe:
                probe.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                if probe.recv(12)[9:10] == b"2":
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"Nothing answers at {path}")


def free_port() -> int:
    """A port of loopback that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
