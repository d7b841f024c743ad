from datetime import timedelta

import pytest

from desk.submission import VERBS, DecisionError, Reply

REPLY = Reply("knee-pain", "", "Ann", "ann@example.com", "", "Thanks.")
KEEP = {"keep_email": timedelta(days=180), "keep_refused": timedelta(days=30)}


@pytest.fixture
def inbox(services):
    return services.inbox


def test_deciding_twice_changes_nothing(inbox):
    id = inbox.receive(REPLY).id
    once = inbox.decide(id, "approve")

    assert inbox.decide(id, "approve") == once


@pytest.mark.parametrize("verb", VERBS)
def test_an_unknown_submission_is_said(inbox, verb):
    with pytest.raises(DecisionError, match="There is no submission nowhere"):
        inbox.decide("nowhere", verb)


def test_a_change_after_reading_is_filed_again(inbox):
    id = inbox.receive(REPLY).id
    read = inbox.decide(id, "approve")
    inbox.edit(id, "Ann", "", "Changed meanwhile.")
    inbox.mark_filed(read)

    assert [submission.body for submission in inbox.to_file()] == ["Changed meanwhile."]


def test_refused_replies_are_erased_after_a_month(inbox, services, clock):
    for number, verb in enumerate(("spam", "trash")):
        inbox.decide(inbox.receive(Reply("p", "", "Ann", "a@x.example", "", f"{number}")).id, verb)
    waiting = inbox.receive(REPLY)
    clock.forward(days=29)
    services.tidy()
    assert len(inbox.find(None)) == 3

    clock.forward(days=2)
    services.tidy()
    assert [submission.id for submission in inbox.find(None)] == [waiting.id]


def test_the_address_of_a_published_reply_is_erased_after_its_time(inbox, services, clock):
    id = inbox.receive(REPLY).id
    inbox.decide(id, "approve")
    clock.forward(days=181)
    services.tidy()

    assert inbox.get(id).email == ""
    assert inbox.get(id).body == "Thanks."


def test_expiring_again_erases_nothing_more(inbox, clock):
    inbox.decide(inbox.receive(REPLY).id, "approve")
    clock.forward(days=181)

    assert inbox.expire(**KEEP) == 1
    assert inbox.expire(**KEEP) == 0


def test_a_request_in_the_next_hour_keeps_house(inbox, client, clock):
    inbox.decide(inbox.receive(REPLY).id, "spam")
    client.get("/replies/ping")
    clock.forward(days=31)
    client.get("/replies/ping")

    assert inbox.find(None) == []


def test_the_longest_waiting_come_first_and_the_latest_decided(inbox, clock):
    ids = []
    for number in range(3):
        ids.append(inbox.receive(Reply("p", "", "Ann", "a@x.example", "", f"{number}")).id)
        clock.forward(minutes=1)
    assert [s.id for s in inbox.find("pending")] == ids

    for id in ids:
        inbox.decide(id, "approve")
    assert [s.id for s in inbox.find("approved")] == ids[::-1]


def test_the_tables_are_those_of_the_migrations(services):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from desk.database import reading
    from desk.tables import metadata

    with reading(services.engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_database_is_synced_at_every_commit(services):
    from sqlalchemy import text

    from desk.database import reading

    with reading(services.engine) as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
