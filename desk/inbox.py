"""The inbox: every submission, in SQL. The one place that reads and writes that table."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from desk.database import reading, writing
from desk.events import Event, Kind, Listener
from desk.submission import STATUSES, DecisionError, Reply, Status, Submission, Verb, outcome
from desk.tables import submissions

_FIELDS = [submissions.c[field.name] for field in dataclasses.fields(Submission)]


@dataclass(frozen=True)
class Inbox:
    """Submissions and what is done with them. Every method is one transaction.

    ``clock`` and ``new_id`` are passed in, so that a test can say what time it is. ``listeners``
    hear of every change inside its transaction.
    """

    engine: Engine
    clock: Callable[[], datetime]
    new_id: Callable[[datetime], str]
    listeners: tuple[Listener, ...] = ()

    def receive(self, reply: Reply) -> Submission:
        """Store a reply; it is on disk when this returns. The same reply again is stored once."""
        try:
            with writing(self.engine) as connection:
                return self._insert(connection, reply, "pending")
        except IntegrityError:
            with reading(self.engine) as connection:
                known = submissions.c.fingerprint == reply.fingerprint
                return _submission(connection.execute(select(*_FIELDS).where(known)).one())

    def get(self, id: str) -> Submission | None:
        """One submission, or None."""
        with reading(self.engine) as connection:
            return self._get(connection, id)

    def find(self, status: Status | None, limit: int = 50, offset: int = 0) -> list[Submission]:
        """Submissions of a status, or all: the longest waiting first, the rest newest first."""
        query = select(*_FIELDS).limit(limit).offset(offset)
        if status is not None:
            query = query.where(submissions.c.status == status)
        columns = (submissions.c.received_at, submissions.c.id)
        order = columns if status == "pending" else tuple(column.desc() for column in columns)
        with reading(self.engine) as connection:
            return [_submission(row) for row in connection.execute(query.order_by(*order))]

    def counts(self) -> dict[Status, int]:
        """How many submissions there are of each status."""
        query = select(submissions.c.status, func.count().label("number")).group_by(
            submissions.c.status
        )
        with reading(self.engine) as connection:
            found = {row.status: row.number for row in connection.execute(query)}
        return {status: found.get(status, 0) for status in STATUSES}

    def decide(self, id: str, verb: Verb) -> Submission:
        """Approve, unapprove, mark as spam, trash or restore. Deciding twice changes nothing.

        Raises DecisionError where there is no such submission, or the reader withdrew it.
        """
        with writing(self.engine) as connection:
            return self._decide(connection, self._must_get(connection, id), verb)

    def answer(self, id: str, author: str, body: str) -> tuple[Submission, Submission]:
        """Approve a submission and answer it as the owner: both happen, or neither."""
        with writing(self.engine) as connection:
            answered = self._must_get(connection, id)
            reply = Reply(answered.page_id, id, author, "", "", body, by_owner=True)
            approved = self._decide(connection, answered, "approve")
            known = select(*_FIELDS).where(submissions.c.fingerprint == reply.fingerprint)
            row = connection.execute(known).one_or_none()
            written = _submission(row) if row else self._insert(connection, reply, "approved")
            return approved, written

    def edit(self, id: str, author: str, url: str, body: str) -> Submission:
        """Change the public words of a submission; a published comment follows."""
        with writing(self.engine) as connection:
            before = self._must_get(connection, id)
            changes = {"author": author, "url": url, "body": body, "fingerprint": None}
            return self._change(connection, "edited", before, changes)

    def withdraw(self, id: str) -> Submission:
        """Take a reply back for the reader who wrote it. Raises DecisionError once published."""
        with writing(self.engine) as connection:
            submission = self._must_get(connection, id)
            if submission.status == "approved":
                raise DecisionError("This reply is published already")
            if submission.withdrawn_at:
                return submission
            changes = self._decision(submission, "trash") | {"withdrawn_at": self.clock()}
            return self._change(connection, "withdrawn", submission, changes)

    def to_file(self) -> list[Submission]:
        """Submissions whose comment file is not yet as their status wants it."""
        query = select(*_FIELDS).where(submissions.c.needs_filing).order_by(submissions.c.id)
        with reading(self.engine) as connection:
            return [_submission(row) for row in connection.execute(query)]

    def mark_filed(self, submission: Submission) -> None:
        """Note that the file is written, unless the submission has changed since it was read."""
        same = (submissions.c.id == submission.id) & (submissions.c.revision == submission.revision)
        with writing(self.engine) as connection:
            connection.execute(update(submissions).where(same).values(needs_filing=False))

    def expire(self, keep_email: timedelta, keep_refused: timedelta) -> int:
        """Erase what its time is over: addresses of the published, refused replies whole."""
        now, decided = self.clock(), submissions.c.decided_at
        settled = submissions.c.needs_filing.is_(False)
        refused = submissions.c.status.in_(["spam", "trash"]) & (decided < now - keep_refused)
        published = (submissions.c.status == "approved") & (decided < now - keep_email)
        with writing(self.engine) as connection:
            erased = connection.execute(delete(submissions).where(refused & settled)).rowcount
            private = published & or_(submissions.c.email != "", submissions.c.fingerprint != "")
            blank = update(submissions).where(private).values(email="", fingerprint=None)
            return erased + connection.execute(blank).rowcount

    def _decide(self, connection: Connection, submission: Submission, verb: Verb) -> Submission:
        if outcome(submission, verb) == submission.status:
            return submission
        return self._change(connection, "decided", submission, self._decision(submission, verb))

    def _decision(self, submission: Submission, verb: Verb) -> dict[str, Any]:
        status = outcome(submission, verb)
        changes = {
            "status": status,
            "previous_status": submission.status,
            "decided_at": None if status == "pending" else self.clock(),
        }
        # What was thrown away may be sent again.
        return changes | ({"fingerprint": None} if status == "trash" else {})

    def _insert(self, connection: Connection, reply: Reply, status: Status) -> Submission:
        now = self.clock()
        values = dataclasses.asdict(reply) | {
            "id": self.new_id(now),
            "received_at": now,
            "status": status,
            "decided_at": now if status == "approved" else None,
            "fingerprint": reply.fingerprint,
            "needs_filing": status == "approved",
        }
        # RETURNING names the row just stored; asking for the newest would name another's.
        stored = insert(submissions).values(values).returning(*_FIELDS)
        submission = _submission(connection.execute(stored).one())
        self._tell(connection, Event("received", None, submission))
        return submission

    def _change(
        self, connection: Connection, kind: Kind, before: Submission, changes: dict[str, Any]
    ) -> Submission:
        changed = changes | {"needs_filing": True, "revision": submissions.c.revision + 1}
        query = update(submissions).where(submissions.c.id == before.id).values(changed)
        after = _submission(connection.execute(query.returning(*_FIELDS)).one())
        self._tell(connection, Event(kind, before, after))
        return after

    def _tell(self, connection: Connection, event: Event) -> None:
        for listener in self.listeners:
            listener(connection, event)

    def _get(self, connection: Connection, id: str) -> Submission | None:
        row = connection.execute(select(*_FIELDS).where(submissions.c.id == id)).one_or_none()
        return _submission(row) if row else None

    def _must_get(self, connection: Connection, id: str) -> Submission:
        submission = self._get(connection, id)
        if submission is None:
            raise DecisionError(f"There is no submission {id}")
        return submission


def _submission(row: Row[Any]) -> Submission:
    return Submission(**row._mapping)
