"""What a reader is told of a reply, and what can be done about it. Pure."""

from dataclasses import dataclass

from desk.submission import Submission
from plugins.languages.words import Words


@dataclass(frozen=True)
class Standing:
    """Where a reply stands: in words, as a badge, and what its writer may do.

    ``withdraw`` are the words of a button, "" for none.
    """

    heading: str
    explanation: str
    badge: str
    is_published: bool = False
    can_correct: bool = False
    withdraw: str = ""


def standing(
    words: Words, submission: Submission, correction: Submission | None, title: str
) -> Standing:
    """What there is to say; ``title`` is that of the page, "" where that is gone.

    A reply that was put with the spam unread waits like any other, as far as its writer can tell.
    """
    _ = words.gettext
    if submission.withdrawn_at:
        return Standing(
            _("Your reply is withdrawn"),
            _("You took it back. It will be erased."),
            _("withdrawn"),
        )
    if submission.waits:
        return Standing(
            _("Your reply is awaiting moderation"),
            _(
                "It is stored, and appears below the page once it has been read. "
                "Until then only you can see it, here."
            ),
            _("awaiting moderation"),
            can_correct=True,
            withdraw=_("Withdraw this reply"),
        )
    if submission.status != "approved":
        return Standing(
            _("Your reply is not published"),
            _("It was read, and will be erased."),
            _("not published"),
        )
    return _published(words, correction, title)


def _published(words: Words, correction: Submission | None, title: str) -> Standing:
    _ = words.gettext
    if correction is None:
        return Standing(
            _("Your reply is published"),
            _("It stands below “%(title)s” now.", title=title) if title else "",
            _("published"),
            is_published=True,
            can_correct=True,
        )
    return Standing(
        _("Your correction is awaiting moderation"),
        _("What was published before stays until your correction has been read."),
        _("published"),
        is_published=True,
        can_correct=True,
        withdraw=_("Withdraw the correction"),
    )
