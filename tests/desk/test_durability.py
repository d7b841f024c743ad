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

from desk.api.tokens import ApiTokens
from desk.submission import Reply
from plugins.locking import locked
from tests.support import (
    PAGE,
    ROOT,
    Site,
    desk_environment,
    desk_services,
    free_port,
    http_client,
    reply,
    soup,
    wait_for_desk,
)

POSTERS = 200


def reply_of(number: int) -> dict[str, str]:
    fields = {"author": "Ann", "email": "a@x.example", "url": "", "body": f"Number {number}"}
    return fields | {"page_id": PAGE, "parent_id": ""}


@contextmanager
def gunicorn(
    site: Site, before_start: Callable[[], None] | None = None
) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "desk.wsgi:app", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--log-level", "error"],
        cwd=ROOT,
        env=desk_environment(site),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=before_start,
    )
    try:
        with http_client(port) as client:
            wait_for_desk(client)
            yield client, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


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


def test_a_decision_that_waits_holds_nobody_else_up(built_site):
    services = desk_services(built_site)
    ids = [services.inbox.receive(Reply(**reply_of(number))).id for number in range(6)]
    headers = {"Authorization": f"Bearer {ApiTokens(services.engine, services.clock).make('me')}"}
    services.engine.dispose()

    def approve(id: str) -> int:
        with http_client(port) as program:
            path = f"/desk/api/replies/{id}/approve"
            return program.post(path, headers=headers, timeout=60).status_code

    with gunicorn(built_site) as (client, _), ThreadPoolExecutor(len(ids)) as pool:
        port = client.base_url.port
        with locked(services.filing.lock):
            approvals = [pool.submit(approve, id) for id in ids]
            while len(services.inbox.find("approved")) < len(ids):
                time.sleep(0.01)
            for number in range(20):
                with http_client(port) as reader:
                    sent = reader.post("/replies", data=reply(body=f"Meanwhile, {number}"))
                    assert sent.status_code == 303
            assert not any(approval.done() for approval in approvals)
        assert {approval.result() for approval in approvals} == {200}

    assert len(list((built_site.comments / "knee-pain").iterdir())) == len(ids)


@pytest.mark.parametrize("moment", ["before filing", "after filing"])
def test_a_crash_around_filing_is_mended_at_the_next_start(built_site, moment):
    services = desk_services(built_site)
    id = services.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", "Thanks.")).id
    services.inbox.decide(id, "approve")
    if moment == "after filing":
        services.filing.run()
        services.inbox.edit(id, "Ann", "", "Thanks.")
    services.engine.dispose()

    with gunicorn(built_site):
        assert (built_site.comments / f"knee-pain/{id}.txt").is_file()
    assert len(list((built_site.comments / "knee-pain").iterdir())) == 1
