"""Replies that come at the same moment share a commit: each with its own result and fault."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from desk.database import reading, writing
from desk.guard.attempt import Visit
from desk.guard.guard import TooManyError
from desk.submission import Reply
from tests.support import PAGE, ROOT, desk_environment, desk_services

SENDERS = 12
ELSEWHERE = Visit(address="20.1.2.3")


class MistakeError(Exception):
    """Something that goes wrong for one reply."""


def by(author):
    return Reply(PAGE, "", author, "a@x.example", "", f"These are the words of {author}.")


def receive(services, reply, visit=ELSEWHERE):
    return services.reception.receive(reply, visit, reply)


@contextmanager
def waiting_in_line(services, visit=ELSEWHERE):
    """Holds up the first reply while it is stored, and lets others gather behind it."""
    entered, go_on = Event(), Event()

    def hold_up(_connection, told):
        if told.after.author == "First":
            entered.set()
            assert go_on.wait(10)

    listen(services, hold_up)
    batches = services.reception._batches
    with ThreadPoolExecutor(SENDERS + 1) as pool:
        first = pool.submit(receive, services, by("First"), visit)
        assert entered.wait(10)
        futures = []

        def enter(reply, visit=ELSEWHERE):
            futures.append(pool.submit(receive, services, reply, visit))
            while len(batches._waiting) < len(futures):
                pass

        yield enter, futures
        go_on.set()
        first.result(10)


def listen(services, listener):
    listeners = (*services.inbox.listeners, listener)
    object.__setattr__(services.inbox, "listeners", listeners)


def stored(services):
    return [item.author for item in reversed(services.inbox.find(None, limit=1000))]


def test_those_who_come_meanwhile_share_one_commit(services):
    commits = []
    event.listen(services.engine, "commit", commits.append)
    names = [f"{number:02}" for number in range(SENDERS)]
    with waiting_in_line(services) as (enter, futures):
        for name in names:
            enter(by(name))

    assert [future.result(10).author for future in futures] == names
    # Twice what the guard asks, and twice what is stored.
    assert len(commits) == 4
    assert sorted(stored(services)) == [*names, "First"]


def test_each_is_judged_by_its_own_words(services):
    with waiting_in_line(services) as (enter, futures):
        enter(by("Ann"))
        enter(Reply(PAGE, "", "Bob", "b@x.example", "", "See http://a.test " * 9))
        enter(by("Cy"))

    reasons = [" ".join(future.result(10).reasons) for future in futures]
    assert ["links" in said for said in reasons] == [False, True, False]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_goes_wrong_with_one_is_told_to_that_one_only(services, place):
    def listener(connection, told):
        connection.execute(text("INSERT INTO heard VALUES (:name)"), {"name": told.after.author})
        if told.after.author == "Bad":
            raise MistakeError

    with writing(services.engine) as connection:
        connection.execute(text("CREATE TABLE heard (name TEXT)"))
    listen(services, listener)
    names = ["One", "Two"]
    names.insert(place, "Bad")
    with waiting_in_line(services) as (enter, futures):
        for name in names:
            enter(by(name))

    with pytest.raises(MistakeError):
        futures.pop(place).result(10)
    assert [future.result(10).author for future in futures] == ["One", "Two"]
    with reading(services.engine) as connection:
        heard = list(connection.scalars(text("SELECT name FROM heard ORDER BY name")))
    assert heard == ["First", "One", "Two"]
    assert sorted(stored(services)) == ["First", "One", "Two"]


def test_the_same_reply_from_many_at_once_is_stored_once_and_told_to_each(services):
    with waiting_in_line(services) as (enter, futures):
        for _ in range(SENDERS):
            enter(by("Ann"))

    assert len({future.result(10).id for future in futures}) == 1
    assert sorted(stored(services)) == ["Ann", "First"]


def test_a_network_above_its_limit_is_refused_and_the_others_are_not(services):
    most = services.config.site["REPLIES_TOO_MANY"]
    for number in range(most):
        receive(services, by(f"Sender {number}"))
    with waiting_in_line(services, Visit()) as (enter, futures):
        enter(by("Ann"), Visit(address="21.1.2.3"))
        enter(by("Bob"), ELSEWHERE)

    assert futures[0].result(10).author == "Ann"
    with pytest.raises(TooManyError):
        futures[1].result(10)
    assert "Bob" not in stored(services)


def test_a_commit_that_fails_is_told_to_all_it_was_for(services):
    def break_down(_connection):
        raise OSError("The power is gone")

    with waiting_in_line(services) as (enter, futures):
        enter(by("Ann"))
        enter(by("Bob"))

        def listener(_connection, told):
            if told.after.author == "Bob":
                event.listen(services.engine, "commit", break_down)

        listen(services, listener)

    for future in futures:
        with pytest.raises(OSError, match="The power is gone"):
            future.result(10)
    event.remove(services.engine, "commit", break_down)
    assert stored(services) == ["First"]


def test_a_locked_database_fails_in_time_and_the_next_one_is_served(built_site):
    services = desk_services(built_site, lock_timeout_s=0.05)
    with writing(services.engine), pytest.raises(OperationalError, match="locked"):
        receive(services, by("Ann"))

    assert receive(services, by("Bob")).author == "Bob"
    assert stored(services) == ["Bob"]
    services.engine.dispose()


_POST_MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from desk import config
from desk.cli import ROOT
from desk.guard.attempt import Visit
from desk.services import open_services
from desk.submission import Reply

services = open_services(config.load(ROOT))

def receive(number):
    body = f"{sys.argv[1]} {number}"
    reply = Reply("p", "", "Ann", "a@x.example", "", body)
    return services.reception.receive(reply, Visit(), reply).body == body

with ThreadPoolExecutor(8) as pool:
    assert all(pool.map(receive, range(200)))
"""


def test_two_processes_at_once_lose_nothing_and_refuse_nobody(built_site, services):
    environment = desk_environment(built_site)
    command = [sys.executable, "-c", _POST_MANY]
    processes = [
        subprocess.Popen([*command, name], cwd=ROOT, env=environment) for name in ("one", "two")
    ]

    assert [process.wait(60) for process in processes] == [0, 0]
    found = {item.body for item in services.inbox.find(None, limit=1000)}
    assert found == {f"{name} {number}" for name in ("one", "two") for number in range(200)}
