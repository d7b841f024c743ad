"""Who wants to hear by mail of what, and the letters that follow from it.

There is no address here: a letter goes to that of the submission, and when it is erased there,
the mail ends. Nothing but one question is sent before the owner of the address has said yes.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desk.database import reading, writing
from desk.events import Event
from desk.mail.letter import Letter
from desk.mail.outbox import KEEP_SENT, Outbox
from desk.reader.letters import Writer
from desk.rows import FIELDS, to_submission
from desk.submission import Submission
from desk.tables import letters, submissions, subscriptions
from plugins.languages.words import Words

_QUESTION_AGAIN_AFTER = timedelta(days=1)
_MOST_QUESTIONS = 3
"""A day, to one address."""

_NEWS = letters.c.kind.in_(["published", "answer"])


@dataclass(frozen=True)
class Subscription:
    """What the writer of a submission wants to hear; only a confirmed one is acted on."""

    on_published: bool
    on_answers: bool
    is_confirmed: bool

    def topics(self, words: Words, is_published: bool) -> tuple[str, ...]:
        """What mail can still come of, in words that follow “told”."""
        topics = {
            words.gettext("when it is published"): self.on_published and not is_published,
            words.gettext("of answers to it"): self.on_answers,
        }
        return tuple(topic for topic, is_open in topics.items() if is_open)


@dataclass(frozen=True)
class Subscriptions:
    """Asks, confirms, tells and stops."""

    engine: Engine
    clock: Callable[[], datetime]
    outbox: Outbox
    writer: Writer

    @property
    def is_offered(self) -> bool:
        """Whether this desk can send mail at all, and readers may ask for it."""
        return "mail" in self.outbox.carriers and bool(self.writer.site["REPLIES_TELL_READERS"])

    def may_ask(self, submission: Submission) -> bool:
        """Whether the writer of this submission can be told anything."""
        is_refused = not submission.waits and submission.status != "approved"
        return self.is_offered and bool(submission.email) and not is_refused

    def get(self, id: str) -> Subscription | None:
        """What is wanted about this submission, or None."""
        with reading(self.engine) as connection:
            row = _row(connection, id)
        if row is None or not (row.on_published or row.on_answers):
            return None
        return Subscription(row.on_published, row.on_answers, row.confirmed_at is not None)

    def ask(self, submission: Submission, on_published: bool, on_answers: bool) -> bool:
        """Note what is wanted, and ask the owner of the address once whether it is.

        False where that address has been asked too often today: nothing is noted then.
        """
        if not self.may_ask(submission):
            return False
        values = {"on_published": on_published, "on_answers": on_answers}
        is_held = submission.status == "spam"
        with suppress(IntegrityError), writing(self.engine) as connection:
            known = _row(connection, submission.id)
            if known and not self._may_ask_again(known):
                _change(connection, submission.id, values)
                return True
            if not is_held and self._questions(connection, submission.email) >= _MOST_QUESTIONS:
                return False
            connection.execute(delete(subscriptions).where(_of(submission.id)))
            row = values | {"submission_id": submission.id}
            connection.execute(insert(subscriptions).values(row))
            if not is_held:
                self._ask_if_wished(connection, submission)
        # Of two presses at once, one is enough.
        return True

    def confirm(self, id: str) -> bool:
        """Note that the owner of the address agrees; false where nobody asked."""
        with writing(self.engine) as connection:
            return _change(connection, id, {"confirmed_at": self.clock()})

    def stop(self, id: str) -> None:
        """Send nothing more about this submission, not even what waits; a new wish asks anew."""
        nothing = dict.fromkeys(("on_published", "on_answers"), False)
        with writing(self.engine) as connection:
            _change(connection, id, {**nothing, "asked_at": None, "confirmed_at": None})
            self.outbox.recall(connection, letters.c.thread == id)

    def hear(self, connection: Connection, event: Event) -> None:
        """A listener: tell of a reply that is published, once; not of one that is so no longer."""
        reply = event.after
        was_public = event.before is not None and event.before.status == "approved"
        if event.before and event.before.status == "spam" and self.may_ask(reply):
            self._ask_if_wished(connection, reply)
        if reply.corrects or was_public == (reply.status == "approved"):
            return
        if was_public:
            self.outbox.recall(connection, _NEWS & (letters.c.about == reply.id))
        elif reply.published_at and self.clock() - reply.published_at < KEEP_SENT:
            self._tell_all(connection, reply)

    def _tell_all(self, connection: Connection, reply: Submission) -> None:
        if _wants(connection, reply, "on_published"):
            self._tell(connection, self.writer.published(reply))
        told = {reply.email.casefold()}
        for above in _above(connection, reply):
            address = above.email.casefold()
            if address not in told and _wants(connection, above, "on_answers"):
                told.add(address)
                self._tell(connection, self.writer.answered(above, reply))

    def _tell(self, connection: Connection, letter: Letter) -> None:
        if not self.outbox.knows(connection, letter):
            self.outbox.put(connection, letter)

    def expire(self) -> int:
        """Forget what belongs to erased submissions and addresses."""
        alive = select(submissions.c.id).where(submissions.c.email != "")
        old = subscriptions.c.submission_id.not_in(alive)
        with writing(self.engine) as connection:
            return connection.execute(delete(subscriptions).where(old)).rowcount

    def _ask_if_wished(self, connection: Connection, submission: Submission) -> None:
        row = _row(connection, submission.id)
        if row and row.asked_at is None and (row.on_published or row.on_answers):
            _change(connection, submission.id, {"asked_at": self.clock()})
            self.outbox.put(connection, self.writer.confirm(submission))

    def _may_ask_again(self, known: Row[Any]) -> bool:
        is_old = not known.asked_at or known.asked_at <= self.clock() - _QUESTION_AGAIN_AFTER
        return known.confirmed_at is None and is_old

    def _questions(self, connection: Connection, email: str) -> int:
        recent = subscriptions.c.asked_at > self.clock() - _QUESTION_AGAIN_AFTER
        same_box = func.lower(submissions.c.email) == email.lower()
        theirs = (submissions.c.id == subscriptions.c.submission_id) & same_box
        return connection.scalar(select(func.count()).where(recent, theirs)) or 0


def _of(id: str) -> ColumnElement[bool]:
    return subscriptions.c.submission_id == id


def _row(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(subscriptions).where(_of(id))).one_or_none()


def _change(connection: Connection, id: str, values: Mapping[str, object]) -> bool:
    return connection.execute(update(subscriptions).where(_of(id)).values(values)).rowcount == 1


def _wants(connection: Connection, submission: Submission, what: str) -> bool:
    if not submission.email or submission.status != "approved":
        return False
    row = _row(connection, submission.id)
    return bool(row and row.confirmed_at and row._mapping[what])


def _above(connection: Connection, reply: Submission) -> Iterator[Submission]:
    """What a reply answers, and what that answers, up to the beginning of the thread."""
    seen, id = {reply.id}, reply.parent_id
    while id and id not in seen:
        seen.add(id)
        row = connection.execute(select(*FIELDS).where(submissions.c.id == id)).one_or_none()
        if row is None:
            return
        yield (above := to_submission(row))
        id = above.parent_id
