"""The public door: readers leave replies here."""

from dataclasses import replace
from datetime import timedelta
from math import ceil
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from desk.context import services
from desk.guard.attempt import Visit
from desk.guard.guard import TooManyError
from desk.submission import Reply
from plugins.comments import store
from plugins.comments.form import ReplyForm
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import Comment

blueprint = Blueprint("door", __name__, url_prefix="/replies")

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@blueprint.post("")
def receive() -> ResponseReturnValue:
    """Take a reply in: 303 to its own page once it is on disk, or the form again with 422."""
    _refuse_other_than_forms()
    form = ReplyForm(request.form)
    page = services().pages.get(form.text("page"))
    parent = _parent(form)
    refusal = _refusal(page, parent, form)
    if refusal:
        form.form_errors.append(refusal)
    if not form.validate() or refusal:
        return _form_page(form, page, parent), 422
    assert page is not None  # else there was a refusal
    reply, visit = _reply(form), Visit.of(request, form.text("subject"), form.text("token"))
    try:
        verdict = services().guard.judge(reply, visit)
        # The form may have stood on a page of an hour or a year ago, with the id of that time.
        submission = services().inbox.receive(replace(reply, page_id=page.id), verdict)
    except TooManyError as error:
        return _too_many(form, page, parent, error.wait)
    if any(form.wishes):
        services().subscriptions.ask(submission, *form.wishes)
    token = services().reader_links.token("reply-status", submission.id)
    return redirect(url_for("reader.status", token=token), 303)


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The form on a page of its own: how a reader without script answers one comment."""
    form = ReplyForm(request.args)
    page = services().pages.get(form.text("page"))
    if page is None:
        raise NotFound
    parent = _parent(form)
    refusal = _refusal(page, parent, form)
    if refusal:
        form.form_errors.append(refusal)
    return _form_page(form, page, parent)


@blueprint.get("/ping")
def ping() -> ResponseReturnValue:
    """Whether the door can be reached: the form's script asks before it sends."""
    return Response(status=204, headers={"Access-Control-Allow-Origin": "*"})


def _refuse_other_than_forms() -> None:
    if request.mimetype not in _FORM_TYPES:
        raise UnsupportedMediaType
    body = request.get_data(cache=True)
    if request.mimetype == _FORM_TYPES[0]:
        body = unquote_to_bytes(body)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The form did not arrive as UTF-8 text") from None


def _parent(form: ReplyForm) -> Comment | None:
    """The published comment that is answered, if it stands on the same page."""
    ids, parent_id = services().pages.ids(form.text("page")), form.text("parent")
    return store.find(services().config.comments, ids, parent_id) if parent_id else None


def _refusal(page: RepliesPage | None, parent: Comment | None, form: ReplyForm) -> str:
    """Why this page takes no such reply, "" if it does. An unknown parent is let go of."""
    if page is None:
        return "There is no page with replies at this address; your text is kept below"
    if not page.is_open(services().clock()):
        return "Replies to this page are closed; your text is kept below"
    if form.text("parent") and parent is None:
        form.parent.data = ""
        return (
            "The comment you answer is not there any more; "
            "send again to leave your reply below the page itself"
        )
    return ""


def _reply(form: ReplyForm) -> Reply:
    return Reply(
        page_id=form.text("page"),
        parent_id=form.text("parent"),
        author=form.text("author"),
        email=form.text("email"),
        url=form.text("url"),
        body=form.text("body"),
    )


def _form_page(form: ReplyForm, page: RepliesPage | None, parent: Comment | None) -> str:
    return render_template("reply.html", form=form, page=page, parent=parent)


def _too_many(
    form: ReplyForm, page: RepliesPage, parent: Comment | None, wait: timedelta
) -> ResponseReturnValue:
    """The form again, from a network that has sent very many: nothing typed is lost."""
    minutes = ceil(wait.total_seconds() / 60)
    form.form_errors.append(
        "Very many replies have come from your network within an hour; your text is kept below. "
        f"Please send it again in {minutes} minutes"
    )
    headers = {"Retry-After": str(minutes * 60)}
    return _form_page(form, page, parent), 429, headers
