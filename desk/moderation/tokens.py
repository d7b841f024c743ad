"""The keys in mails to the owner: signed, for one action on one reply, good once and for a week."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from itsdangerous import BadSignature, Signer
from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from desk.database import reading, writing
from desk.submission import DecisionError, Submission, Verb
from desk.tables import moderation_tokens

LASTS = timedelta(days=7)
# Built once: building a query takes longer than asking it.
_ISSUE = insert(moderation_tokens)
GONE = "This link has been used, or is too old"


class UsedError(DecisionError):
    """A token that allows nothing any more; the message says so."""


@dataclass(frozen=True)
class Action:
    """What a token is good for."""

    submission_id: str
    verb: Verb


@dataclass(frozen=True)
class ModerationTokens:
    """Makes tokens and uses them up; only their hashes are stored. ``desk_url`` ends in a slash."""

    engine: Engine
    clock: Callable[[], datetime]
    secret_key: str
    desk_url: str

    def lines(self, connection: Connection, submission: Submission) -> str:
        """What stands in the mail that tells of a reply: one way to act, never two opposite ones.

        A program that follows links could follow both, and a thumb could hit the wrong one.
        """
        what = "the correction" if submission.corrects else "it"
        token = self.issue(connection, submission.id, "approve")
        return f"To publish {what}, press the button on this page:\n{self.link(token)}"

    def link(self, token: str) -> str:
        """The address for a mail."""
        return f"{self.desk_url}moderation#{token}"

    def issue(self, connection: Connection, submission_id: str, verb: Verb) -> str:
        """A new token, written together with the mail that it stands in."""
        token = self._signer.sign(secrets.token_urlsafe(16)).decode()
        row = {"submission_id": submission_id, "verb": verb, "token_hash": _hash(token)}
        expires_at = self.clock() + LASTS
        connection.execute(_ISSUE, row | {"expires_at": expires_at})
        return token

    def find(self, token: str) -> Action | None:
        """What a token is good for, or None for one that is forged, used or too old."""
        if not self._is_ours(token):
            return None
        columns = (moderation_tokens.c.submission_id, moderation_tokens.c.verb)
        with reading(self.engine) as connection:
            row = connection.execute(select(*columns).where(self._live(token))).one_or_none()
        return Action(row.submission_id, row.verb) if row else None

    def use(self, connection: Connection, token: str) -> None:
        """Use a token up, in the transaction of what it allows: once, for whoever is first.

        Raises UsedError for all others.
        """
        used = connection.execute(delete(moderation_tokens).where(self._live(token)))
        if not self._is_ours(token) or used.rowcount != 1:
            raise UsedError(GONE)

    def expire(self) -> int:
        """Forget the tokens whose time is over."""
        old = moderation_tokens.c.expires_at <= self.clock()
        with writing(self.engine) as connection:
            return connection.execute(delete(moderation_tokens).where(old)).rowcount

    def _is_ours(self, token: str) -> bool:
        try:
            self._signer.unsign(token)
        except BadSignature:
            return False
        return True

    def _live(self, token: str) -> ColumnElement[bool]:
        columns = moderation_tokens.c
        return (columns.token_hash == _hash(token)) & (columns.expires_at > self.clock())

    @cached_property
    def _signer(self) -> Signer:
        return Signer(self.secret_key, salt="moderation", digest_method=hashlib.sha256)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
