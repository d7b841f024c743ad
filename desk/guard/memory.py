"""What earlier replies and decisions tell the guard: the only place where it uses the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, or_, select, text, update

from desk.database import reading, writing
from desk.events import Event
from desk.guard.attempt import Attempt, Known
from desk.guard.learning import Count, Learnt, features, lean
from desk.guard.likeness import near
from desk.submission import Submission
from desk.tables import spam_words, submissions

_SKETCHES = 100
_ALL_REPLIES = ""

_stored = submissions.c
# Built once: building a query takes longer than asking it.
_newest_first = func.row_number().over(
    partition_by=_stored.network, order_by=_stored.received_at.desc()
)
_of_networks = (
    select(
        _stored.network,
        _stored.received_at,
        _stored.status,
        _stored.previous_status,
        _newest_first.label("place"),
    )
    .where(_stored.network.in_(bindparam("networks", expanding=True)))
    .subquery()
)
_NEARBY = select(
    _of_networks.c.network,
    _of_networks.c.received_at,
    _of_networks.c.status,
    _of_networks.c.previous_status,
).where(_of_networks.c.place <= bindparam("most"))
_USED = select(_stored.form_token).where(
    _stored.form_token.in_(bindparam("nonces", expanding=True))
)
_NEWEST = (
    select(_stored.status, _stored.likeness).order_by(_stored.received_at.desc()).limit(_SKETCHES)
)
_WORDS = select(spam_words.c.word, spam_words.c.spam, spam_words.c.ham)
_THESE_WORDS = _WORDS.where(spam_words.c.word.in_(bindparam("words", expanding=True)))
# The same in SQLite and PostgreSQL. Words in order, so that two of these never wait for each other.
_COUNT = text(
    "INSERT INTO spam_words (word, spam, ham) VALUES (:word, :spam, :ham) "
    "ON CONFLICT (word) DO UPDATE SET "
    "spam = spam_words.spam + excluded.spam, ham = spam_words.ham + excluded.ham"
)
_IS_NOTHING = (spam_words.c.spam <= 0) & (spam_words.c.ham <= 0)
# A word that was forgotten meanwhile does not come back by being uncounted.
_UNCOUNT = text("UPDATE spam_words SET spam = spam - :spam, ham = ham - :ham WHERE word = :word")


@dataclass(frozen=True)
class Memory:
    """Asks and counts. Every method is one transaction, but for the listener."""

    engine: Engine
    clock: Callable[[], datetime]

    def recall(self, attempts: Sequence[Attempt], most: int) -> list[Known]:
        """What is known that bears on each of some replies; of one network, at most so many."""
        found = {word for attempt in attempts for word in attempt.features}
        with reading(self.engine) as connection:
            used = _used(connection, [it.token.nonce for it in attempts if it.token.nonce])
            sketches = _sketches(connection, attempts)
            learnt = _learnt(connection, found)
            nearby = _nearby(connection, {it.network for it in attempts if it.network}, most)
        return [
            Known(
                arrivals=tuple(time for time, _ in nearby[attempt.network]),
                marked=sum(is_marked for _, is_marked in nearby[attempt.network]),
                token_is_used=attempt.token.nonce in used,
                sketches=sketches,
                learnt=learnt,
            )
            for attempt in attempts
        ]

    def learn(self, connection: Connection, event: Event) -> None:
        """Count the words of what the owner decided, or uncount them when it is undone."""
        before = _lesson(event.before) if event.before else ("", ())
        after = _lesson(event.after)
        if before != after:
            _uncount(connection, *before)
            _count(connection, *after)

    def telling_words(self, limit: int = 20) -> tuple[list[str], list[str]]:
        """The words that speak most of spam, and those that speak most against it."""
        with reading(self.engine) as connection:
            learnt = _learnt(connection, None)
        if not learnt.is_enough:
            return [], []
        leanings = {word: lean(count, learnt.replies) for word, count in learnt.words.items()}
        ordered = sorted(leanings, key=lambda word: (-leanings[word], word))
        spam = [word for word in ordered if leanings[word] > 0.5][:limit]
        return spam, [word for word in reversed(ordered) if leanings[word] < 0.5][:limit]

    def forget(self, keep: timedelta) -> int:
        """Blank the traces of networks and forms whose time is over; returns of how many."""
        traces = or_(submissions.c.network != "", submissions.c.form_token != "")
        old = submissions.c.received_at < self.clock() - keep
        with writing(self.engine) as connection:
            blank = update(submissions).where(old & traces).values(network="", form_token="")
            return connection.execute(blank).rowcount


def unlearn(connection: Connection, erased: Iterable[Submission]) -> None:
    """Uncount the words of submissions that are about to be erased; none is left uncounted for.

    The name and website of a writer are forgotten altogether: they may have been learnt from a
    reply that was erased in its time, or that somebody else wrote.
    """
    named: set[str] = set()
    for submission in erased:
        _uncount(connection, *_lesson(submission))
        named.update(features(submission.author, submission.url))
    connection.execute(delete(spam_words).where(spam_words.c.word.in_(named)))
    connection.execute(delete(spam_words).where(_IS_NOTHING))


def _nearby(
    connection: Connection, networks: set[str], most: int
) -> Mapping[str, list[tuple[datetime, bool]]]:
    """When replies came from each network, and whether the owner marked each as spam."""
    found: dict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    if networks:
        rows = connection.execute(_NEARBY, {"networks": list(networks), "most": most})
        for network, time, status, before in rows.all():
            found[network].append((time, status == "spam" and bool(before)))
    return found


def _used(connection: Connection, nonces: list[str]) -> set[str]:
    """Those of some forms that were sent before."""
    return set(connection.scalars(_USED, {"nonces": nonces}) if nonces else ())


def _sketches(connection: Connection, attempts: Sequence[Attempt]) -> tuple[tuple[str, str], ...]:
    """Status and sketch of those of the newest replies that any attempt may be like."""
    compared = [it.likeness for it in attempts if it.likeness and not it.reply.corrects]
    rows = connection.execute(_NEWEST).all() if compared else []
    return near(compared, ((status, sketch) for status, sketch in rows))


def _learnt(connection: Connection, found: Iterable[str] | None) -> Learnt:
    rows = (
        connection.execute(_WORDS)
        if found is None
        else connection.execute(_THESE_WORDS, {"words": [*found, _ALL_REPLIES]})
    )
    counts = {word: Count(spam, ham) for word, spam, ham in rows.all()}
    replies = counts.pop(_ALL_REPLIES, Count(0, 0))
    return Learnt(replies, counts)


def _lesson(submission: Submission) -> tuple[str, tuple[str, ...]]:
    """What a submission teaches: "spam", "ham" or nothing, and its words.

    Only what the owner decided teaches: what was put with the spam at once has no previous
    status, and her own answers are no readers' words.
    """
    kinds = {"spam": "spam", "approved": "ham"}
    kind = kinds.get(submission.status, "")
    if not kind or not submission.previous_status or submission.by_owner:
        return "", ()
    return kind, features(submission.body, submission.url)


def _count(connection: Connection, kind: str, found: Iterable[str]) -> None:
    if kind:
        connection.execute(_COUNT, _rows(kind, found))


def _uncount(connection: Connection, kind: str, found: Iterable[str]) -> None:
    """Take back what was counted; a word that is left with nothing goes."""
    if kind:
        rows = _rows(kind, found)
        connection.execute(_UNCOUNT, rows)
        these = spam_words.c.word.in_([row["word"] for row in rows])
        connection.execute(delete(spam_words).where(these & _IS_NOTHING))


def _rows(kind: str, found: Iterable[str]) -> list[dict[str, Any]]:
    row = {"spam": int(kind == "spam"), "ham": int(kind == "ham")}
    return [{"word": word} | row for word in sorted([_ALL_REPLIES, *found])]
