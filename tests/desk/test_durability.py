"""The desk as a public one runs, in processes of its own, and what it survives."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import httpx
import pytest

from tests.support import (
    ROOT,
    Site,
    desk_environment,
    desk_services,
    free_port,
    http_client,
    reply,
    soup,
)

POSTERS = 200


@contextmanager
def gunicorn(
    site: Site, before_start: Callable[[], None] | None = None
) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "desk.wsgi:app", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--workers", "2", "--threads", "8", "--log-level", "error"],
        cwd=ROOT,
        env=desk_environment(site),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=before_start,
    )
    try:
        with http_client(port) as client:
            wait_for(client)
            yield client, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_for(client: httpx.Client) -> None:
    for _ in range(200):
        try:
            if client.get("/replies/ping").status_code == 204:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the desk did not start")


def stored(site: Site) -> dict[str, str]:
    """The body of every submission, by its id, as a desk finds them after a restart."""
    services = desk_services(site)
    found = {item.id: item.body for item in services.inbox.find(None, limit=10_000)}
    services.engine.dispose()
    return found


def test_200_posts_at_once_are_stored_and_answered_each_with_its_own(built_site):
    start = Barrier(POSTERS)

    def post(number: int) -> tuple[str, str]:
        body = f"These are the words of number {number}."
        with http_client(port) as client:
            start.wait()
            answer = client.post("/replies", data=reply(body=body), timeout=60)
            assert answer.status_code == 303
            page = soup(client.get(answer.headers["location"], timeout=60))
        return body, " ".join(page.select_one(".comment__body").text.split())

    with gunicorn(built_site) as (client, _):
        port = client.base_url.port
        with ThreadPoolExecutor(POSTERS) as pool:
            answers = list(pool.map(post, range(POSTERS)))

    assert all(sent == shown for sent, shown in answers)
    assert sorted(stored(built_site).values()) == sorted(sent for sent, _ in answers)


def test_killed_under_load_every_acknowledged_reply_is_there(built_site):
    acknowledged: list[str] = []

    def post_until_killed(poster: int) -> None:
        with http_client(port) as client:
            for number in range(10_000):
                body = f"Poster {poster}, number {number}"
                try:
                    answer = client.post("/replies", data=reply(body=body))
                except httpx.TransportError:
                    return
                assert answer.status_code == 303
                acknowledged.append(body)

    with gunicorn(built_site) as (client, process):
        port = client.base_url.port
        with ThreadPoolExecutor(8) as pool:
            posters = [pool.submit(post_until_killed, poster) for poster in range(8)]
            while len(acknowledged) < 50:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
            for poster in posters:
                poster.result()

    bodies = list(stored(built_site).values())
    assert set(acknowledged) <= set(bodies)
    assert len(bodies) == len(set(bodies))


def test_a_full_disk_keeps_the_text_and_stores_nothing_half(built_site):
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    sent = []
    with gunicorn(built_site, small_disk) as (client, _):
        for number in range(200):
            body = f"{number} ".ljust(5000, "x")
            answer = client.post("/replies", data=reply(body=body))
            if answer.status_code != 303:
                break
            sent.append(body)

    assert answer.status_code == 503
    assert soup(answer).find(id="body").text.strip() == body
    assert sent
    assert sorted(stored(built_site).values()) == sorted(sent)


@pytest.mark.parametrize("moment", ["before filing", "after filing"])
def test_a_crash_around_filing_is_mended_at_the_next_start(built_site, moment):
    services = desk_services(built_site)
    from desk.submission import Reply

    id = services.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", "Thanks.")).id
    services.inbox.decide(id, "approve")
    if moment == "after filing":
        services.filing.run()
        services.inbox.edit(id, "Ann", "", "Thanks.")
    services.engine.dispose()

    with gunicorn(built_site):
        assert (built_site.comments / f"knee-pain/{id}.txt").is_file()
    assert len(list((built_site.comments / "knee-pain").iterdir())) == 1
