"""What is kept of a person, and how it is erased: for the desk and the command line alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from desk.database import reading, scrub, writing
from desk.filing import Filing
from desk.privacy import addresses
from desk.privacy.keeper import Keeper, Person, counted
from desk.privacy.keepers import KEEPERS, REPLIES
from desk.privacy.mentions import Mention, mentions
from desk.services import Services
from desk.tables import erasures
from plugins.comments.form import single_line


class AddressError(ValueError):
    """What was asked for is no e-mail address."""


@dataclass(frozen=True)
class Record:
    """All that is kept of a person.

    ``kept`` holds the rows by the name of what they are. ``others`` are addresses that differ in
    capitals before the @ only, which may or may not be the same person. ``mentions`` are replies
    of others that may name or quote the person.
    """

    address: str
    kept: Mapping[str, list[dict[str, Any]]]
    others: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not any(self.kept.values())


@dataclass(frozen=True)
class Erased:
    """What an erasure took: ``what`` names it in words, ``problems`` what is not filed yet."""

    what: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """Looks persons up by e-mail address, and forgets them."""

    engine: Engine
    clock: Callable[[], datetime]
    filing: Filing
    keepers: tuple[Keeper, ...] = KEEPERS

    def find(self, address: str) -> Record:
        """What is kept of a person. Raises AddressError."""
        with reading(self.engine) as connection:
            person, others = self._person(connection, address)
            kept = {keeper.many: keeper.find(connection, person) for keeper in self.keepers}
            mentioned = mentions(connection, kept[REPLIES.many])
        return Record(person.address, kept, others, mentioned)

    def erase(self, address: str, with_text: bool) -> Erased:
        """Forget a person, and note that it was done but not who it was. Raises AddressError.

        All of it or nothing. The comment files follow, as they do when a reply is approved.
        """
        # What a crash left unfiled would come back, so it comes first.
        self.filing.run()
        with writing(self.engine) as connection:
            person, _ = self._person(connection, address)
            gone = [
                (keeper, keeper.erase(connection, person, with_text))
                for keeper in reversed(self.keepers)
            ]
            what = ", ".join(counted(number, keeper) for keeper, number in gone[::-1] if number)
            if what:
                what += "; the words too" if with_text else "; published words stay"
                row = {"erased_at": self.clock(), "what": what}
                connection.execute(insert(erasures).values(row))
        problems = self.filing.run()
        scrub(self.engine)
        return Erased(what, tuple(problems))

    def erasures(self) -> list[tuple[datetime, str]]:
        """When somebody was forgotten, the latest first."""
        query = select(erasures.c.erased_at, erasures.c.what).order_by(erasures.c.id.desc())
        with reading(self.engine) as connection:
            return [(row.erased_at, row.what) for row in connection.execute(query)]

    def _person(self, connection: Connection, address: str) -> tuple[Person, tuple[str, ...]]:
        wanted = single_line(address)
        if not wanted.rpartition("@")[0]:
            raise AddressError("Write a whole e-mail address, like name@example.com")
        near = {found for keeper in self.keepers for found in keeper.spellings(connection, wanted)}
        same = {spelling for spelling in near if addresses.is_same(spelling, wanted)}
        like = {spelling for spelling in near - same if addresses.is_like(spelling, wanted)}
        return Person(wanted, tuple(sorted(same))), tuple(sorted(like))


def people(services: Services) -> People:
    """The people of a desk."""
    return People(services.engine, services.clock, services.filing)
