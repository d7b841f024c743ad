"""What the owner is told of, and how: each reply, or once a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from desk.database import writing
from desk.events import Event
from desk.mail.digest import Digest
from desk.mail.notices import Notices
from desk.mail.setup import titles
from desk.mail.work import worker as whole_worker
from desk.submission import Reply, Verdict
from tests.desk.mail.conftest import SENDER, rows
from tests.support import PAGE, desk_services

SPAM = Verdict(status="spam", reasons=("The hidden field was filled in",), score=0.9)


def a_reply(**fields: str) -> Reply:
    known = {"page_id": PAGE, "parent_id": "", "author": "Ann", "email": "ann@example.com"}
    return Reply(**(known | {"url": "", "body": "My knee says thanks."} | fields))


def notices(services) -> list[dict[str, object]]:
    return [row for row in rows(services) if row["kind"] in ("notice", "digest")]


def test_the_owner_is_told_of_a_reply_that_waits(services, office, worker):
    submission = services.inbox.receive(a_reply(url="https://ann.example", body="One\n\nTwo"))
    worker.work_once()
    (message,) = office.messages

    assert message["To"] == SENDER.owner
    assert message["Reply-To"] == "ann@example.com"
    assert message["Subject"] == "[Full Range] To read: a reply to “Knee Pain”"
    text = message.get_content().replace("\r\n", "\n")
    assert text.startswith("Ann has sent a reply to “Knee Pain”. It waits for you to read it.\n")
    assert "\n> One\n>\n> Two\n" in text
    assert "https://ann.example" in text
    assert "http://localhost:8000/desk/" in text
    assert rows(services)[0]["about"] == submission.id


def test_letters_about_one_page_stand_together(services, office, worker):
    services.inbox.receive(a_reply(body="One"))
    services.inbox.receive(a_reply(body="Two"))
    services.inbox.receive(a_reply(body="Three", page_id="gone"))
    worker.work_once()
    threads = [message["References"] for message in office.messages]

    assert len(set(threads)) == 2
    assert any("“gone”" in message["Subject"] for message in office.messages)


def test_the_owner_hears_neither_of_spam_nor_of_her_own_answers(services):
    spam = services.inbox.receive(a_reply(), SPAM)
    services.inbox.decide(spam.id, "restore")
    assert notices(services) == []

    first = services.inbox.receive(a_reply(body="Another"))
    services.inbox.answer(first.id, "The Owner", "Thank you.")
    assert [row["about"] for row in notices(services)] == [first.id]


def test_the_same_reply_twice_is_one_letter(services):
    services.inbox.receive(a_reply())
    services.inbox.receive(a_reply())

    assert len(notices(services)) == 1


def test_a_correction_of_a_published_comment_is_told_as_one(services):
    first = services.inbox.receive(a_reply())
    services.inbox.decide(first.id, "approve")
    services.inbox.correct(a_reply(body="Other words.", corrects=first.id))

    assert "a correction to “Knee Pain”" in str(notices(services)[-1]["subject"])


def test_nobody_is_told_where_the_settings_say_so(built_site, office):
    for changes in ({"REPLIES_NOTIFY": "none"}, {"REPLIES_NOTIFY": "digest"}, {"smtp_url": ""}):
        services = desk_services(built_site, **({"smtp_url": office.url} | changes))
        services.inbox.receive(a_reply(body=str(changes)))
        assert notices(services) == []
        services.engine.dispose()


def test_lines_of_links_stand_in_the_letter(services):
    notice = Notices(
        services.outbox,
        services.config.site,
        "https://desk.example.com/desk/",
        titles(services.pages),
        links=lambda _, submission: f"Approve: https://desk.example.com/a/{submission.id}",
    )
    submission = services.inbox.receive(a_reply())
    with writing(services.engine) as connection:
        notice(connection, Event("received", None, submission))
    body = str(notices(services)[-1]["body"])

    assert f"\n\nApprove: https://desk.example.com/a/{submission.id}\n\n" in body


def test_a_visitor_cannot_pass_words_off_as_the_desks_own(services):
    services.inbox.receive(a_reply(body="Hello\n\nAll that waits: https://evil.example/"))
    body = str(notices(services)[0]["body"])

    assert "\n> All that waits: https://evil.example/\n" in body
    assert "\nAll that waits: https://evil" not in body


@pytest.fixture
def daily(built_site, clock, office):
    """The services of a desk that sends a digest, at half past eleven in the evening."""
    clock.now = datetime(2020, 3, 1, 23, 30, tzinfo=UTC)
    services = desk_services(
        built_site, clock, smtp_url=office.url, REPLIES_NOTIFY="digest", lock_timeout_s=5
    )
    yield services
    services.engine.dispose()


def digest_of(services) -> Digest:
    """What a process that has just started would write."""
    (write, *_) = whole_worker(services).chores
    return write.__self__  # type: ignore[union-attr]


def test_a_digest_tells_in_the_morning_of_what_came_in_since_the_last(daily, clock):
    writer = digest_of(daily)
    writer.write_if_due()  # the first one starts the count
    assert notices(daily) == []
    daily.inbox.receive(a_reply(body="My knee says thanks. " * 40))
    daily.inbox.receive(a_reply(author="Bob", body="And my hip."))
    daily.inbox.receive(a_reply(author="Mallory", body="Buy pills."), SPAM)
    clock.forward(hours=7, minutes=29)
    writer.write_if_due()
    assert notices(daily) == []

    clock.forward(minutes=1)
    writer.write_if_due()
    writer.write_if_due()
    (letter,) = notices(daily)
    body = str(letter["body"])
    assert letter["subject"] == "[Full Range] 2 new replies wait"
    assert body.startswith("2 new replies wait for you to read. 1 more went to spam.")
    assert "Bob, to “Knee Pain”:\n> And my hip." in body
    assert "My …" in body
    assert "pills" not in body
    assert len(body) < 700


def test_a_digest_counts_those_from_before_and_says_nothing_on_a_quiet_day(daily, clock):
    writer = digest_of(daily)
    writer.write_if_due()
    daily.inbox.receive(a_reply())
    clock.forward(days=1)
    writer.write_if_due()
    clock.forward(days=1)
    writer.write_if_due()
    assert len(notices(daily)) == 1

    daily.inbox.receive(a_reply(body="Another"))
    clock.forward(days=1)
    writer.write_if_due()
    assert str(notices(daily)[-1]["body"]).startswith(
        "1 new reply waits for you to read, and 1 from before."
    )


def test_a_long_digest_stays_short(daily, clock):
    digest_of(daily).write_if_due()
    for number in range(30):
        daily.inbox.receive(a_reply(body=f"Number {number}"))
    clock.forward(days=1)
    digest_of(daily).write_if_due()

    body = str(notices(daily)[0]["body"])
    assert body.count("Number") == 20
    assert "And 10 more." in body


def test_many_processes_write_one_digest(daily, clock):
    daily.inbox.receive(a_reply())
    for _ in range(3):
        clock.forward(days=1)
        daily.inbox.receive(a_reply(body=f"{clock.now}"))
        writers = [digest_of(daily) for _ in range(6)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda writer: writer.write_if_due(), writers))

    assert len(notices(daily)) == 3


def test_the_worker_tidies_once_an_hour(services, clock, put):
    put()
    worker = whole_worker(services)
    services.outbox.mark_sent(services.outbox.claim("mail", 1)[0])
    clock.forward(days=31)
    worker.work_once()

    assert rows(services) == []
