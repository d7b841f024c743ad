"""A letter to the owner about several replies at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from desk.mail.letter import Letter
from desk.mail.notices import Titles, quoted
from desk.rows import FIELDS, to_submission
from desk.submission import Submission
from desk.tables import submissions

_MOST_EXCERPTS = 20
_LONGEST_EXCERPT = 300


@dataclass(frozen=True)
class Summary:
    """Writes such letters; ``kind`` names them."""

    kind: str
    site: Mapping[str, Any]
    desk_url: str
    title: Titles

    def letter(self, connection: Connection, new: ColumnElement[bool]) -> Letter | None:
        """A letter about those that are new and wait to be read, None where there are none."""
        pending = submissions.c.status == "pending"
        number = _count(connection, new & pending)
        if not number:
            return None
        counted = "1 new reply waits" if number == 1 else f"{number} new replies wait"
        older = _count(connection, pending) - number
        before = f", and {older} from before" if older else ""
        # What the owner put there herself is no news.
        at_once = (submissions.c.status == "spam") & (submissions.c.previous_status == "")
        spam = _count(connection, new & at_once)
        hushed = f" {spam} more went to spam." if spam else ""
        parts = [
            f"{counted} for you to read{before}.{hushed}",
            *map(self._excerpt, _first(connection, new & pending)),
            *([f"And {number - _MOST_EXCERPTS} more."] if number > _MOST_EXCERPTS else []),
            f"Read them at the desk: {self.desk_url}",
        ]
        subject = f"[{self.site['SITENAME']}] {counted}"
        return Letter(self.kind, "", subject, "\n\n".join(parts), thread=self.kind)

    def _excerpt(self, submission: Submission) -> str:
        words = " ".join(submission.body.split())
        if len(words) > _LONGEST_EXCERPT:
            words = f"{words[:_LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"
        return f"{submission.author}, to “{self.title(submission.page_id)}”:\n{quoted(words)}"


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(submissions).where(which)) or 0


def _first(connection: Connection, which: ColumnElement[bool]) -> list[Submission]:
    query = select(*FIELDS).where(which).order_by(submissions.c.received_at, submissions.c.id)
    return [to_submission(row) for row in connection.execute(query.limit(_MOST_EXCERPTS))]
