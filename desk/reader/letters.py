"""What readers are told by mail. Nothing that a stranger typed goes to an unproven address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.mail.letter import Letter
from desk.reader.links import Links
from desk.submission import Submission
from plugins.comments.manifest import RepliesPage


@dataclass(frozen=True)
class Writer:
    """Writes the letters.

    ``site`` holds the settings of the site, ``page`` looks a page up by its id.
    """

    site: Mapping[str, Any]
    page: Callable[[str], RepliesPage | None]
    links: Links

    def confirm(self, submission: Submission) -> Letter:
        """Ask whether mail is welcome. Not a word of the reply: anybody can name any address."""
        return Letter(
            kind="confirm",
            to=submission.email,
            subject=f"Please confirm: mail about a reply on {self._site}",
            body=(
                f"Somebody, most likely you, left a reply at {self._site}\n"
                f"on {self._title(submission)} and wants to hear of it by mail.\n\n"
                "If that was you, open this page and press the button:\n"
                f"{self.links.confirm(submission.id)}\n\n"
                "If it was not, do nothing: no more mail will come.\n"
            ),
            about=submission.id,
            thread=submission.id,
        )

    def published(self, submission: Submission) -> Letter:
        """Say that a reply is published."""
        return Letter(
            kind="published",
            to=submission.email,
            subject=f"Your comment on {self._title(submission)} is published",
            body=(
                f"Your comment on {self._title(submission)} is published:\n"
                f"{self._address(submission)}\n\n"
                "To correct it, use the page that is yours alone:\n"
                f"{self.links.status(submission.id)}\n"
                f"{self._footer(submission)}"
            ),
            about=submission.id,
            thread=submission.id,
            unsubscribe=self.links.stop(submission.id),
        )

    def answered(self, submission: Submission, answer: Submission) -> Letter:
        """Say that a comment has an answer, and what it says."""
        return Letter(
            kind="answer",
            to=submission.email,
            subject=f"{answer.author} answered your comment on {self._title(submission)}",
            body=(
                f"{answer.author} wrote:\n\n{answer.body}\n\n"
                f"Read it in its place, and reply:\n{self._address(answer)}\n"
                f"{self._footer(submission)}"
            ),
            about=answer.id,
            thread=submission.id,
            unsubscribe=self.links.stop(submission.id),
        )

    def _footer(self, submission: Submission) -> str:
        stop = self.links.stop(submission.id)
        return f"\n-- \nYou asked {self._site} for this mail. To get no more:\n{stop}\n"

    def _title(self, submission: Submission) -> str:
        page = self.page(submission.page_id)
        return f"“{page.title}”" if page else "a page"

    def _address(self, submission: Submission) -> str:
        site = str(self.site["SITEURL"] or self.site["FEED_DOMAIN"])
        page = self.page(submission.page_id)
        return f"{site}/{page.comment_url(submission.id, submission.parent_id) if page else ''}"

    @property
    def _site(self) -> str:
        return str(self.site["SITENAME"])
