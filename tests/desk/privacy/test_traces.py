"""What is left beside the inbox: logs, and the traces of those who try to sign in."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import insert

from desk.credentials import LINK_LASTS
from desk.database import reading, writing
from desk.submission import Reply
from desk.tables import sign_in_failures, sign_in_links, submissions
from tests.support import PAGE, reply


@contextmanager
def locked(services):
    """While another program holds the database."""
    path = services.config.var / "inbox.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_log_never_says_what_a_reader_typed_nor_the_address_of_her_page(client, services, caplog):
    her_page = client.post("/replies", data=reply()).headers["location"]
    with locked(services):
        words = {"email": "ann@xyzzy.example", "author": "Ann Xyzzy", "body": "Words of hers"}
        assert client.post("/replies", data=reply(**words)).status_code == 503
        assert client.post(f"{her_page}/withdraw").status_code == 503

    assert len(caplog.records) >= 2
    for mark in ("xyzzy", "Xyzzy", "Words of hers", her_page.rpartition("/")[2]):
        assert mark not in caplog.text


def test_an_error_of_the_database_quotes_no_values(services):
    row = {"id": "x", "email": "ann@xyzzy.example", "body": "Words of hers"}
    with (
        pytest.raises(Exception, match="NOT NULL") as caught,
        writing(services.engine) as connection,
    ):
        connection.execute(insert(submissions).values(row))

    assert "xyzzy" not in str(caught.value)
    assert "Words of hers" not in str(caught.value)


def test_the_traces_of_wrong_passwords_and_old_links_are_erased(services, clock):
    services.credentials.new_link_token()
    services.credentials.check_password("wrong", "192.0.2.1")
    clock.forward(minutes=14)
    services.tidy()
    assert counted(services, sign_in_failures) == 1

    clock.forward(seconds=LINK_LASTS.total_seconds())
    services.tidy()
    assert counted(services, sign_in_failures) == counted(services, sign_in_links) == 0


def counted(services, table) -> int:
    with reading(services.engine) as connection:
        return len(connection.execute(table.select()).all())


def test_the_hourly_housekeeping_clears_the_log_of_the_database(services):
    services.inbox.receive(Reply(PAGE, "", "Ann", "ann@x.example", "", "Thanks."))
    log = services.config.var / "inbox.sqlite3-wal"
    assert log.stat().st_size > 0
    services.tidy()
    assert log.stat().st_size == 0
