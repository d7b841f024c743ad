"""The owner's queue: read what came in, decide, answer, edit, undo."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from desk.context import services
from desk.edit_form import AnswerForm, EditForm
from desk.sign_in import is_signed_in
from desk.submission import STATUSES, VERBS, DecisionError, Status, Submission, Verb
from plugins.comments import store
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import Comment

blueprint = Blueprint("queue", __name__, url_prefix="/desk")

_PAGE_LENGTH = 50
_DONE: dict[Verb, str] = {
    "approve": "Published",
    "unapprove": "Moved back to pending",
    "spam": "Marked as spam",
    "trash": "Moved to trash",
    "restore": "Restored",
}


@dataclass(frozen=True)
class Item:
    """A submission in the queue, with what the owner wants to see beside it."""

    submission: Submission
    page: RepliesPage | None
    parent: Comment | None


@blueprint.before_request
def owner_only() -> ResponseReturnValue | None:
    """Send everybody else to the sign-in page."""
    if is_signed_in():
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("sign_in.ask", next=wanted or None), 303)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """The submissions of one status."""
    wanted = request.args.get("status", "pending")
    status: Status = next((known for known in STATUSES if known == wanted), "pending")
    number = max(request.args.get("page", 1, type=int), 1)
    # One more than is shown tells whether there is another page.
    found = services().inbox.find(status, _PAGE_LENGTH + 1, (number - 1) * _PAGE_LENGTH)
    return render_template(
        "desk/queue.html",
        status=status,
        counts=services().inbox.counts(),
        items=[_item(submission) for submission in found[:_PAGE_LENGTH]],
        number=number,
        has_more=len(found) > _PAGE_LENGTH,
        answer_form=AnswerForm(),
    )


@blueprint.post("/submissions/<id>/<any(approve,unapprove,spam,trash,restore):word>")
def decide(id: str, word: str) -> ResponseReturnValue:
    """Take a decision; the next page offers to undo it."""
    verb = next(known for known in VERBS if known == word)
    try:
        submission = services().inbox.decide(id, verb)
    except DecisionError as error:
        return _back(str(error), kind="problem")
    _file()
    undo = "" if verb == "restore" else submission.id
    return _back(f"{_DONE[verb]}: the reply of {submission.author}", undo=undo)


@blueprint.get("/submissions/<id>/answer")
def write_answer(id: str) -> ResponseReturnValue:
    """The answer form on a page of its own."""
    return _answer_page(_item(_must_get(id)), AnswerForm())


@blueprint.post("/submissions/<id>/answer")
def answer(id: str) -> ResponseReturnValue:
    """Approve a reply and answer it, in one step."""
    submission = _must_get(id)
    form = AnswerForm(request.form)
    if not form.validate():
        return _answer_page(_item(submission), form), 422
    author = services().config.site["AUTHOR"]
    try:
        services().inbox.answer(id, author, form.text("body"))
    except DecisionError as error:
        return _back(str(error), kind="problem")
    _file()
    return _back(f"Published, with your answer: the reply of {submission.author}")


@blueprint.get("/submissions/<id>/edit")
def edit(id: str) -> ResponseReturnValue:
    """The public words of a reply, to be corrected."""
    submission = _must_get(id)
    form = EditForm(data={name: getattr(submission, name) for name in ("author", "url", "body")})
    return _edit_page(_item(submission), form)


@blueprint.post("/submissions/<id>/edit")
def save(id: str) -> ResponseReturnValue:
    """Store a correction; a published comment follows."""
    submission = _must_get(id)
    form = EditForm(request.form)
    if not form.validate():
        return _edit_page(_item(submission), form), 422
    services().inbox.edit(id, form.text("author"), form.text("url"), form.text("body"))
    _file()
    return _back(f"Saved: the reply of {form.text('author')}", status=submission.status)


def _must_get(id: str) -> Submission:
    submission = services().inbox.get(id)
    if submission is None:
        raise NotFound
    return submission


def _item(submission: Submission) -> Item:
    comments = services().config.comments
    return Item(
        submission=submission,
        page=services().pages.get(submission.page_id),
        parent=store.read(comments, submission.page_id, submission.parent_id)
        if submission.parent_id
        else None,
    )


def _answer_page(item: Item, form: AnswerForm) -> str:
    return render_template("desk/answer.html", item=item, form=form)


def _edit_page(item: Item, form: EditForm) -> str:
    return render_template("desk/edit.html", item=item, form=form)


def _file() -> None:
    for problem in services().filing.run():
        flash(f"{problem}. It is tried again by itself.", "problem")


def _back(
    message: str, *, undo: str = "", kind: str = "done", status: str = ""
) -> ResponseReturnValue:
    """Back to the list the owner came from, with word of what happened."""
    flash(f"{undo}\n{message}" if undo else message, "undo" if undo else kind)
    shown = status or request.form.get("from", "pending")
    return redirect(url_for("queue.show", status=shown if shown in STATUSES else "pending"), 303)
