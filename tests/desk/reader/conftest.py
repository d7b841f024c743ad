"""A desk that can send mail; nothing leaves it while no worker runs."""

from collections.abc import Iterator

import pytest

from desk.services import Services
from tests.desk.reader.support import Reader
from tests.support import Clock, Site, desk_services


@pytest.fixture
def services(built_site: Site, clock: Clock) -> Iterator[Services]:
    services = desk_services(
        built_site,
        clock,
        REPLIES_TELL_READERS=True,
        smtp_url="smtp://127.0.0.1:1",
        mail_from="desk@example.com",
    )
    yield services
    services.engine.dispose()


@pytest.fixture
def reader(client) -> Reader:
    return Reader(client)
