"""Another program is told of new replies and of published comments."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from desk.database import reading
from desk.mail.work import worker
from desk.submission import Reply, Verdict
from desk.tables import letters
from desk.webhook import signature
from tests.support import PAGE, Clock, desk_services, served

SECRET = "whsec_" + base64.b64encode(b"twenty-four secret bytes").decode()
REPLY = Reply(PAGE, "", "Ann", "ann@example.com", "https://ann.example", "Grüße & <b>")


@dataclass
class Receiver:
    """A program that takes calls."""

    status: str = "200 OK"
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        self.calls.append((environ, body))
        start_response(self.status, [("Location", "http://127.0.0.1:9/")])
        return [b""]


@pytest.fixture
def receiver():
    return Receiver()


@pytest.fixture
def desk(built_site, clock, receiver):
    """The services of a desk that calls the receiver."""
    with served(receiver) as client:
        url = f"http://127.0.0.1:{client.base_url.port}/hook"
        settings = {"REPLIES_WEBHOOK": url, "SITEURL": "https://www.example.com"}
        services = desk_services(built_site, clock, webhook_secret=SECRET, **settings)
        yield services
        services.engine.dispose()


def told(receiver: Receiver) -> list[dict]:
    return [json.loads(body) for _, body in receiver.calls]


def test_a_new_reply_and_a_published_comment_are_told(desk, receiver, clock):
    submission = desk.inbox.receive(REPLY)
    assert worker(desk).work_once() == 1
    clock.forward(minutes=1)
    desk.inbox.decide(submission.id, "approve")
    assert worker(desk).work_once() == 1
    new, published = told(receiver)

    assert (new["type"], published["type"]) == ("reply.received", "comment.published")
    assert new["data"]["id"] == published["data"]["id"] == submission.id
    assert new["data"]["text"] == "Grüße & <b>"
    assert published["data"]["status"] == "approved"
    assert published["data"]["page"] == {
        "id": PAGE,
        "title": "Knee Pain",
        "url": "https://www.example.com/articles/knee-pain/",
    }
    assert "ann@example.com" not in json.dumps(told(receiver))


def test_an_answer_of_the_owner_is_told_as_published(desk, receiver):
    submission = desk.inbox.receive(REPLY)
    desk.inbox.answer(submission.id, "The Owner", "Thanks.")
    worker(desk).work_once()

    assert sorted((one["type"], one["data"]["by_owner"]) for one in told(receiver)) == [
        ("comment.published", False),
        ("comment.published", True),
        ("reply.received", False),
    ]


def test_spam_and_other_decisions_are_not_told(desk, receiver):
    spam = desk.inbox.receive(REPLY, Verdict(status="spam"))
    desk.inbox.decide(spam.id, "trash")
    worker(desk).work_once()

    assert receiver.calls == []


def test_a_call_is_signed_so_that_the_other_side_can_check_it(desk, receiver, clock):
    desk.inbox.receive(REPLY)
    worker(desk).work_once()
    ((environ, body),) = receiver.calls

    id, moment = environ["HTTP_WEBHOOK_ID"], environ["HTTP_WEBHOOK_TIMESTAMP"]
    signed = f"{id}.{moment}.".encode() + body
    digest = hmac.digest(b"twenty-four secret bytes", signed, hashlib.sha256)
    assert environ["HTTP_WEBHOOK_SIGNATURE"] == f"v1,{base64.b64encode(digest).decode()}"
    assert int(moment) == clock.now.timestamp()
    assert environ["CONTENT_TYPE"] == "application/json"


def test_a_secret_may_be_any_words():
    digest = hmac.digest(b"any words", b"id.1.{}", hashlib.sha256)

    assert signature("any words", "id", "1", b"{}") == f"v1,{base64.b64encode(digest).decode()}"
    assert signature("whsec_no base64", "id", "1", b"").startswith("v1,")


@pytest.mark.parametrize("status", ["500 Oops", "404 Gone", "302 Elsewhere", "429 Slow down"])
def test_a_call_that_is_not_taken_is_made_again(desk, receiver, clock, status):
    desk.inbox.receive(REPLY)
    receiver.status = status
    assert worker(desk).work_once() == 0
    assert len(receiver.calls) == 1  # no redirect is followed

    receiver.status = "204 No Content"
    clock.forward(minutes=1)
    assert worker(desk).work_once() == 1
    first, second = receiver.calls
    assert first[0]["HTTP_WEBHOOK_ID"] == second[0]["HTTP_WEBHOOK_ID"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/", "cannot be reached"),
        ("ftp://example.com/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("nonsense", "no web address"),
    ],
)
def test_an_address_that_does_not_work_is_told(built_site, url, said):
    services = desk_services(built_site, Clock(), webhook_secret="x", REPLIES_WEBHOOK=url)
    services.inbox.receive(REPLY)
    assert worker(services).work_once() == 0

    with reading(services.engine) as connection:
        assert said in connection.scalar(select(letters.c.last_error))
    services.engine.dispose()


def test_without_a_secret_nothing_is_written(built_site):
    services = desk_services(built_site, Clock(), REPLIES_WEBHOOK="http://127.0.0.1:9/")
    services.inbox.receive(REPLY)

    with reading(services.engine) as connection:
        assert connection.execute(select(letters)).all() == []
    services.engine.dispose()
