"""Many writers share a commit: each with its own result, each with its own fault."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, current_thread

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from desk.database import open_engine, reading, writing
from desk.group_commit import GroupCommit
from desk.submission import Reply
from tests.support import ROOT, desk_environment, desk_services

WRITERS = 12


class MistakeError(Exception):
    """Something that one writer does wrong."""


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'rows.sqlite3'}", lock_timeout_s=5)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE rows (word TEXT UNIQUE)"))
    yield engine
    engine.dispose()


def add(*words):
    def do(connection):
        for word in words:
            connection.execute(text("INSERT INTO rows VALUES (:word)"), {"word": word})
        return words

    return do


def add_and_fail(connection):
    add("half")(connection)
    raise MistakeError


def rows(engine):
    with reading(engine) as connection:
        return list(connection.scalars(text("SELECT word FROM rows ORDER BY rowid")))


@contextmanager
def waiting_in_line(commits):
    """Holds the first writer up in its transaction, and says when so many wait behind it."""
    entered, go_on = Event(), Event()

    def hold_up(connection):
        entered.set()
        assert go_on.wait(10)

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        first = pool.submit(commits.write, hold_up)
        assert entered.wait(10)
        futures = []

        def enter(do):
            futures.append(pool.submit(commits.write, do))
            while len(commits._waiting) < len(futures):
                pass

        yield enter, futures
        go_on.set()
        first.exception(10)


def test_those_who_come_meanwhile_share_one_commit_in_order_of_arrival(engine):
    commits, committed = GroupCommit(engine), []
    event.listen(engine, "commit", committed.append)
    words = [f"{number}" for number in range(WRITERS)]
    with waiting_in_line(commits) as (enter, futures):
        for word in words:
            enter(add(word))

    assert [future.result(10) for future in futures] == [(word,) for word in words]
    assert len(committed) == 2
    assert rows(engine) == words


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_one_does_wrong_is_undone_and_told_to_that_one_only(engine, place):
    commits = GroupCommit(engine)
    works = [add("one"), add("two")]
    works.insert(place, add_and_fail)
    with waiting_in_line(commits) as (enter, futures):
        for work in works:
            enter(work)

    with pytest.raises(MistakeError):
        futures.pop(place).result(10)
    assert [future.result(10) for future in futures] == [("one",), ("two",)]
    assert rows(engine) == ["one", "two"]


def test_of_two_that_are_the_same_the_second_is_refused_with_all_it_brought(engine):
    with waiting_in_line(GroupCommit(engine)) as (enter, futures):
        for work in (add("one"), add("two", "one"), add("three")):
            enter(work)

    with pytest.raises(IntegrityError):
        futures[1].result(10)
    assert rows(engine) == ["one", "three"]


def test_a_commit_that_fails_is_told_to_all_it_was_for(engine):
    with waiting_in_line(GroupCommit(engine)) as (enter, futures):
        enter(add("one"))
        enter(add_and_fail)

        @event.listens_for(engine, "commit")
        def break_down(connection):
            raise OSError("The power is gone")

    for future in futures:
        with pytest.raises(OSError, match="The power is gone"):
            future.result(10)
    event.remove(engine, "commit", break_down)
    assert rows(engine) == []


def test_what_the_database_refuses_to_all_is_told_to_all_and_leaves_no_row(engine):
    def disk_full(connection):
        connection.execute(text("PRAGMA max_page_count = 1"))
        add("x" * 100_000)(connection)

    with waiting_in_line(GroupCommit(engine)) as (enter, futures):
        for work in (add("one"), disk_full, add("two")):
            enter(work)

    for future in futures:
        with pytest.raises(OperationalError):
            future.result(10)
    assert rows(engine) == []


def test_a_locked_database_fails_in_time_and_the_next_one_is_served(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'rows.sqlite3'}", lock_timeout_s=0.05)
    commits = GroupCommit(engine)
    commits.write(lambda connection: connection.execute(text("CREATE TABLE rows (word TEXT)")))
    with writing(engine), pytest.raises(OperationalError, match="locked"):
        commits.write(add("one"))

    assert commits.write(add("two")) == ("two",)
    assert rows(engine) == ["two"]
    engine.dispose()


def test_listeners_share_the_fate_of_the_reply_they_hear_of(built_site):
    services = desk_services(built_site)
    heard = []

    def listen(connection, event):
        heard.append(current_thread())
        add(event.after.body)(connection)
        if event.after.author == "Bad":
            raise MistakeError

    with writing(services.engine) as connection:
        connection.execute(text("CREATE TABLE rows (word TEXT UNIQUE)"))
    object.__setattr__(services.inbox, "listeners", (listen,))

    def receive(author):
        return services.inbox.receive(Reply("p", "", author, "a@x.example", "", f"By {author}"))

    with ThreadPoolExecutor(WRITERS) as pool:
        good = [pool.submit(receive, f"Good {number}") for number in range(WRITERS)]
        bad = pool.submit(receive, "Bad")

    with pytest.raises(MistakeError):
        bad.result()
    stored = [future.result().body for future in good]
    assert sorted(rows(services.engine)) == sorted(stored)
    assert {item.body for item in services.inbox.find(None)} == set(stored)
    services.engine.dispose()


def test_the_same_reply_from_many_at_once_is_stored_once_and_told_to_each(services):
    reply = Reply("p", "", "Ann", "a@x.example", "", "Twice pressed.")
    with ThreadPoolExecutor(WRITERS) as pool:
        ids = {future.id for future in pool.map(services.inbox.receive, [reply] * WRITERS)}

    assert len(ids) == 1
    assert [item.id for item in services.inbox.find(None)] == list(ids)


_POST_MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from desk import config
from desk.cli import ROOT
from desk.services import open_services
from desk.submission import Reply

services = open_services(config.load(ROOT))

def receive(number):
    body = f"{sys.argv[1]} {number}"
    return services.inbox.receive(Reply("p", "", "Ann", "a@x.example", "", body)).body == body

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
    stored = {item.body for item in services.inbox.find(None, limit=1000)}
    assert stored == {f"{name} {number}" for name in ("one", "two") for number in range(200)}
