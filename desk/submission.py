"""A submission: a reply on its way to becoming a comment, and what may be decided of it."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from plugins.comments.model import Comment

Status = Literal["pending", "approved", "spam", "trash"]
Verb = Literal["approve", "unapprove", "spam", "trash", "restore"]

STATUSES: tuple[Status, ...] = get_args(Status)
VERBS: tuple[Verb, ...] = get_args(Verb)

_LEADS_TO: dict[Verb, Status] = {
    "approve": "approved",
    "unapprove": "pending",
    "spam": "spam",
    "trash": "trash",
}


class DecisionError(ValueError):
    """A decision that cannot be taken; the message says why."""


@dataclass(frozen=True)
class Reply:
    """What a reader, or the owner, has written, before it has an id.

    ``parent_id`` is the id of the comment it answers, or "". ``corrects`` is the id of the
    published submission whose words these would replace, or "".
    """

    page_id: str
    parent_id: str
    author: str
    email: str
    url: str
    body: str
    by_owner: bool = False
    corrects: str = ""

    @property
    def fingerprint(self) -> str | None:
        """The same for the same words by the same person in the same place.

        None for a correction: going back to words of before is no double click.
        """
        if self.corrects:
            return None
        parts = (self.page_id, self.parent_id, self.author, self.email, self.url, self.body)
        return hashlib.sha256("\0".join((*parts, str(self.by_owner))).encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What a reply looks like before anybody has read it. It sorts the queue, and refuses nothing.

    ``reasons`` are sentences for the owner, the weightiest first; ``score`` is 0 for no suspicion,
    below 1 always. ``network``, ``form_token`` and ``likeness`` are traces that later replies
    are compared with; see ``desk.guard``.
    """

    status: Literal["pending", "spam"] = "pending"
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    network: str = ""
    form_token: str = ""
    likeness: str = ""


UNSUSPICIOUS = Verdict()

LIKELY_SPAM = 0.5
"""The score from which on the desk says that a reply looks like spam."""


@dataclass(frozen=True)
class Submission:
    """A reply in the inbox, with its private facts.

    ``previous_status`` is where ``restore`` leads back to, "" for pending. ``needs_filing`` says
    that the comment file is not yet as ``status`` wants it. ``reasons`` and ``score`` say what
    made it suspicious when it came in. ``published_at`` is when it was published first.

    A correction (see ``Reply.corrects``) is never a comment of its own: while it is approved, its
    words and those it corrects have changed places.
    """

    id: str
    page_id: str
    parent_id: str
    author: str
    email: str
    url: str
    body: str
    by_owner: bool
    received_at: datetime
    status: Status
    previous_status: Status | Literal[""]
    decided_at: datetime | None
    withdrawn_at: datetime | None
    needs_filing: bool
    revision: int
    reasons: tuple[str, ...]
    score: float
    published_at: datetime | None
    corrects: str

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it, though it may have been put with the spam at once."""
        return self.status == "pending" or (self.status == "spam" and not self.previous_status)

    def comment(self) -> Comment:
        """Its public part, as it is published."""
        return Comment(
            id=self.id,
            author=self.author,
            date=self.received_at.replace(microsecond=0),
            body=self.body,
            url=self.url,
            in_reply_to=self.parent_id,
            by_owner=self.by_owner,
        )


@dataclass(frozen=True)
class Batch:
    """What one press decided, to be undone as a whole; ``skipped`` says why of each."""

    id: str
    decided: tuple[Submission, ...]
    skipped: tuple[str, ...] = ()


def text_key(body: str) -> str:
    """The same for texts that differ in nothing but case, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", body).casefold()
    letters = "".join(filter(str.isalnum, folded))
    return hashlib.sha256((letters or body).encode()).hexdigest()[:32]


def outcome(submission: Submission, verb: Verb) -> Status:
    """The status a decision leads to. Raises DecisionError for one against the reader's will."""
    status = submission.previous_status or "pending" if verb == "restore" else _LEADS_TO[verb]
    if submission.withdrawn_at and status in ("approved", "pending"):
        raise DecisionError(f"{submission.author} withdrew this reply, so it cannot be published")
    return status
