"""Mail and ``kill -9``: the rows are the truth."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Thread

import httpx
from sqlalchemy import select

from desk.database import reading, writing
from desk.mail.letter import Letter
from desk.mail.smtp import Smtp
from desk.mail.standing import standing
from desk.tables import letters
from tests.desk.mail.conftest import SENDER, worker_for
from tests.desk.mail.post_office import post_office
from tests.desk.test_durability import gunicorn
from tests.support import (
    ROOT,
    desk_environment,
    desk_services,
    free_port,
    http_client,
    reply,
    wait_for_desk,
)

ROUNDS = 10


def test_every_acknowledged_reply_has_its_letter_however_often_the_desk_is_killed(built_site):
    acknowledged: list[str] = []
    port, moments = free_port(), random.Random(4)
    command = [sys.executable, "-m", "gunicorn", "desk.wsgi:app", "-b", f"127.0.0.1:{port}"]
    environment = desk_environment(built_site)
    with Path(environment["DESK_SETTINGS"]).open("a", encoding="utf-8") as settings:
        settings.write("REPLIES_MANY = REPLIES_TOO_MANY = 1_000_000\nREPLIES_NOTIFY_MOST = 0\n")
    environment["DESK_SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"  # nobody answers there

    def post_until_killed(round_: int, poster: int) -> None:
        with http_client(port) as client:
            for number in range(10_000):
                body = f"{round_} {poster} {number}"
                try:
                    answer = client.post("/replies", data=reply(body=body))
                except httpx.TransportError:
                    return
                if answer.status_code == 303:
                    acknowledged.append(body)

    for round_ in range(ROUNDS):
        process = subprocess.Popen(
            [*command, "--workers", "1", "--log-level", "critical"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            with http_client(port) as client:
                wait_for_desk(client)
            before = len(acknowledged)
            posters = [Thread(target=post_until_killed, args=(round_, n)) for n in range(4)]
            for poster in posters:
                poster.start()
            while len(acknowledged) == before:
                time.sleep(0.005)
            time.sleep(moments.random() / 4)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for poster in posters:
            poster.join()

    services = desk_services(built_site)
    with reading(services.engine) as connection:
        told = Counter(connection.scalars(select(letters.c.about)))
    kept = {found.body: found for found in services.inbox.find(None, limit=10_000)}
    services.engine.dispose()
    assert len(acknowledged) >= ROUNDS
    assert set(acknowledged) <= set(kept)
    # No letter for what went to spam, one for each of the others, none for what is not there.
    waiting = Counter(found.id for found in kept.values() if found.status == "pending")
    assert told == waiting
    assert len(waiting) >= ROUNDS


def test_a_desk_of_several_processes_sends_each_letter_once_by_itself(built_site, monkeypatch):
    with post_office() as office:
        monkeypatch.setenv("DESK_SMTP_URL", office.url)
        with gunicorn(built_site) as (client, _):
            for number in range(20):
                assert client.post("/replies", data=reply(body=f"Words {number}")).is_redirect
            services = desk_services(built_site)
            for _ in range(400):
                if standing(services.engine, services.clock()).waiting == 0:
                    break
                time.sleep(0.05)
            services.engine.dispose()

    about = [message["Message-ID"] for message in office.messages]
    assert len(about) == len(set(about)) > 0


def test_no_letter_is_lost_however_often_the_worker_is_killed(built_site):
    with post_office() as office:
        services = desk_services(built_site, smtp_url=office.url, lock_timeout_s=5)
        with writing(services.engine) as connection:
            for number in range(300):
                services.outbox.put(connection, Letter("test", f"a{number}@example.com", "x", "y"))
        environment = desk_environment(built_site) | {"DESK_SMTP_URL": office.url}
        moments = random.Random(4)
        for _ in range(ROUNDS):
            before = len(office.raw)
            process = subprocess.Popen(
                [sys.executable, "-m", "desk", "work"], cwd=ROOT, env=environment
            )
            while len(office.raw) == before and len(office.raw) < 300:
                time.sleep(0.005)
            time.sleep(moments.random() / 20)
            process.kill()
            process.wait()
            forget_claims(services)

        worker_for(services, Smtp(office.url, SENDER)).work_once()
        services.engine.dispose()
        sent = Counter(message["To"] for message in office.messages)

    assert len(sent) == 300
    # What was in hand at a kill may arrive again, under the same Message-ID.
    assert sum(sent.values()) <= 300 + ROUNDS
    assert len({message["Message-ID"] for message in office.messages}) == 300


def forget_claims(services) -> None:
    """As if the five minutes had passed after which a claim runs out."""
    with writing(services.engine) as connection:
        connection.execute(letters.update().values(claimed_until=None))
