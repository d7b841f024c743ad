"""What a reader is told of a reply, and what can be done about it. Pure."""

from dataclasses import dataclass

from desk.submission import Submission


@dataclass(frozen=True)
class Standing:
    """Where a reply stands: in words, as a badge, and what its writer may do."""

    heading: str
    explanation: str
    badge: str
    can_correct: bool = False
    withdraw: str = ""


def standing(submission: Submission, correction: Submission | None, title: str) -> Standing:
    """What there is to say; ``title`` is that of the page, "" where that is gone.

    A reply that was put with the spam unread waits like any other, as far as its writer can tell.
    """
    if submission.withdrawn_at:
        words = "You took it back. It will be erased."
        return Standing("Your reply is withdrawn", words, "withdrawn")
    if submission.waits:
        return Standing(
            "Your reply is awaiting moderation",
            "It is stored, and appears below the page once it has been read. "
            "Until then only you can see it, here.",
            "awaiting moderation",
            can_correct=True,
            withdraw="Withdraw this reply",
        )
    if submission.status != "approved":
        words = "It was read, and will be erased."
        return Standing("Your reply is not published", words, "not published")
    where = f"It stands below “{title}” now." if title else ""
    if correction is None:
        return Standing("Your reply is published", where, "published", can_correct=True)
    return Standing(
        "Your correction is awaiting moderation",
        "What was published before stays until your correction has been read.",
        "published",
        can_correct=True,
        withdraw="Withdraw the correction",
    )
