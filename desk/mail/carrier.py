"""What takes letters out of the house, and how it says that it could not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from desk.mail.letter import Letter

Fault = Literal["server", "letter"]


@dataclass(frozen=True)
class Posted:
    """A letter as it lies in the outbox, claimed by one worker until ``claimed_until``.

    ``attempts`` counts the ones that failed; ``failing_since`` is when the first of them did.
    """

    id: str
    letter: Letter
    created_at: datetime
    attempts: int
    failing_since: datetime | None
    claim: str
    claimed_until: datetime


class DeliveryError(Exception):
    """A letter that did not get out; the message says in words what happened.

    ``fault`` is the server's where no letter would have got through, the letter's otherwise.
    ``is_final`` says that trying again cannot help.
    """

    def __init__(self, message: str, fault: Fault, is_final: bool = False) -> None:
        super().__init__(message)
        self.fault: Fault = fault
        self.is_final = is_final


class Carrier(Protocol):
    """Takes letters out, one by one."""

    def deliver(self, posted: Posted) -> None:
        """Hand a letter over for good. Raises DeliveryError."""

    def close(self) -> None:
        """Let go of what is kept open between letters."""


Carriers = Mapping[str, Carrier]


def posted_from(row: Mapping[str, Any]) -> Posted:
    """A claimed row of the table as a value."""
    letter = Letter(**{name: row[name] for name in Letter.__dataclass_fields__})
    own = {name: row[name] for name in Posted.__dataclass_fields__ if name != "letter"}
    return Posted(letter=letter, **own)
