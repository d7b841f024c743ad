"""The public door: readers leave replies here."""

from dataclasses import replace
from datetime import timedelta
from math import ceil
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from desk.context import services
from desk.guard.attempt import Visit
from desk.guard.guard import TooManyError
from desk.submission import Reply
from desk.words import form_meta, speak_of, words
from plugins.comments import store
from plugins.comments.form import ReplyForm, single_line
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import Comment

blueprint = Blueprint("door", __name__, url_prefix="/replies")

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@blueprint.post("")
def receive() -> ResponseReturnValue:
    """Take a reply in: 303 to its own page once it is on disk, or the form again with 422."""
    form, page, parent = _checked()
    if page is None or form.errors:
        return _form_page(form, page, parent), 422
    reply, visit = _reply(form), Visit.of(request, form.text("subject"), form.text("token"))
    # The form may have stood on a page of an hour or a year ago, with the id of that time.
    stored = replace(reply, page_id=page.id)
    try:
        submission = services().reception.receive(reply, visit, stored)
    except TooManyError as error:
        return _too_many(form, page, parent, error.wait)
    is_later = any(form.wishes) and not services().subscriptions.ask(submission, *form.wishes)
    token = services().reader_links.token("reply-status", submission.id)
    mail = "later" if is_later else None
    return redirect(url_for("reader.status", token=token, mail=mail), 303)


@blueprint.post("/preview")
def preview() -> ResponseReturnValue:
    """How a reply would look, above the form as it was sent; nothing is stored or used up."""
    form, page, parent = _checked()
    if page is None or form.errors:
        return _form_page(form, page, parent), 422
    return _form_page(form, page, parent, _draft(form))


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The form on a page of its own: how a reader without script answers one comment."""
    form, page = _form(request.args)
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


def _checked() -> tuple[ReplyForm, RepliesPage | None, Comment | None]:
    """The form that was sent, with its errors, its page, and the comment that is answered."""
    _refuse_other_than_forms()
    form, page = _form(request.form)
    parent = _parent(form)
    refusal = _refusal(page, parent, form)
    if refusal:
        form.form_errors.append(refusal)
    form.validate()
    return form, page, parent


def _form(fields: MultiDict[str, str]) -> tuple[ReplyForm, RepliesPage | None]:
    """A form in the language of its page, and that page."""
    page = services().pages.get(single_line(fields.get("page")))
    speak_of(page)
    return ReplyForm(fields, meta=form_meta()), page


def _refuse_other_than_forms() -> None:
    if request.mimetype not in _FORM_TYPES:
        raise UnsupportedMediaType
    body = request.get_data(cache=True)
    if request.mimetype == _FORM_TYPES[0]:
        body = unquote_to_bytes(body)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        message = words().gettext("The form did not arrive as UTF-8 text")
        raise BadRequest(message) from None


def _parent(form: ReplyForm) -> Comment | None:
    """The published comment that is answered, if it stands on the same page."""
    ids, parent_id = services().pages.ids(form.text("page")), form.text("parent")
    return store.find(services().config.comments, ids, parent_id) if parent_id else None


def _refusal(page: RepliesPage | None, parent: Comment | None, form: ReplyForm) -> str:
    """Why this page takes no such reply, "" if it does. An unknown parent is let go of."""
    _ = words().gettext
    if page is None:
        return _("There is no page with replies at this address; your text is kept below")
    if not page.is_open(services().clock()):
        return _("Replies to this page are closed; your text is kept below")
    if form.text("parent") and parent is None:
        form.parent.data = ""
        return _(
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


def _draft(form: ReplyForm) -> Comment:
    """The comment that this form would become, if it were published now."""
    return Comment(
        id="preview",
        author=form.text("author"),
        date=services().clock().replace(microsecond=0),
        body=form.text("body"),
        url=form.text("url"),
        in_reply_to=form.text("parent"),
    )


def _form_page(
    form: ReplyForm,
    page: RepliesPage | None,
    parent: Comment | None,
    draft: Comment | None = None,
) -> str:
    return render_template("reply.html", form=form, page=page, parent=parent, draft=draft)


def _too_many(
    form: ReplyForm, page: RepliesPage, parent: Comment | None, wait: timedelta
) -> ResponseReturnValue:
    """The form again, from a network that has sent very many: nothing typed is lost."""
    minutes = ceil(wait.total_seconds() / 60)
    why = words().gettext(
        "Very many replies have come from your network within an hour; your text is kept below."
    )
    again = words().ngettext(
        "Please send it again in %(num)d minute",
        "Please send it again in %(num)d minutes",
        minutes,
    )
    form.form_errors.append(f"{why} {again}")
    headers = {"Retry-After": str(minutes * 60)}
    return _form_page(form, page, parent), 429, headers
