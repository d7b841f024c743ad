"""The outbox: letters as rows. They are there if, and only if, what they tell of is.

A letter waits, is sent, or has failed for good; nothing else ever happens to it, and a failed one
stays until the owner decides. Workers in any number of processes claim letters for a while, so
that none is sent by two at once; the claim of a worker that died runs out.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from desk.database import reading, writing
from desk.mail.carrier import DeliveryError, Posted, posted_from
from desk.mail.letter import Letter
from desk.tables import letters

CLAIM_LASTS = timedelta(minutes=5)
KEEP_SENT = timedelta(days=30)
"""How long it is known that a letter was sent."""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_GIVE_UP_AFTER = timedelta(days=3)
# Built once: building a query takes longer than asking it.
_PUT = insert(letters)
_PRIVATE = {"to": "", "subject": "", "body": "", "unsubscribe": "", "reply_to": ""}


@dataclass(frozen=True)
class Outbox:
    """Letters on their way out.

    ``carriers`` are those that the settings name. A letter for another one is not written: it
    could never be sent.
    """

    engine: Engine
    clock: Callable[[], datetime]
    carriers: frozenset[str] = frozenset()

    def put(self, connection: Connection, letter: Letter) -> None:
        """Write a letter, in the transaction of what it tells of."""
        if letter.carrier in self.carriers:
            now = self.clock()
            row = vars(letter) | {"created_at": now, "due_at": now}
            row |= {"id": secrets.token_hex(16), "state": "waiting"}
            connection.execute(_PUT, row)

    def knows(self, connection: Connection, letter: Letter) -> bool:
        """Whether this has been told, or is going to be."""
        column = letters.c
        same = (column.about == letter.about) & (column.kind == letter.kind)
        known = select(exists().where(same & (column.thread == letter.thread)))
        return bool(connection.scalar(known))

    def recall(self, connection: Connection, where: ColumnElement[bool]) -> None:
        """Take back letters to readers, as far as they are not out yet."""
        to_readers = (letters.c.to != "") & (letters.c.state != "sent")
        connection.execute(delete(letters).where(to_readers, where))

    def claim(self, carrier: str, most: int) -> list[Posted]:
        """Letters that are due, for the caller alone until the claim runs out."""
        now, column = self.clock(), letters.c
        free = (
            (column.state == "waiting")
            & (column.carrier == carrier)
            & (column.due_at <= now)
            & or_(column.claimed_until.is_(None), column.claimed_until <= now)
        )
        with reading(self.engine) as connection:
            if not connection.scalar(select(exists().where(free))):
                return []
        order = (column.attempts, column.created_at, column.id)
        chosen = select(column.id).where(free).order_by(*order).limit(most)
        mine = {"claim": secrets.token_hex(8), "claimed_until": now + CLAIM_LASTS}
        with writing(self.engine) as connection:
            # Where rows are locked one by one, the condition is looked at again once they are.
            taken = update(letters).where(
                column.id.in_(chosen.with_for_update(skip_locked=True)), free
            )
            rows = connection.execute(taken.values(mine).returning(letters)).mappings()
            found = [posted_from(dict(row)) for row in rows]
        return sorted(found, key=lambda posted: (posted.attempts, posted.created_at, posted.id))

    def mark_sent(self, posted: Posted) -> None:
        """Note that a letter is out; what was private in it is erased."""
        done = {"state": "sent", "sent_at": self.clock(), "last_error": "", "failing_since": None}
        self._settle([posted], **done, **_PRIVATE)

    def mark_failed(self, posted: Posted, error: DeliveryError) -> None:
        """Note why a letter did not get out, and when it is tried again, if at all."""
        now = self.clock()
        since = posted.failing_since or now
        is_final = error.is_final or now - since >= _GIVE_UP_AFTER
        self._settle(
            [posted],
            state="failed" if is_final else "waiting",
            due_at=now + pause_after(posted.attempts + 1),
            attempts=posted.attempts + 1,
            failing_since=since,
            last_error=str(error),
            fault=error.fault,
        )

    def give_back(self, batch: Sequence[Posted]) -> None:
        """Let other workers have letters that were claimed and not tried."""
        self._settle(batch)

    def hurry(self, carrier: str) -> None:
        """Make due at once what waits only because the server could not be reached."""
        now, column = self.clock(), letters.c
        held_up = (
            (column.state == "waiting")
            & (column.carrier == carrier)
            & (column.fault == "server")
            & (column.due_at > now)
        )
        with reading(self.engine) as connection:
            if not connection.scalar(select(exists().where(held_up))):
                return
        with writing(self.engine) as connection:
            connection.execute(update(letters).where(held_up).values(due_at=now))

    def expire(self, keep: timedelta) -> int:
        """Erase the rows of letters that were sent longer ago than this."""
        old = (letters.c.state == "sent") & (letters.c.sent_at < self.clock() - keep)
        with writing(self.engine) as connection:
            return connection.execute(delete(letters).where(old)).rowcount

    def _settle(self, batch: Sequence[Posted], **values: object) -> None:
        """Change letters that are still the caller's, and end the claim."""
        if not batch:
            return
        ids = [posted.id for posted in batch]
        mine = letters.c.id.in_(ids) & (letters.c.claim == batch[0].claim)
        with writing(self.engine) as connection:
            free = values | {"claim": None, "claimed_until": None}
            connection.execute(update(letters).where(mine).values(free))


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: 1 minute, doubling, 6 hours at most."""
    # Past this many doublings it is longer than the longest pause anyway.
    doublings = min(attempts - 1, 16)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)
