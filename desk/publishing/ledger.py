"""Keeps how it stands with publishing in the database, so that a crash loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, literal, select, update

from desk.database import reading, writing
from desk.publishing.state import State, next_try
from desk.tables import publishing

_FIELDS = [publishing.c[field.name] for field in fields(State)]


@dataclass(frozen=True)
class Ledger:
    """What is wanted, what was tried, what is live. Every method is one transaction."""

    engine: Engine
    clock: Callable[[], datetime]

    def read(self) -> State:
        """How it stands now."""
        with reading(self.engine) as connection:
            return _read(connection)

    def note_changes(self, number: int) -> None:
        """So many comment files are about to change: they want publishing."""
        now, first_at = self.clock(), publishing.c.first_at
        self._write(
            changes=publishing.c.changes + number,
            first_at=func.coalesce(first_at, literal(now, first_at.type)),
            last_at=now,
        )

    def ask(self) -> None:
        """The owner wants it now."""
        self._write(asked_at=self.clock())

    def begin(self) -> State:
        """A run begins; returns what it will bring out, for `succeed`.

        What is wanted from now on is for the next one.
        """
        begun = {"begun_at": self.clock(), "asked_at": None, "first_at": None, "last_at": None}
        with writing(self.engine) as connection:
            connection.execute(update(publishing).values(begun))
            return _read(connection)

    def succeed(self, begun: State) -> None:
        """What this run began with is live."""
        self._write(
            live_changes=begun.changes,
            live_at=self.clock(),
            begun_at=None,
            attempts=0,
            failed_at=None,
            retry_at=None,
            last_error="",
        )

    def fail(self, begun: State, error: str) -> None:
        """A run failed; ``error`` says to the owner why, and what to do."""
        now, attempts = self.clock(), begun.attempts + 1
        self._write(
            begun_at=None,
            attempts=attempts,
            failed_at=now,
            retry_at=next_try(now, attempts),
            last_error=error,
        )

    def _write(self, **values: Any) -> None:
        with writing(self.engine) as connection:
            connection.execute(update(publishing).values(values))


def _read(connection: Connection) -> State:
    return State(**connection.execute(select(*_FIELDS)).one()._mapping)
