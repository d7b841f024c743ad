"""How it stands with the outbox: what waits, since when it fails, and what the owner may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, select, update

from desk.database import reading, writing
from desk.tables import letters

_PATIENCE = timedelta(hours=1)
"""How long a single letter may be put off before the owner hears of it: some servers turn a new
sender away for some minutes, as a test."""

_TRIED_AGAIN = {"attempts": 0, "failing_since": None, "claim": None, "claimed_until": None}


@dataclass(frozen=True)
class FailedLetter:
    """A letter that was given up, with what the server said."""

    id: str
    carrier: str
    kind: str
    to: str
    last_error: str


@dataclass(frozen=True)
class Standing:
    """Counts and times of the outbox; nothing private.

    ``failing`` is how many letters are held up in a way that is worth telling, ``failing_since``
    since when, ``next_try`` when the next of them is due. Without a ``last_error``, nobody has
    even tried.
    """

    waiting: int
    failed: int
    failing: int
    oldest_unsent: datetime | None
    failing_since: datetime | None
    next_try: datetime | None
    last_error: str


def standing(engine: Engine, now: datetime) -> Standing:
    """Read how it stands."""
    column, waits = letters.c, letters.c.state == "waiting"
    since = func.coalesce(column.failing_since, column.created_at)
    told = waits & ((column.fault == "server") | (since < now - _PATIENCE))
    first, soonest = func.min(since), func.min(column.due_at)
    newest = select(column.last_error).where(told).order_by(column.due_at.desc()).limit(1)
    with reading(engine) as connection:
        counted = select(column.state, func.count(), func.min(column.created_at)).where(
            column.state.in_(["waiting", "failed"])
        )
        found = {row[0]: row for row in connection.execute(counted.group_by(column.state))}
        failing = connection.execute(select(func.count(), first, soonest).where(told)).one()
        error = connection.scalar(newest) or ""
    ages = [row[2] for row in found.values()]
    return Standing(
        waiting=found["waiting"][1] if "waiting" in found else 0,
        failed=found["failed"][1] if "failed" in found else 0,
        failing=failing[0],
        oldest_unsent=min(ages, default=None),
        failing_since=failing[1],
        next_try=failing[2],
        last_error=error,
    )


def failed_letters(engine: Engine, most: int) -> list[FailedLetter]:
    """Letters that were given up, the newest first."""
    column = letters.c
    fields = (column.id, column.carrier, column.kind, column.to, column.last_error)
    query = select(*fields).where(column.state == "failed")
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(column.created_at.desc()).limit(most))
        return [FailedLetter(*row) for row in rows]


def put_back(engine: Engine, now: datetime) -> int:
    """Have every unsent letter tried at once, those that were given up too; returns how many."""
    unsent = letters.c.state.in_(["waiting", "failed"])
    # A letter that a worker has in its hands is being tried already.
    free = unsent & (letters.c.claimed_until.is_(None) | (letters.c.claimed_until <= now))
    with writing(engine) as connection:
        again = {"state": "waiting", "due_at": now} | _TRIED_AGAIN
        return connection.execute(update(letters).where(free).values(again)).rowcount


def discard(engine: Engine) -> int:
    """Erase the letters that were given up, because the owner says so; returns how many."""
    with writing(engine) as connection:
        return connection.execute(delete(letters).where(letters.c.state == "failed")).rowcount
