"""The worker of a desk, with all it has to do."""

from collections.abc import Callable
from datetime import datetime, timedelta

from desk.mail.digest import Digest
from desk.mail.setup import open_carriers, open_flood, titles
from desk.mail.worker import Worker
from desk.services import Services

_TIDY_EVERY = timedelta(hours=1)


def worker(services: Services) -> Worker:
    """A worker: sends letters, writes those about many replies, erases what its time is over."""
    config, clock = services.config, services.clock
    digest = Digest(
        engine=services.engine,
        clock=clock,
        outbox=services.outbox,
        site=config.site,
        desk_url=config.desk_url,
        title=titles(services.pages),
    )
    flood = open_flood(config, services.outbox, services.pages)
    chores = (digest.write_if_due, flood.write_if_due, _hourly(clock, services.tidy))
    return Worker(services.outbox, open_carriers(config, clock), chores)


def _hourly(clock: Callable[[], datetime], chore: Callable[[], object]) -> Callable[[], None]:
    """The same, but at most once an hour; at first after an hour, for a start tidies already."""
    due = clock() + _TIDY_EVERY

    def run() -> None:
        nonlocal due
        if clock() >= due:
            due = clock() + _TIDY_EVERY
            chore()

    return run
