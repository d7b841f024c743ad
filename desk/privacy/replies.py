"""The replies of a person: what the inbox keeps of them, and how it forgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, false, func, or_, select, true, update

from desk.guard.memory import unlearn
from desk.privacy.keeper import Person, spellings
from desk.rows import FIELDS, to_submission
from desk.tables import submissions

ERASED_AUTHOR = "Erased"
ERASED_BODY = "[erased at the writer's wish]"

_MACHINERY = ("fingerprint", "needs_filing", "revision", "previous_status", "by_owner")

_TRACES: Mapping[str, Any] = {
    "fingerprint": None,
    "network": "",
    "form_token": "",
    "reasons": (),
}
_WORDS: Mapping[str, Any] = {
    "author": ERASED_AUTHOR,
    "url": "",
    "body": ERASED_BODY,
    "likeness": "",
    "text_key": None,
    # These words are ours: whatever is decided later, nothing is to be learnt from them.
    "previous_status": "",
}


@dataclass(frozen=True)
class Replies:
    """Submissions, the published ones among them.

    A published comment loses its address and, where that is wished, its name, website and words;
    its place in the thread stays, and so do the answers of others. What is not published goes
    whole: refused replies always, waiting ones with the words.
    """

    one: str = "reply"
    many: str = "replies"

    def spellings(self, connection: Connection, address: str) -> set[str]:
        """The addresses of senders that may be this one."""
        return spellings(connection, submissions.c.email, address)

    def find(self, connection: Connection, person: Person) -> list[dict[str, Any]]:
        """The replies from an address, the oldest first."""
        shown = [column for column in submissions.columns if column.name not in _MACHINERY]
        order = (submissions.c.received_at, submissions.c.id)
        query = select(*shown).where(person.replies()).order_by(*order)
        return [{**row._mapping, "file": _file(row)} for row in connection.execute(query)]

    def erase(self, connection: Connection, person: Person, with_text: bool) -> int:
        """Erase them; a file that has to go or to change is left to the filing."""
        column, mine = submissions.c, person.replies()
        replaced = (column.status == "approved") & (column.corrects != "")
        waits = (column.status == "pending") & (true() if with_text else false())
        goes_whole = or_(column.status.in_(["spam", "trash"]), replaced, waits)
        number = connection.scalar(select(func.count()).where(mine)) or 0
        if with_text:
            found = connection.execute(select(*FIELDS).where(mine)).all()
            unlearn(connection, map(to_submission, found))
        words = {**_WORDS, "needs_filing": True, "revision": column.revision + 1}
        decided = func.coalesce(column.decided_at, column.received_at)
        unsettled = {"status": "trash", "decided_at": decided}
        for where, values in (
            (~goes_whole, {**_TRACES, **words} if with_text else _TRACES),
            # The file of such a row may still be there: it goes once the filing has seen to that.
            (goes_whole & column.needs_filing.is_(True), {**_TRACES, **words, **unsettled}),
        ):
            connection.execute(update(submissions).where(mine & where).values(values))
        settled = column.needs_filing.is_(False)
        connection.execute(delete(submissions).where(mine & goes_whole & settled))
        # By the address the others are found, so it goes last.
        theirs = column.email.in_(person.spellings)
        connection.execute(update(submissions).where(theirs).values(email=""))
        return number


def _file(row: Row[Any]) -> str:
    """Where a published comment lies below the folder of comments, "" for what has no file."""
    is_filed = row.status == "approved" and not row.corrects
    return f"{row.page_id}/{row.id}.txt" if is_filed else ""
