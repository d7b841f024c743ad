"""Finds submissions for the owner: by words, page, sender or text, a screenful at a time.

Pages of a list begin after a place in it, not after so many rows: the hundredth page is found as
fast as the first, and a reply that is decided meanwhile moves no other out of sight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, case, func, or_, select

from desk.criteria import Criteria, conditions
from desk.database import reading
from desk.rows import FIELDS, to_submission
from desk.submission import STATUSES, Status, Submission
from desk.tables import submissions

_STAMP = "%Y%m%dT%H%M%S%f"
_ALL = Criteria()
_FEW = 500


@dataclass(frozen=True)
class Place:
    """A place in a list in order of time: that of one submission."""

    received_at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.received_at.astimezone(UTC):{_STAMP}}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """The place written so, or None."""
        stamp, _, id = text.partition("-")
        try:
            return cls(datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), id)
        except ValueError:
            return None


@dataclass(frozen=True)
class Found:
    """A screenful, and the places to go on from in either direction, where there is more."""

    submissions: tuple[Submission, ...]
    before: Place | None = None
    after: Place | None = None


@dataclass(frozen=True)
class Finder:
    """Reads the inbox; changes nothing."""

    engine: Engine

    def find(
        self,
        criteria: Criteria,
        limit: int,
        *,
        newest_first: bool = False,
        after: Place | None = None,
        before: Place | None = None,
    ) -> Found:
        """At most ``limit`` submissions after a place, or the last ones before it."""
        backwards = before is not None and after is None
        place = before if backwards else after
        descending = newest_first != backwards
        query = self._where(select(*FIELDS), criteria)
        if place is not None:
            query = query.where(_beyond(place, descending))
        # One more than is shown tells whether there is more.
        query = _ordered(query, descending).limit(limit + 1)
        with reading(self.engine) as connection:
            rows = [to_submission(row) for row in connection.execute(query)]
        return _screenful(rows, limit, place, backwards=backwards)

    def settle(self, criteria: Criteria) -> Criteria:
        """The same, faster to ask more than once: where words find few, by the ids of those.

        To look for words is to read every text there is.
        """
        if not criteria.words:
            return criteria
        query = self._where(select(submissions.c.id), replace(criteria, status=None))
        with reading(self.engine) as connection:
            ids = tuple(connection.scalars(query.limit(_FEW + 1)))
        return Criteria(criteria.status, ids=ids) if len(ids) <= _FEW else criteria

    def ids(self, criteria: Criteria) -> list[str]:
        """The ids of all that fit, oldest first."""
        query = _ordered(self._where(select(submissions.c.id), criteria), descending=False)
        with reading(self.engine) as connection:
            return list(connection.scalars(query))

    def counts(self, criteria: Criteria = _ALL) -> dict[Status, int]:
        """How many fit, by status; the status that is asked for does not matter."""
        if criteria == _ALL:
            return self._count_all()
        # Sums and not groups: to group, SQLite would read the table in the order of an index.
        numbers = (func.sum(case((submissions.c.status == it, 1), else_=0)) for it in STATUSES)
        query = self._where(select(*numbers), replace(criteria, status=None))
        with reading(self.engine) as connection:
            found = connection.execute(query).one()
        return {status: number or 0 for status, number in zip(STATUSES, found, strict=True)}

    def _count_all(self) -> dict[Status, int]:
        number = func.count().label("number")
        query = select(submissions.c.status, number).group_by(submissions.c.status)
        with reading(self.engine) as connection:
            found = {row.status: row.number for row in connection.execute(query)}
        return {status: found.get(status, 0) for status in STATUSES}

    def number(self, criteria: Criteria) -> int:
        """How many fit, of the status that is asked for."""
        query = self._where(select(func.count()).select_from(submissions), criteria)
        with reading(self.engine) as connection:
            return int(connection.scalar(query) or 0)

    def pages(self, status: Status | None, limit: int) -> dict[str, int]:
        """How many replies of a status, or of all, the pages have that have most of them."""
        number = func.count().label("number")
        query = self._where(select(submissions.c.page_id, number), Criteria(status))
        query = query.group_by(submissions.c.page_id)
        query = query.order_by(number.desc(), submissions.c.page_id).limit(limit)
        with reading(self.engine) as connection:
            return {row.page_id: row.number for row in connection.execute(query)}

    def newest(self) -> str:
        """The id of the last submission that came in, "" where there is none."""
        query = _ordered(select(submissions.c.id), descending=True).limit(1)
        with reading(self.engine) as connection:
            return str(connection.scalar(query) or "")

    def of_senders(self, emails: Iterable[str]) -> dict[str, dict[Status, int]]:
        """How many submissions of each status these senders have; "" is nobody."""
        return self._tally(submissions.c.email, {email for email in emails if email})

    def of_texts(self, keys: Iterable[str]) -> dict[str, dict[Status, int]]:
        """How many submissions of each status have these texts."""
        return self._tally(submissions.c.text_key, set(keys))

    def _tally(self, column: ColumnElement[str], values: set[str]) -> dict[str, dict[Status, int]]:
        query = select(column, submissions.c.status, func.count()).where(column.in_(values))
        tally: dict[str, dict[Status, int]] = {value: {} for value in values}
        with reading(self.engine) as connection:
            rows = connection.execute(query.group_by(column, submissions.c.status))
            for value, status, number in rows:
                tally[value][status] = number
        return tally

    def _where(self, query: Select[Any], criteria: Criteria) -> Select[Any]:
        return query.where(*conditions(criteria, self.engine.dialect.name))


def _beyond(place: Place, descending: bool) -> ColumnElement[bool]:
    time, id = submissions.c.received_at, submissions.c.id
    # The first half is what an index can be entered by.
    if descending:
        return and_(time <= place.received_at, or_(time < place.received_at, id < place.id))
    return and_(time >= place.received_at, or_(time > place.received_at, id > place.id))


def _ordered(query: Select[Any], descending: bool) -> Select[Any]:
    columns = (submissions.c.received_at, submissions.c.id)
    return query.order_by(*(column.desc() if descending else column for column in columns))


def _screenful(
    rows: Sequence[Submission], limit: int, place: Place | None, *, backwards: bool
) -> Found:
    shown, has_more = list(rows[:limit]), len(rows) > limit
    if backwards:
        shown.reverse()
    if not shown:
        return Found(())
    first, last = (Place(end.received_at, end.id) for end in (shown[0], shown[-1]))
    has_before = has_more if backwards else place is not None
    has_after = place is not None if backwards else has_more
    return Found(tuple(shown), first if has_before else None, last if has_after else None)
