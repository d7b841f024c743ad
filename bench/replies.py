"""How many replies a second are accepted, each on disk before it is answered, beside Isso.

Both run under gunicorn as their documentation says, with moderation on, and take turns. Of this
desk everything is on: the guard and its limits as they are set, a thousand words on the owner's
list, what it learnt of 200 decisions, and the mails. Isso's guard and mails are off.
Every reply has words of its own, and every answer is looked up: it must be of those words.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Timer

from bench import posts, servers
from bench.isso import install
from bench.load import CONNECTIONS, Answer, fire
from bench.slow_disk import slow_disk
from desk import config
from desk.services import open_services
from desk.submission import Reply

_ROUNDS = 3
_SECONDS = 6.0
_EXTRA_MS = 2.0
_KILLS = 10
_MOST = 12_000
"""Requests made for a round: more than any server answers in its time."""
_WARM_UP = 300
"""Replies that are not counted: what is loaded at the first request is loaded then."""
_DECIDED = 200
_OURS = "this desk"
_ISSO_SETTINGS = """\
[general]
dbpath = {folder}/comments.db
host = http://localhost
notify =
[moderation]
enabled = true
[guard]
enabled = false
"""


@dataclass(frozen=True)
class Round:
    """What one server did in one round; ``times`` in seconds, in order of size."""

    rate: float
    times: list[float]
    refused: int
    mixed_up: int


Play = Callable[[], Round]


def main() -> None:
    """Measure, and print the tables."""
    python = install()
    with tempfile.TemporaryDirectory(dir=_on_disk()) as name, servers.mailbox() as smtp_url:
        folder = Path(name)
        servers.write_site(folder)
        servers.build(folder)
        print(f"A sync of this disk takes {_sync_ms(folder):.2f} ms.")
        _compare(folder, smtp_url, python)
        with slow_disk(folder, _EXTRA_MS) as is_slow:
            if is_slow:
                print(f"\nThe same where a sync takes {_EXTRA_MS:.0f} ms more.")
                _compare(folder, smtp_url, python)
        _print_kills(servers.desk_environment(folder) | {"DESK_SMTP_URL": smtp_url})


def _compare(folder: Path, smtp_url: str, python: Path | None) -> None:
    """Play the rounds, and print what came of them."""
    environment = servers.desk_environment(folder) | {"DESK_SMTP_URL": smtp_url}
    plays: dict[str, Play] = {_OURS: lambda: _desk_round(environment)}
    if python is not None:
        plays["Isso, 4 workers"] = lambda: _isso_round(python, folder / "isso", 4)
        plays["Isso, 2 workers"] = lambda: _isso_round(python, folder / "isso", 2)
    _print_rounds([{name: play() for name, play in plays.items()} for _ in range(_ROUNDS)])


def _desk_round(environment: dict[str, str]) -> Round:
    _furnish(environment)
    with servers.desk(environment) as (port, _):
        rate, refused, accepted = _timed(port, posts.to_desk(range(_MOST + _WARM_UP)), 303)
        pages = fire(port, [posts.get(answer.header("Location")) for answer in accepted])
        texts = {page.number: page.body for page in pages}
    mixed_up = sum(
        posts.words(answer.number).encode() not in texts.get(place, b"")
        for place, answer in enumerate(accepted)
    )
    return Round(rate, _times(accepted), refused, mixed_up)


def _isso_round(python: Path, folder: Path, workers: int) -> Round:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    settings = folder / "isso.cfg"
    settings.write_text(_ISSO_SETTINGS.format(folder=folder), encoding="utf-8")
    with servers.isso(python, settings, workers) as (port, _):
        rate, refused, accepted = _timed(port, posts.to_isso(range(_MOST + _WARM_UP)), 202)
    mixed_up = sum(
        posts.words(answer.number) not in json.loads(answer.body)["text"] for answer in accepted
    )
    return Round(rate, _times(accepted), refused, mixed_up)


def _timed(port: int, requests: list[bytes], wanted: int) -> tuple[float, int, list[Answer]]:
    """How many a second had the wanted status, how many had not, and the answers that had."""
    list(fire(port, requests[_MOST:]))
    start = time.perf_counter()
    answers = list(fire(port, requests[:_MOST], _SECONDS))
    took = time.perf_counter() - start
    accepted = [answer for answer in answers if answer.status == wanted]
    return len(accepted) / took, len(answers) - len(accepted), accepted


def _times(answers: list[Answer]) -> list[float]:
    return sorted(answer.seconds for answer in answers)


def _furnish(environment: dict[str, str]) -> None:
    """An inbox with decisions in it, so that the guard has learnt, in place of what was there."""
    shutil.rmtree(environment["DESK_VAR"], ignore_errors=True)
    desk = open_services(config.load(servers.ROOT, environment))
    for number in range(_DECIDED):
        body = posts.words(2 * _MOST + number)
        reply = Reply(servers.PAGE, "", "Ann", "ann@example.com", "", body)
        desk.inbox.decide(desk.inbox.receive(reply).id, "spam" if number % 2 else "approve")
    desk.filing.run()
    desk.engine.dispose()


def _print_rounds(played: list[dict[str, Round]]) -> None:
    print(f"{CONNECTIONS} at once, a connection each; the best of {_ROUNDS} rounds in turn")
    columns = f"{'replies/s':>10}{'p50 ms':>8}{'p99 ms':>8}{'refused':>9}{'mixed up':>10}"
    print(f"{'':18}{columns}{'we : it':>9}   all rounds")
    for name in played[0]:
        rounds = [turn[name] for turn in played]
        best = max(rounds, key=lambda one: one.rate)
        p50, p99 = (best.times[int(len(best.times) * part)] * 1000 for part in (0.5, 0.99))
        refused = sum(one.refused for one in rounds)
        mixed_up = sum(one.mixed_up for one in rounds)
        # Turn by turn: what else the machine did then slowed both.
        ratio = median(turn[_OURS].rate / turn[name].rate for turn in played)
        every = " ".join(f"{one.rate:.0f}" for one in rounds)
        figures = f"{best.rate:10.0f}{p50:8.1f}{p99:8.1f}{refused:9}{mixed_up:10}{ratio:9.1f}"
        print(f"{name:18}{figures}   {every}")


def _print_kills(environment: dict[str, str]) -> None:
    """Kill the desk under load again and again, and count what it had promised to keep."""
    _furnish(environment)
    promised: set[str] = set()
    for turn in range(_KILLS):
        numbers = range((turn + 1) * 100_000, (turn + 1) * 100_000 + 2_000)
        requests = posts.to_desk(numbers)
        with servers.desk(environment) as (port, group):
            Timer(random.uniform(0.3, 0.9), os.killpg, (group, signal.SIGKILL)).start()
            sent = fire(port, requests)
            promised |= {posts.words(numbers[it.number]) for it in sent if it.status == 303}
    with sqlite3.connect(Path(environment["DESK_VAR"]) / "inbox.sqlite3") as connection:
        stored = {body for (body,) in connection.execute("SELECT body FROM submissions")}
    lost = len(promised - stored)
    print(f"\nKilled under load {_KILLS} times: {len(promised)} acknowledged, {lost} of them lost")


def _sync_ms(folder: Path) -> float:
    """The median of what waiting for the disk costs; the more, the more it pays to share it."""
    times = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(bytes(8192))
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    return median(times) * 1000


def _on_disk() -> Path:
    """Not the folder for temporary files, which is in memory on many machines."""
    folder = servers.ROOT / "var"
    folder.mkdir(exist_ok=True)
    return folder
