"""What the desk works with, put together once; requests and the command line use the same."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from sqlalchemy import Engine

from desk.config import Config
from desk.credentials import Credentials
from desk.database import migrate, open_engine, scrub
from desk.filing import Filing
from desk.finding import Finder
from desk.guard.guard import Guard, open_guard
from desk.inbox import Inbox
from desk.mail.outbox import KEEP_SENT, Outbox
from desk.mail.setup import finder, listeners, open_outbox
from desk.moderation.tokens import ModerationTokens
from desk.pages import Pages
from desk.publishing.ledger import Ledger
from desk.reader.letters import Writer
from desk.reader.links import Links
from desk.reader.subscriptions import Subscriptions
from desk.reception import Reception

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Services:
    """The parts of the desk, each given only what it needs."""

    config: Config
    engine: Engine
    clock: Callable[[], datetime]
    inbox: Inbox
    finder: Finder
    guard: Guard
    filing: Filing
    ledger: Ledger
    outbox: Outbox
    pages: Pages
    credentials: Credentials
    moderation: ModerationTokens
    reader_links: Links
    subscriptions: Subscriptions

    @cached_property
    def reception(self) -> Reception:
        """What takes replies in, for all threads of this process."""
        return Reception(self.guard, self.inbox)

    def tidy(self) -> None:
        """File what a crash left unfiled, and erase what its time is over."""
        self.filing.run_if_free()  # a reader's request waits for this
        site = self.config.site
        self.inbox.expire(
            keep_email=timedelta(days=site["REPLIES_KEEP_EMAIL_DAYS"]),
            keep_refused=timedelta(days=site["REPLIES_KEEP_REFUSED_DAYS"]),
        )
        self.moderation.expire()
        self.subscriptions.expire()
        self.outbox.expire(KEEP_SENT)
        self.guard.tidy()
        self.credentials.expire()
        scrub(self.engine)


def open_services(config: Config, clock: Callable[[], datetime] | None = None) -> Services:
    """Open the database, bring it to its newest shape and put the parts together."""
    clock = clock or utc_now
    config.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(config.database_url, config.lock_timeout_s)
    migrate(engine, config.var / "migrate.lock")
    guard = open_guard(engine, clock, config)
    pages = Pages(config.manifest)
    outbox = open_outbox(config, engine, clock)
    reader_links = Links(config.secret_key, config.door_url)
    writer = Writer(config.site, finder(pages), reader_links)
    subscriptions = Subscriptions(engine, clock, outbox, writer)
    moderation = ModerationTokens(engine, clock, config.secret_key, config.desk_url)
    notices = listeners(config, outbox, pages, moderation.lines)
    hearers = (guard.memory.learn, *notices, subscriptions.hear)
    inbox = Inbox(engine, clock, new_id, hearers)
    ledger = Ledger(engine, clock)
    changing = ledger.note_changes if config.publishes else _nobody
    return Services(
        config=config,
        engine=engine,
        clock=clock,
        inbox=inbox,
        finder=Finder(engine),
        guard=guard,
        filing=Filing(inbox, config.comments, config.var / "filing.lock", changing),
        ledger=ledger,
        outbox=outbox,
        pages=pages,
        credentials=Credentials(engine, clock, config.secret_key),
        moderation=moderation,
        reader_links=reader_links,
        subscriptions=subscriptions,
    )


def _nobody(_number: int) -> None:
    """Hears of nothing: this desk does not publish."""


def utc_now() -> datetime:
    """The clock of everything that is not a test."""
    return datetime.now(UTC)


def new_id(now: datetime) -> str:
    """An id that sorts by time and cannot be guessed: 20200226-093000-k3j9x2mw."""
    # 32 letters divide 256 evenly, so that none is likelier than another.
    letters = (_ALPHABET[byte % len(_ALPHABET)] for byte in secrets.token_bytes(8))
    return f"{now:%Y%m%d-%H%M%S}-{''.join(letters)}"
