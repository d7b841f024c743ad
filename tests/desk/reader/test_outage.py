"""Wishes and corrections of readers while a server is away: nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desk.mail.message import Sender
from desk.mail.smtp import Smtp
from desk.services import Services
from tests.desk.mail.conftest import worker_for
from tests.desk.mail.post_office import PostOffice, post_office
from tests.desk.reader.support import link, mail
from tests.support import reply, soup

SENDER = Sender("Full Range", "desk@example.com", "owner@example.com")
BOTH = {"on_published": "y", "on_answers": "y"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@contextmanager
def busy(services: Services) -> Iterator[None]:
    """Another process that does not stop writing."""
    path = services.config.var / "inbox.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    other.close()


def test_after_a_day_without_a_mail_server_everybody_is_told(reader, services, clock, office):
    worker = worker_for(services, Smtp(office.url, SENDER, timeout_s=0.5))
    reader.send(**BOTH)
    worker.work_once()
    reader.client.post(link_in(office))
    office.close()
    id = services.inbox.find("pending")[0].id
    services.inbox.answer(id, "The Owner", "Glad to.")
    for _ in range(24):
        worker.work_once()
        clock.forward(hours=1)
    assert sorted(it.kind for it in mail(services)) == ["answer", "published"]
    office.open()
    clock.forward(hours=6)
    worker.work_once()

    assert mail(services) == []
    to_ann = [it for it in office.messages if it["To"] == "ann@example.com"]
    assert ["press the button" in it.get_content() for it in to_ann] == [True, False, False]
    assert sum("Glad to." in it.get_content() for it in to_ann) == 1


def test_the_header_for_one_press_is_on_the_wire_as_mail_programs_read_it(reader, services, office):
    worker = worker_for(services, Smtp(office.url, SENDER, timeout_s=0.5))
    reader.send(**BOTH)
    reader.client.post(link(mail(services)[0]))
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")
    stop = mail(services)[-1].unsubscribe
    worker.work_once()
    told = next(raw for raw in office.raw if b"is published:" in raw).decode()

    assert f"\r\nList-Unsubscribe: <{stop}>\r\n" in told
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in told


def test_a_correction_that_cannot_be_stored_comes_back(reader, services):
    reader.send(body="It was my knee.")
    with busy(services):
        answer = reader.correct(body="It was my hip, after all.")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert "It was my hip, after all." in soup(answer).main.text
    reader.correct(body="It was my hip, after all.")
    assert "It was my hip, after all." in reader.page().main.text


@pytest.mark.parametrize("path", ["", "/stop"])
def test_a_press_that_cannot_be_stored_is_not_said_to_be(reader, services, path):
    reader.send(**BOTH)
    address = link(mail(services)[0]) + path
    with busy(services):
        assert reader.client.post(address).status_code == 503
    assert not services.subscriptions.get(services.inbox.find(None)[0].id).is_confirmed

    assert reader.client.post(address, follow_redirects=True).status_code == 200


def test_a_reply_sent_again_after_an_overload_is_stored_once_with_its_wishes(reader, services):
    with busy(services):
        assert reader.client.post("/replies", data=reply(**BOTH)).status_code == 503
    for _ in range(2):
        reader.send(**BOTH)

    assert len(services.inbox.find(None)) == 1
    assert [it.kind for it in mail(services)] == ["confirm"]


def link_in(office: PostOffice) -> str:
    """Where the question leads, as it came out of the mail."""
    question = next(it for it in office.messages if it["To"] == "ann@example.com")
    text = question.get_content()
    return text[text.index("/replies/mail/") :].split()[0]
