"""Tells the owner of replies: of each as it comes in, or of all once a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desk.events import Event
from desk.mail.letter import Letter
from desk.mail.outbox import Outbox
from desk.submission import Submission

MODES = ("each", "digest", "none")
"""What ``REPLIES_NOTIFY`` may say."""

KIND = "notice"
"""The kind of letter that tells of one reply."""

Titles = Callable[[str], str]
"""From the id of a page to its title."""

Links = Callable[[Connection, Submission], str]
"""The lines that lead from a mail to a decision on a reply, "" for none."""


def no_links(_connection: Connection, _submission: Submission) -> str:
    """No lines: the desk is where decisions are taken."""
    return ""


Holds = Callable[[Connection, Submission], bool]
"""Whether a reply is told of later, with others."""


def no_hold(_connection: Connection, _submission: Submission) -> bool:
    """Each reply is told of at once."""
    return False


@dataclass(frozen=True)
class Notices:
    """Hears of every reply, and writes to the owner of those that wait for her."""

    outbox: Outbox
    site: Mapping[str, Any]
    desk_url: str
    title: Titles
    links: Links = no_links
    holds: Holds = no_hold

    def __call__(self, connection: Connection, event: Event) -> None:
        """Write the letter, in the transaction that stores the reply."""
        waits = event.kind == "received" and event.after.status == "pending"
        is_wanted = self.site["REPLIES_NOTIFY"] == "each" and "mail" in self.outbox.carriers
        if not waits or event.after.by_owner or not is_wanted:
            return
        if not self.holds(connection, event.after):
            self.outbox.put(connection, self._notice(connection, event.after))

    def _notice(self, connection: Connection, submission: Submission) -> Letter:
        title = self.title(submission.page_id)
        what = "a correction" if submission.corrects else "a reply"
        links = self.links(connection, submission)
        lines = [
            f"{submission.author} has sent {what} to “{title}”. It waits for you to read it.",
            _facts(submission),
            quoted(submission.body),
            *([links] if links else []),
            f"All that waits: {self.desk_url}",
        ]
        if submission.email:
            lines.append(
                f"If you answer this mail, you write to {submission.author} alone; "
                "nothing of it is published."
            )
        return Letter(
            kind=KIND,
            to="",
            subject=f"[{self.site['SITENAME']}] To read: {what} to “{title}”",
            body="\n\n".join(lines),
            about=submission.id,
            thread=f"page {submission.page_id}",
            reply_to=submission.email,
        )


def quoted(text: str) -> str:
    """A visitor's words, marked so that none of them can pass for ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _facts(submission: Submission) -> str:
    facts = [("Name", submission.author), ("Email", submission.email)]
    facts += [("Website", submission.url)] if submission.url else []
    facts += [("Note", reason) for reason in submission.reasons]
    return "\n".join(f"{name}: {value}" for name, value in facts)
