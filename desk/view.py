"""What the owner looks at: filters, order and place, as an address of the desk names them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from werkzeug.exceptions import NotFound

from desk.criteria import REASONS, Criteria, Reasons, Word
from desk.finding import Place
from desk.inbox import Inbox
from desk.pages import Pages
from desk.submission import STATUSES, Status, text_key

Choice = TypeVar("Choice", bound=str)
Shown = Status | Literal["all"]

_ORDERS: tuple[Literal["oldest", "newest"], ...] = ("oldest", "newest")
_LONGEST_SEARCH = 200
"""Characters. A longer search is cut."""


@dataclass(frozen=True)
class View:
    """A list of submissions as it is asked for.

    ``sender`` and ``text`` are ids of submissions: those of the same sender, or with the same
    text, are shown. An id and not the e-mail address, because addresses of pages are logged.
    ``order`` is "oldest" or "newest" first.
    """

    status: Shown = "pending"
    search: str = ""
    page: str = ""
    sender: str = ""
    text: str = ""
    reasons: Reasons = ""
    order: Literal["oldest", "newest", ""] = ""
    after: Place | None = None
    before: Place | None = None

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "View":
        """The view that an address asks for; what makes no sense is left out."""
        known: tuple[Shown, ...] = (*STATUSES, "all")
        asked = args.get("status", "pending")
        return cls(
            status=next((status for status in known if status == asked), "pending"),
            search=" ".join(args.get("search", "")[:_LONGEST_SEARCH].split()),
            page=args.get("page", ""),
            sender=args.get("sender", ""),
            text=args.get("text", ""),
            reasons=_one_of(REASONS, args.get("reasons", "")),
            order=_one_of(_ORDERS, args.get("order", "")),
            after=Place.parse(args.get("after", "")),
            before=Place.parse(args.get("before", "")),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether a filter hides something of the status."""
        return any((self.search, self.page, self.sender, self.text, self.reasons))

    @property
    def newest_first(self) -> bool:
        """Waiting replies come oldest first, all others newest first, unless asked otherwise."""
        return self.order == "newest" if self.order else self.status != "pending"

    def arguments(self, **changes: object) -> dict[str, str]:
        """What its address has after the question mark, with some of it changed."""
        # Another view begins at its beginning.
        view = replace(self, **({"after": None, "before": None} | changes))  # type: ignore[arg-type]
        values = {name: str(value or "") for name, value in vars(view).items()}
        return {name: value for name, value in values.items() if value}

    def criteria(self, inbox: Inbox, pages: Pages) -> Criteria:
        """What to look for. Raises NotFound where what it compares with has been erased."""
        same_sender = inbox.get(self.sender) if self.sender else None
        same_text = inbox.get(self.text) if self.text else None
        sender = same_sender.email if same_sender else ""
        if (self.sender and not sender) or (self.text and not same_text):
            raise NotFound("The address or the text that was to be compared with is erased.")
        return Criteria(
            status=None if self.status == "all" else self.status,
            words=tuple(Word(word, pages.titled(word)) for word in self.search.split()),
            page_ids=pages.ids(self.page) if self.page else (),
            sender=sender,
            text_key=text_key(same_text.body) if same_text else "",
            reasons=self.reasons,
        )


def _one_of(known: tuple[Choice, ...], asked: str) -> Choice | Literal[""]:
    return next((choice for choice in known if choice == asked), "")
