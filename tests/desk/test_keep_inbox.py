import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from desk.database import writing
from desk.keep_inbox import keep_inbox
from desk.mail.letter import Letter
from desk.submission import Reply
from tests.support import desk_services

NOW = datetime(2020, 3, 1)


@pytest.fixture
def inbox(services):
    return services.config.var / "inbox.sqlite3"


def receive(services) -> str:
    return services.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", "Thanks.")).id


def test_waiting_replies_are_carried_away_with_the_key_before_a_clean(services, inbox, tmp_path):
    receive(services)
    kept = keep_inbox(inbox, tmp_path / "shelf", NOW)

    assert kept is not None
    assert sorted(file.name for file in kept.iterdir()) == ["inbox.sqlite3", "secret-key"]
    assert {oct(file.stat().st_mode)[-3:] for file in kept.iterdir()} == {"600"}
    assert (kept / "secret-key").read_text() == services.config.secret_key
    with closing(sqlite3.connect(kept / "inbox.sqlite3")) as copy:
        assert copy.execute("SELECT body FROM submissions").fetchall() == [("Thanks.",)]
    assert keep_inbox(kept / "inbox.sqlite3", tmp_path / "second", NOW) is not None


def test_an_inbox_for_which_nobody_waits_is_not(services, inbox, tmp_path):
    services.inbox.decide(receive(services), "approve")

    assert keep_inbox(inbox, tmp_path / "shelf", NOW) is None
    assert keep_inbox(tmp_path / "nowhere.sqlite3", tmp_path / "shelf", NOW) is None
    assert not (tmp_path / "shelf").exists()


def test_readers_who_subscribed_are_awaited_too(built_site, clock, tmp_path):
    mail = {"smtp_url": "smtp://127.0.0.1:1", "REPLIES_TELL_READERS": True}
    services = desk_services(built_site, clock, **mail, REPLIES_NOTIFY="none")
    inbox = services.config.var / "inbox.sqlite3"
    id = receive(services)
    services.subscriptions.ask(services.inbox.get(id), False, True)
    services.inbox.decide(id, "approve")
    with writing(services.engine) as connection:
        connection.exec_driver_sql("DELETE FROM letters")
    assert keep_inbox(inbox, tmp_path / "shelf", NOW) is None

    services.subscriptions.confirm(id)
    assert keep_inbox(inbox, tmp_path / "shelf", NOW) is not None
    services.engine.dispose()


def test_letters_that_are_not_out_are_awaited_too(built_site, clock, tmp_path):
    services = desk_services(built_site, clock, smtp_url="smtp://127.0.0.1:1")
    with writing(services.engine) as connection:
        services.outbox.put(connection, Letter("answer", "a@x.example", "Hello", "Hello"))

    assert keep_inbox(services.config.var / "inbox.sqlite3", tmp_path / "shelf", NOW) is not None
    services.engine.dispose()


def test_the_inbox_of_an_older_program_is_looked_at_as_well(tmp_path):
    inbox = tmp_path / "inbox.sqlite3"
    with closing(sqlite3.connect(inbox)) as connection:
        connection.execute("CREATE TABLE submissions (status TEXT)")
        connection.commit()
        assert keep_inbox(inbox, tmp_path / "shelf", NOW) is None
        connection.execute("INSERT INTO submissions VALUES ('pending')")
        connection.commit()
    assert keep_inbox(inbox, tmp_path / "shelf", NOW) is not None


def test_an_inbox_that_cannot_be_read_is_kept_as_it_is(tmp_path):
    (tmp_path / "inbox.sqlite3").write_text("not a database at all, but perhaps it was one once")
    kept = keep_inbox(tmp_path / "inbox.sqlite3", tmp_path / "shelf", NOW)

    assert kept is not None
    assert (kept / "inbox.sqlite3").read_text().startswith("not a database")
