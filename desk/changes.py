"""Changes of submissions within one transaction, each told to those who listen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from desk.events import Event, Kind, Listener
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

# Built once: building a query takes longer than asking it.
_STORE = insert(submissions)


@dataclass(frozen=True)
class Changes:
    """What can happen to submissions. All of it is undone if the transaction fails."""

    connection: Connection
    clock: Callable[[], datetime]
    new_id: Callable[[datetime], str]
    listeners: tuple[Listener, ...]

    def must_get(self, id: str) -> Submission:
        """One submission. Raises DecisionError where there is none."""
        submission = get(self.connection, id)
        if submission is None:
            raise DecisionError(f"There is no submission {id}")
        return submission

    def insert(self, reply: Reply, status: Status, verdict: Verdict = UNSUSPICIOUS) -> Submission:
        """Store a reply. Raises IntegrityError if it is there already."""
        return self.insert_all([(reply, verdict, status)])[0]

    def insert_all(self, replies: Sequence[tuple[Reply, Verdict, Status]]) -> list[Submission]:
        """Store replies. Raises IntegrityError if one is there already, or is among them twice."""
        new = [self._new(reply, verdict, status) for reply, verdict, status in replies]
        rows = [
            vars(verdict) | vars(submission) | _keys(reply)
            for (reply, verdict, _), submission in zip(replies, new, strict=True)
        ]
        # Not read back: the ids are ours, so nobody else's rows can be meant.
        if rows:
            self.connection.execute(_STORE, rows)
        for submission in new:
            self._tell(Event("received", None, submission))
        return new

    def answer(self, answered: Submission, reply: Reply) -> tuple[Submission, Submission]:
        """Approve a submission and publish what answers it; see ``Inbox.answer``."""
        approved = self.decide(answered, "approve")
        known = select(*FIELDS).where(submissions.c.fingerprint == reply.fingerprint)
        row = self.connection.execute(known).one_or_none()
        if row:
            return approved, to_submission(row)
        answer = self.insert(reply, "approved")
        batch = update(submissions).values(batch_id=answer.id)
        if approved != answered:
            self.connection.execute(batch.where(submissions.c.id == approved.id))
        # Undone, an answer is not to wait for the owner: it is her own.
        undone = batch.values(previous_status="trash").where(submissions.c.id == answer.id)
        self.connection.execute(undone)
        return approved, replace(answer, previous_status="trash")

    def change(self, kind: Kind, before: Submission, changes: dict[str, Any]) -> Submission:
        """Change columns of a submission."""
        # A correction has no file of its own.
        filing = {"needs_filing": not before.corrects, "revision": submissions.c.revision + 1}
        query = update(submissions).where(submissions.c.id == before.id).values(changes | filing)
        after = to_submission(self.connection.execute(query.returning(*FIELDS)).one())
        self._tell(Event(kind, before, after))
        return after

    def decide(self, submission: Submission, verb: Verb, batch_id: str | None = None) -> Submission:
        """Take a decision. Raises DecisionError for one that cannot be taken."""
        if outcome(submission, verb) == submission.status:
            return submission
        changes = self.decision(submission, verb, batch_id)
        if not submission.corrects or "approved" not in (submission.status, changes["status"]):
            return self.change("decided", submission, changes)
        corrected = get(self.connection, submission.corrects)
        if corrected is None:
            raise DecisionError("The comment that this corrects has been erased")
        decided = self.change("decided", submission, changes)
        # The words of a correction are published, or taken back: the same, the other way round.
        self.change("edited", corrected, words_of(decided))
        return self.change("edited", decided, words_of(corrected))

    def decide_all(self, ids: Iterable[str], verb: Verb, seen: Mapping[str, int]) -> Batch:
        """Take the same decision on several submissions; see ``Inbox.decide_all``."""
        batch_id, decided, skipped = self.new_id(self.clock()), [], []
        for id in ids:
            try:
                before = self.must_get(id)
                would_publish = verb == "approve" and outcome(before, verb) != before.status
                if would_publish and seen.get(id, before.revision) != before.revision:
                    raise DecisionError(
                        f"The reply of {before.author} has changed since you read it"
                    )
                after = self.decide(before, verb, batch_id)
            except DecisionError as error:
                skipped.append(str(error))
            else:
                decided += [after] if after != before else []
        return Batch(batch_id, tuple(decided), tuple(skipped))

    def decision(
        self, submission: Submission, verb: Verb, batch_id: str | None = None
    ) -> dict[str, Any]:
        """The columns that a decision changes."""
        status = outcome(submission, verb)
        changes = {
            "status": status,
            "previous_status": submission.status,
            "batch_id": batch_id,
            "decided_at": None if status == "pending" else self.clock(),
        }
        if status == "approved" and not submission.published_at:
            changes["published_at"] = self.clock()
        # What was thrown away may be sent again.
        return changes | ({"fingerprint": None} if status == "trash" else {})

    def _new(self, reply: Reply, verdict: Verdict, status: Status) -> Submission:
        now = self.clock()
        return Submission(
            **vars(reply),
            id=self.new_id(now),
            received_at=now,
            status=status,
            previous_status="",
            decided_at=None if status == "pending" else now,
            withdrawn_at=None,
            needs_filing=status == "approved",
            revision=1,
            reasons=verdict.reasons,
            score=verdict.score,
            published_at=now if status == "approved" else None,
        )

    def _tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(self.connection, event)


def _keys(reply: Reply) -> dict[str, str | None]:
    """What a reply is found again by, when its like comes."""
    return {"fingerprint": reply.fingerprint, "text_key": text_key(reply.body)}


def get(connection: Connection, id: str) -> Submission | None:
    """One submission, or None."""
    row = connection.execute(select(*FIELDS).where(submissions.c.id == id)).one_or_none()
    return to_submission(row) if row else None


def waiting_correction(connection: Connection, id: str) -> Submission | None:
    """The correction of this submission that nobody has decided on, or None."""
    found = connection.execute(select(*FIELDS).where(submissions.c.corrects == id)).all()
    return next((one for one in map(to_submission, found) if one.waits), None)


def words_of(source: Reply | Submission) -> dict[str, Any]:
    """Its public words, for another submission, and what that is compared with others by."""
    words = {name: getattr(source, name) for name in ("author", "url", "body")}
    return words | {"fingerprint": None, "text_key": text_key(source.body)}
