"""Changes of submissions within one transaction, each told to those who listen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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

# RETURNING names the row just stored; asking for the newest would name another's.
# Built once: building a query takes longer than asking it.
_STORE = insert(submissions).returning(*FIELDS)


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
        now = self.clock()
        values = (
            vars(verdict)
            | vars(reply)
            | {
                "id": self.new_id(now),
                "received_at": now,
                "status": status,
                "decided_at": None if status == "pending" else now,
                "published_at": now if status == "approved" else None,
                "fingerprint": reply.fingerprint,
                "text_key": text_key(reply.body),
                "needs_filing": status == "approved",
            }
        )
        submission = to_submission(self.connection.execute(_STORE, values).one())
        self._tell(Event("received", None, submission))
        return submission

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

    def _tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(self.connection, event)


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
