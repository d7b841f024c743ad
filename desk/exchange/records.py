"""What every format is read into: replies of another system, before they belong to a page here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from desk.submission import Status

Fate = Status | Literal["deleted"]
Kind = Literal["comment", "pingback", "trackback"]


class ExchangeError(ValueError):
    """A file that cannot be read or written; the message is a sentence that names the place."""


@dataclass(frozen=True)
class ForeignPage:
    """What the other system knew of a page; "" where it did not say.

    ``name`` is its short name: the last part of the address, as a rule. ``words`` is a sentence
    that may name its title, as the subject of a mail does.
    """

    address: str = ""
    title: str = ""
    id: str = ""
    name: str = ""
    words: str = ""

    def __str__(self) -> str:
        known = (self.address, self.title, self.name, self.id, self.words)
        return next((text for text in known if text), "a page without a name")


@dataclass(frozen=True)
class ForeignReply:
    """A comment as another system kept it; the text is Markdown already.

    ``id`` is unique in its file and ``parent`` names another of them. ``key`` is what the reply is
    known by when the same comments come again in a newer file. ``keep_id`` is an id of ours that
    it bears from an earlier time. ``place`` says where in the file it stands. ``date`` is None
    where the file says none, or only ``unread_date``, which nobody can read. ``fault`` says why the
    reply itself cannot be read.
    """

    id: str
    page: ForeignPage
    author: str
    body: str
    date: datetime | None
    unread_date: str = ""
    fault: str = ""
    key: str = ""
    email: str = ""
    url: str = ""
    status: Fate = "approved"
    kind: Kind = "comment"
    parent: str = ""
    by_owner: bool = False
    keep_id: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """The replies of one file.

    ``format`` is its name in words. ``source`` tells one old system from another, so that a
    second import knows what the first one brought. ``notes`` are sentences about the whole.
    """

    format: str
    source: str
    replies: tuple[ForeignReply, ...]
    notes: tuple[str, ...] = ()


@dataclass
class Notes:
    """Sentences that are said once, with the number of times they were true."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, sentence: str, times: int = 1) -> None:
        """Remember a sentence; one with ``{n}`` says how often."""
        self.counts[sentence] = self.counts.get(sentence, 0) + times

    def sentences(self) -> tuple[str, ...]:
        """All of them, in the order they came."""
        return tuple(text.replace("{n}", str(number)) for text, number in self.counts.items())


def with_keys(replies: Iterable[ForeignReply]) -> tuple[ForeignReply, ...]:
    """The replies, each with a key of its own.

    An id that a file uses twice is told apart by the page and the date.
    """
    taken: set[str] = set()
    found = []
    for reply in replies:
        key = reply.key or reply.id
        if key in taken:
            key = f"{key} {reply.page} {reply.date or ''}"
        while key in taken:
            key += "+"
        taken.add(key)
        found.append(replace(reply, key=key))
    return tuple(found)
