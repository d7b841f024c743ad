"""The inbox: every submission, and what can be done with it, each in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Connection, Engine, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from desk.changes import Changes, get, waiting_correction, words_of
from desk.database import reading, writing
from desk.events import Listener
from desk.rows import FIELDS, to_submission
from desk.submission import (
    UNSUSPICIOUS,
    Batch,
    DecisionError,
    Reply,
    Status,
    Submission,
    Verb,
    Verdict,
    outcome,
    text_key,
)
from desk.tables import submissions
from plugins.languages.marks import N_

Key = Callable[[Connection], None]
"""Uses up what a decision is allowed by. Raises DecisionError where that has been used."""


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

    def receive(self, reply: Reply, verdict: Verdict = UNSUSPICIOUS) -> Submission:
        """Store a reply; it is on disk when this returns. The same reply again is stored once."""
        try:
            return self.receive_all([(reply, verdict)])[0]
        except IntegrityError:
            known = select(*FIELDS).where(submissions.c.fingerprint == reply.fingerprint)
            with reading(self.engine) as connection:
                row = connection.execute(known).one_or_none()
            if row is None:
                raise
            return to_submission(row)

    def receive_all(self, replies: Sequence[tuple[Reply, Verdict]]) -> list[Submission]:
        """Store replies in one transaction. Raises IntegrityError where one is there already."""
        with self._changing() as changes:
            return changes.insert_all([(*both, both[1].status) for both in replies])

    def get(self, id: str) -> Submission | None:
        """One submission, or None."""
        with reading(self.engine) as connection:
            return get(connection, id)

    def find(self, status: Status | None, limit: int = 50, offset: int = 0) -> list[Submission]:
        """Submissions of a status, or all: the longest waiting first, the rest newest first."""
        query = select(*FIELDS).limit(limit).offset(offset)
        if status is not None:
            query = query.where(submissions.c.status == status)
        columns = (submissions.c.received_at, submissions.c.id)
        order = columns if status == "pending" else tuple(column.desc() for column in columns)
        with reading(self.engine) as connection:
            return [to_submission(row) for row in connection.execute(query.order_by(*order))]

    def decide(
        self, id: str, verb: Verb, revision: int | None = None, *, key: Key | None = None
    ) -> Submission:
        """Approve, unapprove, mark as spam, trash or restore. Deciding twice changes nothing.

        ``revision`` is the one that was read, ``key`` uses up what allows this decision, together
        with it. Raises DecisionError where the words have changed, where there is no such
        submission, the reader withdrew it, or the key is used already.
        """
        with self._changing() as changes:
            if key:
                key(changes.connection)
            submission = changes.must_get(id)
            would_change = outcome(submission, verb) != submission.status
            if would_change and revision not in (None, submission.revision):
                raise DecisionError("This reply has changed since you read it; read it again")
            return changes.decide(submission, verb)

    def decide_all(
        self, ids: Iterable[str], verb: Verb, seen: Mapping[str, int] = MappingProxyType({})
    ) -> Batch:
        """Take the same decision on several submissions; what cannot be decided so is skipped.

        ``seen`` holds revisions as they were read: words that changed since are not approved.
        """
        with self._changing() as changes:
            return changes.decide_all(ids, verb, seen)

    def undo(self, batch_id: str) -> Batch:
        """Put back all that a batch decided, but for what has been decided anew since."""
        in_batch = (submissions.c.batch_id == batch_id) & (submissions.c.batch_id != "")
        query = select(submissions.c.id).where(in_batch).order_by(submissions.c.id)
        with self._changing() as changes:
            return changes.decide_all(changes.connection.scalars(query).all(), "restore", {})

    def answer(self, id: str, author: str, body: str) -> tuple[Submission, Submission]:
        """Approve a submission and answer it as the owner: both happen, or neither.

        The id of the answer is that of the batch which undoes both.
        """
        with self._changing() as changes:
            answered = changes.must_get(id)
            parent = answered.corrects or id
            reply = Reply(answered.page_id, parent, author, "", "", body, by_owner=True)
            return changes.answer(answered, reply)

    def edit(self, id: str, author: str, url: str, body: str) -> Submission:
        """Change the public words of a submission; a published comment follows."""
        with self._changing() as changes:
            words = {"author": author, "url": url, "body": body}
            traces = {"fingerprint": None, "text_key": text_key(body)}
            return changes.change("edited", changes.must_get(id), words | traces)

    def correct(self, reply: Reply, verdict: Verdict = UNSUSPICIOUS) -> Submission:
        """Take a correction for the reader who wrote it; returns what holds the new words.

        A published comment stays as it is: the new words wait in a submission of their own.
        Raises DecisionError for a reply that was refused.
        """
        with self._changing() as changes:
            corrected = changes.must_get(reply.corrects)
            before = waiting_correction(changes.connection, corrected.id) or corrected
            if before.status == "approved":
                return changes.insert(reply, verdict.status, verdict)
            if not before.waits:
                raise DecisionError(N_("This reply is not published, so it cannot be corrected"))
            words = words_of(reply) | {"likeness": verdict.likeness}
            if verdict.score > before.score:
                words |= {"reasons": verdict.reasons, "score": verdict.score}
            return changes.change("edited", before, words)

    def correction(self, id: str) -> Submission | None:
        """The correction of this submission that waits to be read, or None."""
        with reading(self.engine) as connection:
            return waiting_correction(connection, id)

    def withdraw(self, id: str) -> Submission:
        """Take a reply back for the reader who wrote it. Raises DecisionError once published."""
        with self._changing() as changes:
            submission = changes.must_get(id)
            if submission.status == "approved":
                raise DecisionError(N_("This reply is published already"))
            if submission.withdrawn_at:
                return submission
            decision = changes.decision(submission, "trash") | {"withdrawn_at": self.clock()}
            return changes.change("withdrawn", submission, decision)

    def to_file(self) -> list[Submission]:
        """Submissions whose comment file is not yet as their status wants it."""
        query = select(*FIELDS).where(submissions.c.needs_filing).order_by(submissions.c.id)
        with reading(self.engine) as connection:
            return [to_submission(row) for row in connection.execute(query)]

    def mark_filed(self, *filed: Submission) -> None:
        """Note that their files are as they should be, but for what has changed since."""
        table = submissions.c
        same = (table.id == bindparam("its_id")) & (table.revision == bindparam("its_revision"))
        rows = [{"its_id": it.id, "its_revision": it.revision} for it in filed]
        if rows:
            with writing(self.engine) as connection:
                connection.execute(update(submissions).where(same).values(needs_filing=False), rows)

    def expire(self, keep_email: timedelta, keep_refused: timedelta) -> int:
        """Erase what its time is over: addresses of the published, refused replies whole."""
        now, decided = self.clock(), submissions.c.decided_at
        settled = submissions.c.needs_filing.is_(False)
        replaced = (submissions.c.status == "approved") & (submissions.c.corrects != "")
        unwanted = submissions.c.status.in_(["spam", "trash"]) | replaced
        refused = unwanted & (decided < now - keep_refused)
        published = (submissions.c.status == "approved") & (decided < now - keep_email)
        with writing(self.engine) as connection:
            erased = connection.execute(delete(submissions).where(refused & settled)).rowcount
            private = published & or_(submissions.c.email != "", submissions.c.fingerprint != "")
            blank = update(submissions).where(private).values(email="", fingerprint=None)
            return erased + connection.execute(blank).rowcount

    @contextmanager
    def _changing(self) -> Iterator[Changes]:
        with writing(self.engine) as connection:
            yield Changes(connection, self.clock, self.new_id, self.listeners)
