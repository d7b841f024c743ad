"""What is looked for in the inbox, and how it is asked in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, or_

from desk.submission import LIKELY_SPAM, STATUSES, Status, Submission, text_key
from desk.tables import submissions

Likeness = Literal["sender", "text"]
Reasons = Literal["likely", "with", "without", ""]
REASONS: tuple[Reasons, ...] = ("likely", "with", "without")

_SEARCHED = (submissions.c.author, submissions.c.email, submissions.c.url, submissions.c.body)


@dataclass(frozen=True)
class Word:
    """A word to look for, and the pages whose title has it."""

    text: str
    page_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criteria:
    """What is looked for; what is left empty does not matter.

    ``page_ids`` are those that one page has or had, ``sender`` is an e-mail address, ``text_key``
    that of a text (``desk.submission.text_key``). ``reasons`` asks for those with or without a
    reason for suspicion, or for those that look like spam. ``ids`` allows these and no others.
    """

    status: Status | None = None
    words: tuple[Word, ...] = ()
    page_ids: tuple[str, ...] = ()
    sender: str = ""
    text_key: str = ""
    reasons: Reasons = ""
    ids: tuple[str, ...] | None = None


def alike(submission: Submission, likeness: Likeness) -> Criteria | None:
    """Those of the same status by the same sender, or with the same text.

    None where that has been erased.
    """
    if likeness == "sender":
        address = submission.email
        return Criteria(submission.status, sender=address) if address else None
    key = text_key(submission.body)
    return Criteria(submission.status, text_key=key) if submission.body else None


def conditions(criteria: Criteria, dialect: str) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query, for a database of this dialect."""
    if criteria.status:
        yield submissions.c.status == criteria.status
    elif criteria.page_ids:
        # All of them: the index of pages begins with the status.
        yield submissions.c.status.in_(STATUSES)
    if criteria.page_ids:
        yield submissions.c.page_id.in_(criteria.page_ids)
    if criteria.sender:
        yield submissions.c.email == criteria.sender
    if criteria.text_key:
        yield submissions.c.text_key == criteria.text_key
    if criteria.reasons == "with":
        yield submissions.c.reasons != ()
    if criteria.reasons == "without":
        yield submissions.c.reasons == ()
    if criteria.reasons == "likely":
        yield submissions.c.score >= LIKELY_SPAM
    if criteria.ids is not None:
        yield submissions.c.id.in_(criteria.ids)
    for word in criteria.words:
        titled = [submissions.c.page_id.in_(word.page_ids)] if word.page_ids else []
        yield or_(*_contains(word.text, dialect), *titled)


def _contains(word: str, dialect: str) -> Iterator[ColumnElement[bool]]:
    if dialect != "sqlite":
        for column in _SEARCHED:
            yield column.icontains(word, autoescape=True)
        return
    # SQLite overlooks the case of a-z by itself, and that of no other letter.
    spellings = {word} if word.isascii() else {word, word.lower(), word.capitalize(), word.upper()}
    for spelling in sorted(spellings):
        for column in _SEARCHED:
            yield column.contains(spelling, autoescape=True)
