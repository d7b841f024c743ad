"""The owner's own words: an answer to a reply, and corrections in it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from desk.back import file_comments, go_back, wanted
from desk.context import services
from desk.edit_form import AnswerForm, EditForm
from desk.items import Item, items
from desk.sign_in import owner_only
from desk.submission import DecisionError, Submission

blueprint = Blueprint("answering", __name__, url_prefix="/desk")
blueprint.before_request(owner_only)


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
        _, answered = services().inbox.answer(id, author, form.text("body"))
    except DecisionError as error:
        return go_back(str(error), kind="problem")
    file_comments()
    words = f"Published, with your answer: the reply of {submission.author}"
    return go_back(words, undo=answered.id)


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
    file_comments()
    return go_back(f"Saved: the reply of {form.text('author')}")


def _must_get(id: str) -> Submission:
    submission = services().inbox.get(id)
    if submission is None:
        raise NotFound
    return submission


def _item(submission: Submission) -> Item:
    return items(services(), [submission])[0]


def _answer_page(item: Item, form: AnswerForm) -> str:
    return render_template("desk/answer.html", item=item, form=form, back=wanted())


def _edit_page(item: Item, form: EditForm) -> str:
    return render_template("desk/edit.html", item=item, form=form, back=wanted())
