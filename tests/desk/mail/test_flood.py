"""Many replies within an hour: some letters, then one about the rest."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.mail.setup import open_flood
from desk.mail.standing import standing
from desk.mail.work import worker as whole_worker
from desk.privacy.people import people
from desk.submission import Reply, Verdict
from tests.desk.mail.conftest import rows
from tests.support import PAGE, desk_services

SPAM = Verdict(status="spam", reasons=("The hidden field was filled in",), score=0.9)


@pytest.fixture
def receive(services, clock):
    """Takes in a reply, ten seconds after the one before."""

    def receive(body: str, verdict: Verdict | None = None):
        clock.forward(seconds=10)
        reply = Reply(PAGE, "", f"Reader of {body}", "ann@example.com", "", body)
        return services.inbox.receive(reply, *([verdict] if verdict else []))

    return receive


@pytest.fixture
def worker(services):
    """The whole worker of a desk, with its carrier and its chores."""
    return whole_worker(services)


def subjects(office) -> list[str]:
    return [message["Subject"] for message in office.messages]


def test_three_hundred_replies_in_an_hour_are_eleven_letters(services, receive, worker, office):
    for number in range(300):
        receive(f"Words {number}")
        if number % 50 == 0:
            worker.work_once()
    worker.work_once()
    assert len(office.messages) == 10

    services.clock.forward(hours=1)
    worker.work_once()
    worker.work_once()
    assert len(office.messages) == 11
    assert subjects(office)[-1] == "[Full Range] 290 new replies wait"
    text = office.messages[-1].get_content()
    assert text.startswith("290 new replies wait for you to read, and 10 from before.")
    assert "Reader of Words 10, to" in text
    assert "Reader of Words 9, to" not in text
    assert "And 270 more." in text


def test_every_reply_is_told_of_once_whatever_the_hour(services, receive, worker, office):
    for number in range(70):
        receive(f"Words {number:02};")
        services.clock.forward(minutes=4)
        worker.work_once()
    services.clock.forward(hours=2)
    worker.work_once()
    told = "\n".join(message.get_content() for message in office.messages)

    assert len(office.messages) < 70
    assert [told.count(f"> Words {number:02};") for number in range(70)] == [1] * 70


def test_the_next_quiet_day_each_reply_has_a_letter_again(services, receive, worker, office):
    for number in range(12):
        receive(f"Words {number}")
    services.clock.forward(hours=1)
    worker.work_once()
    services.clock.forward(days=1)
    receive("One more")
    worker.work_once()

    assert subjects(office)[-1] == "[Full Range] To read: a reply to “Knee Pain”"
    assert subjects(office)[-2] == "[Full Range] 2 new replies wait"


def test_what_was_decided_meanwhile_is_not_told(services, receive, worker, office):
    for number in range(13):
        last = receive(f"Words {number}")
    pills = receive("Pills")
    receive("More pills", SPAM)
    services.inbox.decide(pills.id, "spam")
    services.inbox.decide(last.id, "approve")
    services.clock.forward(hours=1)
    worker.work_once()
    text = office.messages[-1].get_content()

    assert text.startswith("2 new replies wait for you to read, and 10 from before.\r\n")
    assert "Words 11" in text
    assert "Words 12" not in text
    assert "ills" not in text


def test_a_flood_that_is_all_decided_needs_no_letter(services, receive, worker, office):
    found = [receive(f"Words {number}") for number in range(12)]
    services.inbox.decide_all([one.id for one in found], "trash")
    services.clock.forward(hours=1)
    worker.work_once()

    assert len(office.messages) == 10


def test_a_crash_between_reply_and_letter_loses_neither(built_site, services, receive, office):
    for number in range(12):
        receive(f"Words {number}")
    services.engine.dispose()  # what follows is another process, after a day
    services.clock.forward(days=1)
    again = desk_services(built_site, services.clock, smtp_url=office.url, lock_timeout_s=5)
    whole_worker(again).work_once()
    again.engine.dispose()

    assert len(office.messages) == 11
    assert "2 new replies wait" in subjects(office)[-1]


def test_of_many_workers_one_writes_the_letter(services, receive):
    for number in range(12):
        receive(f"Words {number}")
    services.clock.forward(hours=1)
    flood = open_flood(services.config, services.outbox, services.pages)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: flood.write_if_due(), range(6)))

    assert [row["kind"] for row in rows(services)].count("flood") == 1
    assert not any(row["state"] == "held" for row in rows(services))


def test_a_letter_that_quotes_whoever_is_erased_is_not_sent(services, receive):
    for number in range(12):
        receive(f"Words {number}")
    flood = open_flood(services.config, services.outbox, services.pages)
    services.clock.forward(hours=1)
    flood.write_if_due()
    assert "Words 11" in str(rows(services)[-1]["body"])
    people(services).erase("ann@example.com", with_text=True)

    assert rows(services) == []


def test_of_whoever_is_erased_meanwhile_the_letter_tells_nothing(services, receive):
    for number in range(12):
        receive(f"Words {number}")
    services.inbox.receive(Reply(PAGE, "", "Ben", "ben@example.com", "", "What Ben says."))
    people(services).erase("ann@example.com", with_text=True)
    services.clock.forward(hours=1)
    open_flood(services.config, services.outbox, services.pages).write_if_due()
    letter = next(str(row["body"]) for row in rows(services) if row["kind"] == "flood")

    assert "What Ben says." in letter
    assert "Ann" not in letter
    assert "Words" not in letter


def test_what_is_held_back_counts_neither_as_waiting_nor_as_failed(services, receive):
    for number in range(12):
        receive(f"Words {number}")
    now = standing(services.engine, services.clock())

    assert (now.waiting, now.failed, now.failing) == (10, 0, 0)


@pytest.mark.parametrize(("most", "letters"), [(0, 30), (3, 3)])
def test_the_owner_says_how_many(built_site, clock, office, most, letters):
    services = desk_services(built_site, clock, smtp_url=office.url, REPLIES_NOTIFY_MOST=most)
    for number in range(30):
        services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", f"Words {number}"))
    states = [row["state"] for row in rows(services)]
    services.engine.dispose()

    assert states.count("waiting") == letters
    assert states.count("held") == 30 - letters
