"""Letters as rows: written with what they tell of, claimed by one, tried again, given up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from desk.database import writing
from desk.mail.carrier import DeliveryError
from desk.mail.letter import Letter
from desk.mail.outbox import CLAIM_LASTS, pause_after
from desk.mail.standing import discard, failed_letters, put_back, standing
from tests.desk.mail.conftest import rows
from tests.support import desk_services

LATER = DeliveryError("the server said: 451 later", "letter")
NEVER = DeliveryError("the server said: 550 no such user", "letter", is_final=True)
DOWN = DeliveryError("no mail server answers there", "server")


def test_a_letter_is_there_if_and_only_if_what_it_tells_of_is(services):
    def put_one(fault: Exception | None) -> None:
        with writing(services.engine) as connection:
            services.outbox.put(connection, Letter("test", "a@example.com", "x", "y"))
            if fault:
                raise fault

    with pytest.raises(RuntimeError):
        put_one(RuntimeError())
    assert rows(services) == []

    put_one(None)
    assert [row["to"] for row in rows(services)] == ["a@example.com"]


def test_a_letter_that_could_never_be_sent_is_not_written(built_site):
    services = desk_services(built_site)
    with writing(services.engine) as connection:
        services.outbox.put(connection, Letter("test", "a@example.com", "x", "y"))

    assert rows(services) == []
    services.engine.dispose()


def test_a_claimed_letter_is_nobody_elses_until_the_claim_runs_out(services, put, clock):
    put()
    (first,) = services.outbox.claim("mail", 10)
    assert services.outbox.claim("mail", 10) == []

    clock.now += CLAIM_LASTS
    (second,) = services.outbox.claim("mail", 10)
    assert second.id == first.id
    services.outbox.mark_failed(first, NEVER)  # too late: it is the other's now
    assert rows(services)[0]["state"] == "waiting"
    services.outbox.mark_sent(second)
    assert rows(services)[0]["state"] == "sent"


def test_many_workers_share_the_letters_and_none_is_taken_twice(built_site, office):
    services = desk_services(built_site, smtp_url=office.url, lock_timeout_s=10)
    with writing(services.engine) as connection:
        for number in range(200):
            letter = Letter("test", f"a{number}@example.com", "x", "y")
            services.outbox.put(connection, letter)
    start = Barrier(8)

    def claim_all(_: int) -> list[str]:
        start.wait()
        found = []
        while batch := services.outbox.claim("mail", 7):
            found += [posted.letter.to for posted in batch]
        return found

    with ThreadPoolExecutor(8) as pool:
        taken = [to for found in pool.map(claim_all, range(8)) for to in found]

    assert len(taken) == 200
    assert len(set(taken)) == 200
    services.engine.dispose()


def test_the_pause_doubles_from_a_minute_to_six_hours():
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in range(1, 12)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert pause_after(10_000) == timedelta(hours=6)


def test_a_failed_attempt_is_noted_and_made_again_after_the_pause(services, put, clock):
    put()
    services.outbox.mark_failed(services.outbox.claim("mail", 1)[0], LATER)
    (row,) = rows(services)
    assert (row["attempts"], row["last_error"]) == (1, "the server said: 451 later")

    clock.forward(seconds=59)
    assert services.outbox.claim("mail", 1) == []
    clock.forward(seconds=1)
    assert len(services.outbox.claim("mail", 1)) == 1


def test_after_three_days_a_letter_is_given_up_and_stays(services, put, clock):
    put()
    started, attempts = clock.now, 0
    while batch := services.outbox.claim("mail", 1):
        services.outbox.mark_failed(batch[0], DOWN)
        attempts += 1
        due = rows(services)[0]["due_at"]
        if rows(services)[0]["state"] == "failed":
            break
        clock.now = due

    assert timedelta(days=3) <= clock.now - started < timedelta(days=3.3)
    assert attempts > 15
    clock.forward(days=300)
    services.outbox.expire(timedelta(days=30))
    assert services.outbox.claim("mail", 1) == []
    (failed,) = failed_letters(services.engine, 5)
    assert (failed.to, failed.last_error) == ("ann@example.com", "no mail server answers there")


def test_a_refusal_for_good_is_not_tried_again_but_by_hand(services, put, clock):
    put()
    services.outbox.mark_failed(services.outbox.claim("mail", 1)[0], NEVER)
    clock.forward(days=1)
    assert services.outbox.claim("mail", 1) == []

    assert put_back(services.engine, clock()) == 1
    (posted,) = services.outbox.claim("mail", 1)
    assert (posted.attempts, posted.failing_since) == (0, None)


def test_putting_back_leaves_alone_what_a_worker_has_in_hand(services, put, clock):
    put()
    (posted,) = services.outbox.claim("mail", 1)

    assert put_back(services.engine, clock()) == 0
    services.outbox.mark_sent(posted)
    assert rows(services)[0]["state"] == "sent"


def test_what_was_given_up_can_be_let_go(services, put):
    put(to="a@example.com")
    put(to="b@example.com")
    services.outbox.mark_failed(services.outbox.claim("mail", 1)[0], NEVER)

    assert discard(services.engine) == 1
    assert [row["state"] for row in rows(services)] == ["waiting"]


def test_when_the_server_is_back_what_it_held_up_is_due_at_once(services, put, clock):
    put(to="a@example.com")
    put(to="b@example.com")
    first, second = services.outbox.claim("mail", 2)
    services.outbox.mark_failed(first, DOWN)
    services.outbox.mark_failed(second, LATER)
    services.outbox.hurry("mail")

    (posted,) = services.outbox.claim("mail", 10)
    assert posted.id == first.id


def test_a_sent_letter_keeps_nothing_private_and_goes_after_a_while(services, put, clock):
    put(body="Secret.", unsubscribe="https://x.example/token", about="s1")
    services.outbox.mark_sent(services.outbox.claim("mail", 1)[0])
    (row,) = rows(services)
    assert [row[name] for name in ("to", "subject", "body", "unsubscribe")] == [""] * 4
    assert (row["about"], row["sent_at"]) == ("s1", clock.now)

    clock.forward(days=31)
    assert services.outbox.expire(timedelta(days=30)) == 1
    assert rows(services) == []


def test_the_standing_tells_since_when_and_what_was_said(services, put, clock):
    assert standing(services.engine, clock()).waiting == 0
    written = clock.now
    put(to="a@example.com")
    clock.forward(minutes=5)
    failed = clock.now
    services.outbox.mark_failed(services.outbox.claim("mail", 1)[0], DOWN)
    put(to="b@example.com")
    found = standing(services.engine, clock())

    assert (found.waiting, found.failing, found.failed) == (2, 1, 0)
    assert (found.oldest_unsent, found.failing_since) == (written, failed)
    assert found.next_try == failed + timedelta(minutes=1)
    assert found.last_error == "no mail server answers there"


def test_one_letter_that_is_put_off_for_minutes_is_no_trouble_yet(services, put, clock):
    put()
    services.outbox.mark_failed(services.outbox.claim("mail", 1)[0], LATER)
    assert standing(services.engine, clock()).failing == 0

    clock.forward(hours=1, seconds=1)
    assert standing(services.engine, clock()).failing == 1
