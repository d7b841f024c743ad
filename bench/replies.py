"""How many replies a second are accepted, each on disk before it is answered, beside Isso.

Both run under gunicorn as their documentation says, with moderation on and limits out of the way,
and take turns. Every reply has words of its own, and every answer is looked up: it must be of those
words. Isso is installed from PyPI into a place of its own, and left out where that cannot be done.
"""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from statistics import median
from threading import Timer
from urllib.parse import urlencode

from bench import servers
from bench.load import Answer, Requests, fire

_ROUNDS = 5
_SECONDS = 6.0
_KILLS = 20
_ISSO = servers.ROOT / "var" / "bench-isso"
_ISSO_SETTINGS = """\
[general]
dbpath = {folder}/comments.db
host = http://localhost
notify =
[moderation]
enabled = true
[guard]
enabled = false
require-author = true
require-email = true
"""


@dataclass
class Score:
    """What one server did in all of its rounds; times in seconds."""

    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    refused: int = 0
    mixed_up: int = 0


def main() -> None:
    """Measure, and print the tables."""
    python = _install_isso()
    with tempfile.TemporaryDirectory(dir=_on_disk()) as name:
        folder = Path(name)
        servers.write_site(folder)
        servers.build(folder)
        environment = servers.desk_environment(folder)
        rounds: dict[str, Callable[[Score], None]] = {
            "this desk": lambda score: _desk_round(environment, score)
        }
        if python is not None:
            rounds["Isso, 4 workers"] = lambda score: _isso_round(python, folder, 4, score)
            rounds["Isso, 2 workers"] = lambda score: _isso_round(python, folder, 2, score)
        scores = {name: Score() for name in rounds}
        for _ in range(_ROUNDS):
            for name, play in rounds.items():
                play(scores[name])
        _print_scores(scores)
        _print_kills(environment, folder / "var" / "inbox.sqlite3")


def words(number: int) -> str:
    """What the reply of this number says; no two are the same."""
    chosen = random.Random(number).choices(_vocabulary(), k=40)
    return f"{' '.join(chosen)}. Number {number} says so."


@cache
def _vocabulary() -> list[str]:
    article = servers.ROOT / "content" / "articles" / "knee-pain-is-it-your-knee-at-all.md"
    return sorted(set(re.findall(r"[a-z]+", article.read_text("utf-8"))))


def _desk_round(environment: dict[str, str], score: Score) -> None:
    _forget(Path(environment["DESK_VAR"]))
    with servers.desk(environment) as (port, _):
        answers = _timed(port, reply_request, 303, score)
        pages = fire(
            port, lambda place: _get(answers[place].header("Location")), number=len(answers)
        )
        for page in pages:
            score.mixed_up += words(answers[page.number].number).encode() not in page.body


def _isso_round(python: Path, folder: Path, workers: int, score: Score) -> None:
    place = folder / "isso"
    _forget(place)
    place.mkdir()
    settings = place / "isso.cfg"
    settings.write_text(_ISSO_SETTINGS.format(folder=place), encoding="utf-8")
    with servers.isso(python, settings, workers) as (port, _):
        for answer in _timed(port, _isso_request, 202, score):
            text = words(answer.number)
            score.mixed_up += text not in json.loads(answer.body)["text"]


def _timed(port: int, requests: Requests, wanted: int, score: Score) -> list[Answer]:
    """One round: its figures go into the score, what was accepted is returned."""
    start = time.perf_counter()
    answers = list(fire(port, requests, seconds=_SECONDS))
    took = time.perf_counter() - start
    accepted = [answer for answer in answers if answer.status == wanted]
    score.rates.append(len(accepted) / took)
    score.times += [answer.seconds for answer in accepted]
    score.refused += len(answers) - len(accepted)
    return accepted


def reply_request(number: int) -> bytes:
    """A reply as a browser sends it, and as the web server in front hands it on."""
    fields = {
        "page": servers.PAGE,
        "parent": "",
        "author": f"Reader {number}",
        "email": f"reader{number}@example.com",
        "url": "",
        "body": words(number),
    }
    network = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    headers = f"Content-Type: application/x-www-form-urlencoded\r\nX-Forwarded-For: {network}\r\n"
    return _post("/replies", headers, urlencode(fields).encode())


def _isso_request(number: int) -> bytes:
    fields = {
        "text": words(number),
        "author": f"Reader {number}",
        "email": f"reader{number}@example.com",
        "title": "Knee Pain",
    }
    headers = "Content-Type: application/json\r\nOrigin: http://localhost\r\n"
    return _post("/new?uri=%2Fknee-pain%2F", headers, json.dumps(fields).encode())


def _post(path: str, headers: str, body: bytes) -> bytes:
    start = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    )
    return start.encode() + body


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _print_kills(environment: dict[str, str], database: Path) -> None:
    """Kill the desk under load again and again, and count what it had promised to keep."""
    _forget(database.parent)
    promised: set[str] = set()
    for turn in range(_KILLS):
        first = turn * 1_000_000
        with servers.desk(environment) as (port, group):
            Timer(random.uniform(0.3, 0.9), os.killpg, (group, signal.SIGKILL)).start()
            sent = fire(port, partial(_reply_from, first), seconds=60)
            promised |= {words(first + answer.number) for answer in sent if answer.status == 303}
    with sqlite3.connect(database) as connection:
        stored = {body for (body,) in connection.execute("SELECT body FROM submissions")}
    lost = len(promised - stored)
    print(f"\nkilled under load {_KILLS} times: {len(promised)} acknowledged, {lost} of them lost")


def _reply_from(first: int, number: int) -> bytes:
    return reply_request(first + number)


def _print_scores(scores: dict[str, Score]) -> None:
    columns = f"{'replies/s':>10}{'range':>12}{'p50 ms':>8}{'p99 ms':>8}"
    print(f"\n{'':18}{columns}{'refused':>9}{'mixed up':>10}")
    for name, score in scores.items():
        times = sorted(score.times)
        p50, p99 = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.99))
        around = f"{min(score.rates):.0f}-{max(score.rates):.0f}"
        print(
            f"{name:18}{median(score.rates):10.0f}{around:>12}{p50:8.1f}{p99:8.1f}"
            f"{score.refused:9}{score.mixed_up:10}"
        )


def _install_isso() -> Path | None:
    python = _ISSO / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_ISSO)], check=True)
    wanted = [str(python), "-m", "pip", "install", "--quiet", "isso", "gunicorn"]
    done = subprocess.run(wanted, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"Isso cannot be installed, so only this desk is measured.\n{done.stderr.strip()}")
        return None
    return python


def _on_disk() -> Path:
    """Not the folder for temporary files, which is in memory on many machines."""
    folder = servers.ROOT / "var"
    folder.mkdir(exist_ok=True)
    return folder


def _forget(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
