"""How it stands with publishing, and when it is next time for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Stage = Literal["never", "live", "waiting", "publishing", "failed"]

_AT_REST = timedelta(seconds=3)
_AT_MOST = timedelta(seconds=15)
_TRIES: Sequence[timedelta] = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
"""How long after each failure it is tried again; the last one from then on."""


@dataclass(frozen=True)
class State:
    """The row of the database that holds what is still to do.

    ``changes`` counts comment files that ever came, went or changed, ``live_changes`` those of
    them that the published site has. ``first_at`` and ``last_at`` are of the changes since the
    last run began; ``asked_at`` is a press; ``begun_at`` stays where a run was broken off.
    ``attempts`` counts failures in a row.
    """

    changes: int = 0
    live_changes: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    asked_at: datetime | None = None
    begun_at: datetime | None = None
    live_at: datetime | None = None
    attempts: int = 0
    failed_at: datetime | None = None
    retry_at: datetime | None = None
    last_error: str = ""

    @property
    def waiting(self) -> int:
        """Changes that readers do not see yet."""
        return self.changes - self.live_changes

    @property
    def stage(self) -> Stage:
        """In one word, what the owner is told first."""
        if self.begun_at or self.asked_at:
            return "publishing"
        if self.attempts:
            return "failed"
        if self.waiting:
            return "waiting"
        return "live" if self.live_at else "never"

    def due_at(self, *, on_approval: bool) -> datetime | None:
        """When the next run is to begin, None where there is nothing to do.

        Several changes within seconds are one run; it never waits long for the next of them.
        """
        moments = [self.asked_at, self.begun_at, self.retry_at]
        if on_approval and self.waiting and self.first_at and self.last_at:
            moments.append(min(self.last_at + _AT_REST, self.first_at + _AT_MOST))
        return min((moment for moment in moments if moment), default=None)


def next_try(failed_at: datetime, attempts: int) -> datetime:
    """When to try again after so many failures in a row."""
    return failed_at + _TRIES[min(attempts, len(_TRIES)) - 1]
