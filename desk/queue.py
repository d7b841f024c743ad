"""The owner's queue: what came in, a screenful at a time or one by one."""

from typing import NamedTuple

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from desk.context import services
from desk.criteria import Criteria
from desk.edit_form import AnswerForm
from desk.finding import Found, Place
from desk.items import Item, items
from desk.publishing.pages import mark
from desk.sign_in import owner_only
from desk.submission import Status
from desk.view import View

blueprint = Blueprint("queue", __name__, url_prefix="/desk")
blueprint.before_request(owner_only)

_PAGE_LENGTH = 50
_PAGES_OFFERED = 100


class PageChoice(NamedTuple):
    """A page that the list can be narrowed to, with how many replies it would show."""

    title: str
    number: int


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """The submissions that a view asks for."""
    view = View.of(request.args)
    counts = services().finder.counts()
    criteria = _criteria(view)
    found = _find(view, criteria, _PAGE_LENGTH)
    if not found.submissions and (view.after or view.before):
        # All that stood here has been decided.
        view = View.of(view.arguments())
        found = _find(view, criteria, _PAGE_LENGTH)
    return render_template(
        "desk/queue.html",
        view=view,
        counts=counts,
        found=found,
        items=items(services(), found.submissions),
        matching=services().finder.counts(criteria) if view.is_narrow else counts,
        likely=_likely(view),
        pages=_pages_to_choose(view),
        mark=_mark(counts),
    )


@blueprint.get("/triage")
def triage() -> ResponseReturnValue:
    """One submission at a time, and the next one ready; ``at`` names one to begin with."""
    view = View.of(request.args)
    criteria = _criteria(view)
    current, following = _current(view, criteria, request.args.get("at", ""))
    counts = services().finder.counts()
    return render_template(
        "desk/triage.html",
        view=view,
        counts=counts,
        item=current,
        following=following,
        left=services().finder.number(criteria) if view.is_narrow else 0,
        has_skipped=view.after is not None and bool(_find(View(), criteria, 1).submissions),
        mark=_mark(counts),
        form=AnswerForm(),
    )


@blueprint.get("/news")
def news() -> ResponseReturnValue:
    """Whether anything has changed: an open page asks now and then."""
    return jsonify(mark=_mark(services().finder.counts()))


def _criteria(view: View) -> Criteria:
    desk = services()
    return desk.finder.settle(view.criteria(desk.inbox, desk.pages))


def _find(view: View, criteria: Criteria, limit: int) -> Found:
    return services().finder.find(
        criteria,
        limit,
        newest_first=view.newest_first,
        after=view.after,
        before=view.before,
    )


def _current(view: View, criteria: Criteria, at: str) -> tuple[Item | None, Item | None]:
    """The submission to look at, and the one after it."""
    if at:
        first = services().inbox.get(at) or abort(404)
        view = View.of(view.arguments(after=Place(first.received_at, first.id)))
        shown = [first, *_find(view, criteria, 1).submissions]
    else:
        shown = list(_find(view, criteria, 2).submissions)
    current, following, *_ = [*items(services(), shown[:2]), None, None]
    return current, following


def _likely(view: View) -> int:
    """How many of those that wait look like spam; 0 in any other list."""
    if view.status != "pending" or view.is_narrow:
        return 0
    return services().finder.number(Criteria("pending", reasons="likely"))


def _pages_to_choose(view: View) -> dict[str, PageChoice]:
    """The pages with most replies of the status, and the one in view, in order of their titles."""
    status = None if view.status == "all" else view.status
    choices: dict[str, PageChoice] = {}
    counted = services().finder.pages(status, _PAGES_OFFERED)
    for asked, number in (({view.page: 0} if view.page else {}) | counted).items():
        page = services().pages.get(asked)
        id, title = (page.id, page.title) if page else (asked, asked)
        before = choices[id].number if id in choices else 0
        choices[id] = PageChoice(title, before + number)
    return dict(sorted(choices.items(), key=lambda it: it[1].title.casefold()))


def _mark(counts: dict[Status, int]) -> str:
    """Changes when a reply comes in or is decided, and with what is published."""
    desk = services()
    state = mark(desk.ledger.read()) if desk.config.publishes else ""
    return "-".join([*map(str, counts.values()), desk.finder.newest(), state])
