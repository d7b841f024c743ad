"""What a page says of its replies: which thread, and whether it takes more. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.comments.avatars import Avatar, Style, avatar
from plugins.comments.form import ReplyForm
from plugins.comments.model import Comment, Thread
from plugins.comments.paging import Paging


@dataclass(frozen=True)
class Replies:
    """What the theme draws below a page.

    ``closes`` is when the page stops taking replies, or None for never. ``feed_url`` is relative
    to the site's address, "" where there is no feed. ``form`` is the empty reply form. ``paging``
    says which comments stand on which page, ``avatars`` and ``avatar_key`` how people are drawn.
    """

    page_id: str
    thread: Thread
    paging: Paging
    is_open: bool
    closes: datetime | None
    feed_url: str
    form: ReplyForm
    avatars: Style
    avatar_key: bytes

    @property
    def is_shown(self) -> bool:
        """Whether the page has a place for comments at all."""
        return self.is_open or self.thread.count > 0

    def avatar(self, comment: Comment) -> Avatar | None:
        """The sign beside the name of who wrote a comment; None where the site has none."""
        return avatar(comment, self.avatars, self.avatar_key)


def opening(
    header: str, is_open_by_default: bool, published: datetime | None, close_after_days: int
) -> tuple[bool, datetime | None]:
    """Whether a page takes replies, and until when.

    ``header`` is the page's ``Replies:``: "open" outlasts ``close_after_days`` (0: never close),
    "closed" closes, "" leaves it to the settings. Raises ValueError for any other word.
    """
    if header not in ("", "open", "closed"):
        raise ValueError(f"Replies is “{header}”; write “open” or “closed”")
    if header == "closed" or (header == "" and not is_open_by_default):
        return False, None
    if header == "open" or not close_after_days or published is None:
        return True, None
    return True, published + timedelta(days=close_after_days)
