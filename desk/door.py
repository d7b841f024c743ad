"""The public door: readers leave replies here, and see what became of them."""

from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import BadRequest, Conflict, NotFound, UnsupportedMediaType

from desk.context import services
from desk.submission import DecisionError, Reply, Submission
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
    submission = services().inbox.receive(_reply(form))
    return redirect(url_for("door.status", token=_sign(submission.id)), 303)


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


@blueprint.get("/<token>")
def status(token: str) -> ResponseReturnValue:
    """The reader's own page of one reply; its address is the key to it."""
    submission = _signed_submission(token)
    page = services().pages.get(submission.page_id)
    heading, explanation = _words(submission, page)
    return render_template(
        "reply_status.html",
        heading=heading,
        explanation=explanation,
        item=submission.comment(),
        state=heading.removeprefix("Your reply is "),
        page=page,
        withdraw_url=url_for("door.withdraw", token=token)
        if submission.status == "pending"
        else None,
    )


@blueprint.post("/<token>/withdraw")
def withdraw(token: str) -> ResponseReturnValue:
    """Take a waiting reply back."""
    submission = _signed_submission(token)
    try:
        services().inbox.withdraw(submission.id)
    except DecisionError as error:
        raise Conflict(str(error)) from None
    return redirect(url_for("door.status", token=token), 303)


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
    page_id, parent_id = form.text("page"), form.text("parent")
    return store.read(services().config.comments, page_id, parent_id) if parent_id else None


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


def _words(submission: Submission, page: RepliesPage | None) -> tuple[str, str]:
    if submission.withdrawn_at:
        return "Your reply is withdrawn", "You took it back. It will be erased."
    if submission.status == "pending":
        return (
            "Your reply is awaiting moderation",
            "It is stored, and appears below the page once it has been read. "
            "Until then only you can see it, here.",
        )
    if submission.status == "approved":
        where = f"It stands below “{page.title}” now." if page else ""
        return "Your reply is published", where
    return "Your reply is not published", "It was read, and will be erased."


def _sign(id: str) -> str:
    return str(_serializer().dumps(id))


def _signed_submission(token: str) -> Submission:
    try:
        submission = services().inbox.get(str(_serializer().loads(token)))
    except BadSignature:
        raise NotFound from None
    if submission is None:
        raise NotFound("This reply has been erased.")
    return submission


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="reply-status")
