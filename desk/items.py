"""A submission in the queue, with what the owner wants to see beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from desk.finding import Place
from desk.services import Services
from desk.submission import Status, Submission, text_key
from plugins.comments import store
from plugins.comments.body import comment_html
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import Comment

_MAY_LINK = re.compile(r"[.:]\S|\]\(")
"""Without one of these in it, no text becomes a link."""

Tally = Mapping[Status, int]
"""How many submissions there are of each status; one that is left out has none."""


@dataclass(frozen=True)
class Link:
    """A link laid bare: where it leads, whatever it says."""

    before: str
    host: str
    after: str

    @classmethod
    def of(cls, address: str) -> "Link":
        """Take an address apart, so that its host can stand out."""
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            host = ""
        at = address.lower().find(host)
        return cls(address[:at], address[at : at + len(host)], address[at + len(host) :])


@dataclass(frozen=True)
class Item:
    """A submission with its page, the comment it answers, its links, and others like it.

    ``corrected`` is the submission whose words it would replace, or has replaced.
    """

    submission: Submission
    page: RepliesPage | None
    parent: Comment | None
    corrected: Submission | None
    links: tuple[Link, ...]
    of_sender: Tally
    of_text: Tally

    @property
    def others_of_sender(self) -> int:
        """How many more of the same status this sender has."""
        return max(self.of_sender.get(self.submission.status, 0) - 1, 0)

    @property
    def others_of_text(self) -> int:
        """How many more of the same status say the same."""
        return max(self.of_text.get(self.submission.status, 0) - 1, 0)

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.submission.received_at, self.submission.id)

    @property
    def version(self) -> str:
        """Differs when what is shown of it does."""
        return f"{self.submission.revision}.{self.others_of_sender}.{self.others_of_text}"


def items(services: Services, submissions: Iterable[Submission]) -> list[Item]:
    """Put beside each submission what belongs to it."""
    known = list(submissions)
    senders = services.finder.of_senders(it.email for it in known)
    texts = services.finder.of_texts(text_key(it.body) for it in known if not it.by_owner)
    return [
        Item(
            submission=it,
            page=services.pages.get(it.page_id),
            parent=_parent(services, it),
            corrected=services.inbox.get(it.corrects) if it.corrects else None,
            links=links(it),
            of_sender=senders.get(it.email, {}),
            of_text={} if it.by_owner else texts[text_key(it.body)],
        )
        for it in known
    ]


def links(submission: Submission) -> tuple[Link, ...]:
    """The website and every link of the text, each address once."""
    collector = _Addresses()
    if _MAY_LINK.search(submission.body):  # most have none, and rendering takes its time
        collector.feed(comment_html(submission.body))
    addresses = ([submission.url] if submission.url else []) + collector.found
    return tuple(Link.of(address) for address in dict.fromkeys(addresses))


def _parent(services: Services, submission: Submission) -> Comment | None:
    if not submission.parent_id:
        return None
    ids = services.pages.ids(submission.page_id)
    return store.find(services.config.comments, ids, submission.parent_id)


class _Addresses(HTMLParser):
    """Collects where the links of a comment lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]
