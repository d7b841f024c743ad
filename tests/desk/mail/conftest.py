"""Fixtures: a post office, a desk that hands its mail in there, and its worker."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from desk.database import reading, writing
from desk.mail.carrier import Carrier
from desk.mail.letter import Letter
from desk.mail.smtp import Smtp
from desk.mail.worker import Worker
from desk.services import Services
from desk.tables import letters
from tests.desk.mail.post_office import SENDER, PostOffice, mailing_services, post_office
from tests.support import Clock, Site


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def services(built_site: Site, clock: Clock, office: PostOffice) -> Iterator[Services]:
    """The services of a desk with mail."""
    with mailing_services(built_site, clock, office) as services:
        yield services


@pytest.fixture
def put(services: Services, clock: Clock) -> Callable[..., None]:
    """Puts a letter into the outbox."""

    def put(to: str = "ann@example.com", **fields: str) -> None:
        words = {"kind": "test", "subject": "Hello", "body": "What I say."}
        with writing(services.engine) as connection:
            services.outbox.put(connection, Letter(to=to, **(words | fields)))
        clock.forward(milliseconds=1)

    return put


@pytest.fixture
def worker(services: Services, office: PostOffice) -> Worker:
    return worker_for(services, Smtp(office.url, SENDER, timeout_s=0.5))


def worker_for(services: Services, carrier: Carrier) -> Worker:
    return Worker(services.outbox, {"mail": carrier})


def rows(services: Services) -> list[dict[str, object]]:
    """The letters as the database has them, in the order they were put there."""
    with reading(services.engine) as connection:
        found = connection.execute(select(letters).order_by(letters.c.created_at))
        return [dict(row) for row in found.mappings()]
