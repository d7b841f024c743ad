"""A submission: a reply on its way to becoming a comment, and what may be decided of it."""

import hashlib
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

    ``parent_id`` is the id of the comment it answers, or "".
    """

    page_id: str
    parent_id: str
    author: str
    email: str
    url: str
    body: str
    by_owner: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same words by the same person in the same place."""
        parts = (self.page_id, self.parent_id, self.author, self.email, self.url, self.body)
        return hashlib.sha256("\0".join((*parts, str(self.by_owner))).encode()).hexdigest()


@dataclass(frozen=True)
class Submission:
    """A reply in the inbox, with its private facts.

    ``previous_status`` is where ``restore`` leads back to, "" for pending. ``needs_filing`` says
    that the comment file is not yet as ``status`` wants it.
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


def outcome(submission: Submission, verb: Verb) -> Status:
    """The status a decision leads to. Raises DecisionError for one against the reader's will."""
    status = submission.previous_status or "pending" if verb == "restore" else _LEADS_TO[verb]
    if submission.withdrawn_at and status in ("approved", "pending"):
        raise DecisionError(f"{submission.author} withdrew this reply, so it cannot be published")
    return status
