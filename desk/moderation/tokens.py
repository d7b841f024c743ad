"""The keys in mails to the owner: signed, for one action on one reply, good once and for a week."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, Signer
from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from desk.database import reading, writing
from desk.submission import Submission, Verb
from desk.tables import moderation_tokens

LASTS = timedelta(days=7)


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
        connection.execute(insert(moderation_tokens), row | {"expires_at": expires_at})
        return token

    def find(self, token: str) -> Action | None:
        """What a token is good for, or None for one that is forged, used or too old."""
        if not self._is_ours(token):
            return None
        columns = (moderation_tokens.c.submission_id, moderation_tokens.c.verb)
        with reading(self.engine) as connection:
            row = connection.execute(select(*columns).where(self._live(token))).one_or_none()
        return Action(row.submission_id, row.verb) if row else None

    def use(self, token: str) -> bool:
        """Use a token up: true once, for whoever is first."""
        with writing(self.engine) as connection:
            used = connection.execute(delete(moderation_tokens).where(self._live(token)))
            return self._is_ours(token) and used.rowcount == 1

    def renew(self, action: Action) -> str:
        """A token for the same action, where the one that was used could not act."""
        with writing(self.engine) as connection:
            return self.issue(connection, action.submission_id, action.verb)

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

    @property
    def _signer(self) -> Signer:
        return Signer(self.secret_key, salt="moderation", digest_method=hashlib.sha256)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
