"""The letters to and about a person: rows of the outbox, whose readable part goes once sent."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from desk.privacy.keeper import Person, spellings
from desk.tables import letters, submissions

_MACHINERY = ("id", "claim", "claimed_until", "unsubscribe")


@dataclass(frozen=True)
class Letters:
    """Letters to an address, and those that tell of replies from there.

    Where the published words stay, so do letters that tell somebody else of these, and nothing
    of the address.
    """

    one: str = "letter"
    many: str = "letters"

    def spellings(self, connection: Connection, address: str) -> set[str]:
        """The addresses on letters that may be this one."""
        columns = (letters.c.to, letters.c.reply_to)
        return {found for column in columns for found in spellings(connection, column, address)}

    def find(self, connection: Connection, person: Person) -> list[dict[str, Any]]:
        """Letters to and about a person, the oldest first."""
        shown = [column for column in letters.columns if column.name not in _MACHINERY]
        query = select(*shown).where(_any_of(person)).order_by(letters.c.created_at, letters.c.id)
        return [dict(row._mapping) for row in connection.execute(query)]

    def erase(self, connection: Connection, person: Person, with_text: bool) -> int:
        """Take them away, sent or not."""
        mine = or_(_any_of(person), _digests(person)) if with_text else _with_address(person)
        return connection.execute(delete(letters).where(mine)).rowcount


def _any_of(person: Person) -> ColumnElement[bool]:
    about = letters.c.about.in_(select(submissions.c.id).where(person.replies()))
    return or_(_with_address(person), about)


def _with_address(person: Person) -> ColumnElement[bool]:
    """Letters on which the address stands, as sender, receiver or in the text."""
    written = (letters.c.body.contains(spelling, autoescape=True) for spelling in person.spellings)
    return or_(
        letters.c.to.in_(person.spellings), letters.c.reply_to.in_(person.spellings), *written
    )


def _digests(person: Person) -> ColumnElement[bool]:
    """Letters about many replies that are not out yet and quote one of the person."""
    quotes = (
        select(submissions.c.id)
        .where(person.replies() & (submissions.c.received_at <= letters.c.created_at))
        .exists()
    )
    return letters.c.kind.in_(["digest", "flood"]) & (letters.c.state != "sent") & quotes
