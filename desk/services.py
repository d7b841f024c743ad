"""What the desk works with, put together once; requests and the command line use the same."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from desk.config import Config
from desk.credentials import Credentials
from desk.database import migrate, open_engine
from desk.filing import Filing
from desk.inbox import Inbox
from desk.pages import Pages

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Services:
    """The parts of the desk, each given only what it needs."""

    config: Config
    engine: Engine
    clock: Callable[[], datetime]
    inbox: Inbox
    filing: Filing
    pages: Pages
    credentials: Credentials

    def tidy(self) -> None:
        """File what a crash left unfiled, and erase what its time is over."""
        self.filing.run()
        site = self.config.site
        self.inbox.expire(
            keep_email=timedelta(days=site["REPLIES_KEEP_EMAIL_DAYS"]),
            keep_refused=timedelta(days=site["REPLIES_KEEP_REFUSED_DAYS"]),
        )


def open_services(config: Config, clock: Callable[[], datetime] | None = None) -> Services:
    """Open the database, bring it to its newest shape and put the parts together."""
    clock = clock or utc_now
    config.var.mkdir(parents=True, exist_ok=True)
    engine = open_engine(config.database_url, config.lock_timeout_s)
    migrate(engine, config.var / "migrate.lock")
    inbox = Inbox(engine, clock, new_id)
    return Services(
        config=config,
        engine=engine,
        clock=clock,
        inbox=inbox,
        filing=Filing(inbox, config.comments, config.var / "filing.lock"),
        pages=Pages(config.manifest),
        credentials=Credentials(engine, clock, config.secret_key),
    )


def utc_now() -> datetime:
    """The clock of everything that is not a test."""
    return datetime.now(UTC)


def new_id(now: datetime) -> str:
    """An id that sorts by time and cannot be guessed: 20200226-093000-k3j9x2mw."""
    return f"{now:%Y%m%d-%H%M%S}-{''.join(secrets.choice(_ALPHABET) for _ in range(8))}"
