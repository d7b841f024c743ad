"""Many replies within an hour: after some letters, the owner is told of the rest in one.

What is held back is a row for each reply, written with it: no crash and no second process can
lose it, and none is told of twice.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, update

from desk.database import reading, writing
from desk.mail.letter import Letter
from desk.mail.notices import KIND, Titles
from desk.mail.outbox import Outbox
from desk.mail.summary import Summary
from desk.submission import Submission
from desk.tables import letters, submissions

_WINDOW = timedelta(hours=1)
_HELD = letters.c.state == "held"
# Built once: building a query takes longer than asking it.
_IS_BEGUN = select(exists().where(_HELD))
_HOLD = insert(letters)


@dataclass(frozen=True)
class Flood:
    """Holds back letters beyond ``REPLIES_NOTIFY_MOST`` in an hour; 0 holds none back.

    A row in the state ``held`` is never sent: it stands for a letter that is not written.
    """

    engine: Engine
    clock: Callable[[], datetime]
    outbox: Outbox
    site: Mapping[str, Any]
    desk_url: str
    title: Titles
    _begun: WeakSet[Any] = field(default_factory=WeakSet, repr=False, compare=False)

    def holds(self, connection: Connection, submission: Submission) -> bool:
        """Whether a reply is told of later, with others; if so, that is noted."""
        most = int(self.site["REPLIES_NOTIFY_MOST"])
        if not most:
            return False
        # Of those that are stored together, one has asked for all.
        transaction = connection.get_transaction()
        if transaction not in self._begun:
            is_begun = connection.scalar(_IS_BEGUN)
            if not is_begun and self._written(connection) < most:
                return False
            self._begun.add(transaction)
        connection.execute(_HOLD, self._row(submission))
        return True

    def write_if_due(self) -> None:
        """Tell of what was held back, an hour after the first of it."""
        with reading(self.engine) as connection:
            since = connection.scalar(select(func.min(letters.c.created_at)).where(_HELD))
        if since is None or self.clock() < since + _WINDOW:
            return
        # Only what is marked is told of and taken away: more may come in meanwhile.
        mark = secrets.token_hex(8)
        marked = _HELD & (letters.c.claim == mark)
        with writing(self.engine) as connection:
            connection.execute(update(letters).where(_HELD).values(claim=mark))
            told = exists().where(marked & (letters.c.about == submissions.c.id))
            letter = self._summary().letter(connection, told)
            connection.execute(delete(letters).where(marked))
            if letter and self.site["REPLIES_NOTIFY"] == "each":
                self.outbox.put(connection, letter)

    def _row(self, submission: Submission) -> dict[str, Any]:
        now = self.clock()
        empty = Letter(KIND, "", "", "", about=submission.id)
        row = {"id": secrets.token_hex(16), "state": "held", "created_at": now, "due_at": now}
        return vars(empty) | row

    def _summary(self) -> Summary:
        return Summary("flood", self.site, self.desk_url, self.title)

    def _written(self, connection: Connection) -> int:
        """How many letters about single replies were written within the hour."""
        column, start = letters.c, self.clock() - _WINDOW
        # The first two are what an index can be entered by; no letter is due before it is written.
        lately = column.state.in_(["waiting", "sent", "failed"]) & (column.due_at > start)
        told = lately & (column.created_at > start) & (column.kind == KIND)
        return connection.scalar(select(func.count()).where(told)) or 0
