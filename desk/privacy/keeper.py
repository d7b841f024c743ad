"""One table that keeps facts about persons: how to find, show and erase them in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, or_, select

from desk.privacy import addresses
from desk.tables import submissions


@dataclass(frozen=True)
class Person:
    """Somebody, by e-mail address: ``spellings`` are those in which it is kept."""

    address: str
    spellings: Sequence[str]

    def replies(self) -> ColumnElement[bool]:
        """The condition for submissions that came from this address, corrections among them."""
        other = submissions.alias()
        came = other.c.email.in_(self.spellings)
        return or_(
            submissions.c.email.in_(self.spellings),
            submissions.c.corrects.in_(select(other.c.id).where(came)),
            # An address may be erased in its time while that of a later correction is still there.
            submissions.c.id.in_(select(other.c.corrects).where(came)),
        )


class Keeper(Protocol):
    """A place where facts about persons are kept. ``one`` and ``many`` name what lies there."""

    @property
    def one(self) -> str: ...  # noqa: D102
    @property
    def many(self) -> str: ...  # noqa: D102

    def spellings(self, connection: Connection, address: str) -> set[str]:
        """The addresses here that may be this one, as they are written."""
        ...

    def find(self, connection: Connection, person: Person) -> list[dict[str, Any]]:
        """What is kept of a person, by the names of the columns."""
        ...

    def erase(self, connection: Connection, person: Person, with_text: bool) -> int:
        """Erase it; returns how much it was. Erasing again erases nothing more."""
        ...


@dataclass(frozen=True, eq=False)  # columns are not compared but build comparisons
class Rows:
    """A table whose rows go with a reply: the column ``about`` holds its id.

    Erasing takes them away whole. ``secret`` columns are for the machinery and not shown.
    """

    one: str
    many: str
    table: Table
    about: Column[str]
    secret: Sequence[str] = ()

    def spellings(self, connection: Connection, address: str) -> set[str]:
        """No addresses: those are with the replies."""
        return set()

    def find(self, connection: Connection, person: Person) -> list[dict[str, Any]]:
        """The rows of a person."""
        shown = [column for column in self.table.columns if column.name not in self.secret]
        query = select(*shown).where(self._belongs_to(person)).order_by(*self.table.primary_key)
        return [dict(row._mapping) for row in connection.execute(query)]

    def erase(self, connection: Connection, person: Person, with_text: bool) -> int:
        """Take the rows of a person away."""
        return connection.execute(delete(self.table).where(self._belongs_to(person))).rowcount

    def _belongs_to(self, person: Person) -> ColumnElement[bool]:
        return self.about.in_(select(submissions.c.id).where(person.replies()))


def counted(number: int, keeper: Keeper) -> str:
    """“1 reply”, “2 replies”."""
    return f"{number} {keeper.one if number == 1 else keeper.many}"


def spellings(connection: Connection, column: Column[str], address: str) -> set[str]:
    """The values of a column that may be this address."""
    query = select(column).where(addresses.perhaps(column, address)).distinct()
    return set(connection.scalars(query))
