"""Puts into the inbox what came from elsewhere, and knows it again without saying what it was."""

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from desk.database import reading, writing
from desk.exchange.plan import Item
from desk.tables import imports, submissions

_AT_ONCE = 500
"""Replies a transaction: readers who write meanwhile do not wait long, and a crash loses none
of those before."""


@dataclass(frozen=True)
class Arrivals:
    """The table of imports. Nobody is told of what is taken in: nobody waits for news of it.

    A foreign id may be that of a mail, or hold a name, and stays when the reply is erased: so it is
    kept as a hash that only this desk can make.
    """

    engine: Engine
    secret_key: str

    def mark(self, source: str, key: str) -> str:
        """What is kept of a foreign id."""
        own_key = hmac.digest(self.secret_key.encode(), b"import", hashlib.sha256)
        return hmac.new(own_key, f"{source}\0{key}".encode(), hashlib.sha256).hexdigest()

    def known(self, source: str) -> Mapping[str, str]:
        """Our id of everything that came from this source, by its mark."""
        query = select(imports.c.foreign_id, imports.c.submission_id).where(
            imports.c.source == source
        )
        with reading(self.engine) as connection:
            return {row.foreign_id: row.submission_id for row in connection.execute(query)}

    def taken(self) -> Collection[str]:
        """The ids that the inbox holds."""
        with reading(self.engine) as connection:
            return set(connection.scalars(select(submissions.c.id)))

    def take_in(self, source: str, items: Sequence[Item], now: datetime) -> None:
        """Store the items that are to be imported, each with its mark, or neither."""
        arriving = [item for item in items if item.row]
        for start in range(0, len(arriving), _AT_ONCE):
            batch = arriving[start : start + _AT_ONCE]
            with writing(self.engine) as connection:
                connection.execute(insert(submissions), [dict(item.row or {}) for item in batch])
                connection.execute(
                    insert(imports), [self._import(source, item, now) for item in batch]
                )

    def _import(self, source: str, item: Item, now: datetime) -> dict[str, Any]:
        return {
            "source": source,
            "foreign_id": self.mark(source, item.reply.key),
            "submission_id": item.id,
            "imported_at": now,
        }
