"""The owner's queue: what came in, a screenful at a time or one by one."""

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from desk.context import services
from desk.edit_form import AnswerForm
from desk.finding import Found, Place
from desk.items import Item, items
from desk.sign_in import owner_only
from desk.submission import Status
from desk.view import View

blueprint = Blueprint("queue", __name__, url_prefix="/desk")
blueprint.before_request(owner_only)

_PAGE_LENGTH = 50
_PAGES_OFFERED = 100


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """The submissions that a view asks for."""
    view = View.of(request.args)
    found = _find(view, _PAGE_LENGTH)
    if not found.submissions and (view.after or view.before):
        # All that stood here has been decided.
        view = View.of(view.arguments())
        found = _find(view, _PAGE_LENGTH)
    counts = services().finder.counts()
    return render_template(
        "desk/queue.html",
        view=view,
        counts=counts,
        found=found,
        items=items(services(), found.submissions),
        matching=_matching(view) if view.is_narrow else None,
        pages=_pages_to_choose(view),
        mark=_mark(counts),
    )


@blueprint.get("/triage")
def triage() -> ResponseReturnValue:
    """One submission at a time, and the next one ready; ``at`` names one to begin with."""
    view = View.of(request.args)
    current, following = _current(view, request.args.get("at", ""))
    counts = services().finder.counts()
    return render_template(
        "desk/triage.html",
        view=view,
        counts=counts,
        item=current,
        following=following,
        has_skipped=view.after is not None and bool(_find(_start(view), 1).submissions),
        mark=_mark(counts),
        form=AnswerForm(),
    )


@blueprint.get("/news")
def news() -> ResponseReturnValue:
    """Whether anything has changed: an open page asks now and then."""
    return jsonify(mark=_mark(services().finder.counts()))


def _find(view: View, limit: int) -> Found:
    desk = services()
    return desk.finder.find(
        view.criteria(desk.inbox, desk.pages),
        limit,
        newest_first=view.newest_first,
        after=view.after,
        before=view.before,
    )


def _start(view: View) -> View:
    return View.of(view.arguments())


def _current(view: View, at: str) -> tuple[Item | None, Item | None]:
    """The submission to look at, and the one after it."""
    if at:
        first = services().inbox.get(at) or abort(404)
        view = View.of(view.arguments(after=Place(first.received_at, first.id)))
        shown = [first, *_find(view, 1).submissions]
    else:
        shown = list(_find(view, 2).submissions)
    current, following, *_ = [*items(services(), shown[:2]), None, None]
    return current, following


def _matching(view: View) -> dict[Status, int]:
    desk = services()
    return desk.finder.counts(view.criteria(desk.inbox, desk.pages))


def _pages_to_choose(view: View) -> list[tuple[str, str]]:
    """Ids and titles of the pages with most replies of the status, and of the one in view."""
    status = None if view.status == "all" else view.status
    ids = services().finder.pages(status, _PAGES_OFFERED)
    if view.page and view.page not in ids:
        ids.append(view.page)
    titles = [(id, page.title if (page := services().pages.get(id)) else id) for id in ids]
    return sorted(titles, key=lambda it: it[1].casefold())


def _mark(counts: dict[Status, int]) -> str:
    """Changes when a reply comes in or is decided."""
    return "-".join([*map(str, counts.values()), services().finder.newest()])
