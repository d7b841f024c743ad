"""What happens to submissions, told inside the transaction in which it happens.

A listener writes rows of its own through the same connection: they are there if, and only if,
what they tell of is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from desk.submission import Submission

Kind = Literal["received", "decided", "edited", "withdrawn"]


@dataclass(frozen=True)
class Event:
    """A change of one submission; ``before`` is None for one that is new."""

    kind: Kind
    before: Submission | None
    after: Submission


Listener = Callable[[Connection, Event], None]
