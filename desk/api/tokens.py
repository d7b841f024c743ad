"""Tokens for the owner's programs: shown once, kept as hashes, revoked by name."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from desk.database import reading, writing
from desk.tables import api_tokens

_PREFIX = "desk_"
"""What a token begins with, so that people and programs know one where it should not be."""

_LONGEST_NAME = 40


@dataclass(frozen=True)
class ApiTokens:
    """The tokens of a desk."""

    engine: Engine
    clock: Callable[[], datetime]

    def make(self, name: str) -> str:
        """A new token by this name. Raises ValueError where the name is taken or unusable."""
        if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
            raise ValueError(f"Choose a name of at most {_LONGEST_NAME} characters")
        token = _PREFIX + secrets.token_urlsafe(32)
        row = {"name": name, "token_hash": _hash(token), "made_at": self.clock()}
        try:
            with writing(self.engine) as connection:
                connection.execute(insert(api_tokens).values(row))
        except IntegrityError:
            raise ValueError(f"There is a token “{name}” already") from None
        return token

    def revoke(self, name: str) -> bool:
        """Make a token worthless at once; false where there is none by this name."""
        with writing(self.engine) as connection:
            return (
                connection.execute(delete(api_tokens).where(api_tokens.c.name == name)).rowcount > 0
            )

    def names(self) -> dict[str, datetime]:
        """The names of all tokens, and when they were made."""
        with reading(self.engine) as connection:
            rows = connection.execute(
                select(api_tokens.c.name, api_tokens.c.made_at).order_by(api_tokens.c.name)
            )
            return {row.name: row.made_at for row in rows}

    def name_of(self, token: str) -> str:
        """The name of a token, "" where it is none of ours."""
        # Looked up by its hash: how long that takes tells nothing of the token.
        query = select(api_tokens.c.name).where(api_tokens.c.token_hash == _hash(token))
        with reading(self.engine) as connection:
            return connection.scalar(query) or ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
