"""What readers are told by mail, in the language of the page they wrote on.

Nothing that a stranger typed goes to an unproven address.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.mail.letter import Letter
from desk.mail.notices import quoted
from desk.reader.links import Links
from desk.submission import Submission
from plugins.comments.manifest import RepliesPage
from plugins.languages.words import Words, words_in


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
        _ = self._words(submission).gettext
        return Letter(
            kind="confirm",
            to=submission.email,
            subject=_("Please confirm: mail about a reply on %(site)s", site=self._site),
            body=_(
                "Somebody, most likely you, left a reply at %(site)s\n"
                "on %(title)s and wants to hear of it by mail.\n\n"
                "If that was you, open this page and press the button:\n"
                "%(link)s\n\n"
                "If it was not, do nothing: no more mail will come.\n",
                site=self._site,
                title=self._title(submission),
                link=self.links.confirm(submission.id),
            ),
            about=submission.id,
            thread=submission.id,
        )

    def published(self, submission: Submission) -> Letter:
        """Say that a reply is published."""
        _ = self._words(submission).gettext
        return Letter(
            kind="published",
            to=submission.email,
            subject=_("Your comment on %(title)s is published", title=self._title(submission)),
            body=_(
                "Your comment on %(title)s is published:\n"
                "%(address)s\n\n"
                "To correct it, use the page that is yours alone:\n"
                "%(link)s\n",
                title=self._title(submission),
                address=self._address(submission),
                link=self.links.status(submission.id),
            )
            + self._footer(submission),
            about=submission.id,
            thread=submission.id,
            unsubscribe=self.links.stop(submission.id),
        )

    def answered(self, submission: Submission, answer: Submission) -> Letter:
        """Say that a comment has an answer, and what it says."""
        _ = self._words(submission).gettext
        return Letter(
            kind="answer",
            to=submission.email,
            subject=_(
                "%(author)s answered your comment on %(title)s",
                author=answer.author,
                title=self._title(submission),
            ),
            body=_(
                "%(author)s wrote:\n\n"
                "%(quotation)s\n\n"
                "Read it in its place, and reply:\n"
                "%(address)s\n",
                author=answer.author,
                quotation=quoted(answer.body),
                address=self._address(answer),
            )
            + self._footer(submission),
            about=answer.id,
            thread=submission.id,
            unsubscribe=self.links.stop(submission.id),
        )

    def _footer(self, submission: Submission) -> str:
        words = self._words(submission).gettext(
            "You asked %(site)s for this mail. To get no more:", site=self._site
        )
        return f"\n-- \n{words}\n{self.links.stop(submission.id)}\n"

    def _title(self, submission: Submission) -> str:
        page, _ = self.page(submission.page_id), self._words(submission).gettext
        return _("“%(title)s”", title=page.title) if page else _("a page")

    def _address(self, submission: Submission) -> str:
        site = str(self.site["SITEURL"] or self.site["FEED_DOMAIN"])
        page = self.page(submission.page_id)
        return f"{site}/{page.comment_url(submission.id, submission.parent_id) if page else ''}"

    def _words(self, submission: Submission) -> Words:
        """Those of the page that the reply is on; of the site, where that is gone."""
        page = self.page(submission.page_id)
        return words_in((page.lang if page else "") or str(self.site["DEFAULT_LANG"]))

    @property
    def _site(self) -> str:
        return str(self.site["SITENAME"])
