"""The reader's own page of one reply; its address is the key to it, and needs no cookie."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict, Gone, NotFound, TooManyRequests

from desk.context import services
from desk.edit_form import CorrectionForm
from desk.guard.attempt import Visit
from desk.guard.guard import TooManyError
from desk.reader.private import keep_address
from desk.reader.standing import standing
from desk.submission import DecisionError, Reply, Submission
from desk.words import form_meta, speak_of, words
from plugins.comments.form import WishForm
from plugins.languages.marks import N_

blueprint = Blueprint("reader", __name__, url_prefix="/replies")
blueprint.after_request(keep_address)

_OVER = N_(
    "Your email address has been erased, and with it this page: nothing leads to you any more."
)


@blueprint.get("/<token>")
def status(token: str) -> ResponseReturnValue:
    """Where the reply stands, and what its writer can do about it."""
    is_later = request.args.get("mail") == "later"
    return _status_page(token, _submission(token), has_asked_too_often=is_later)


@blueprint.get("/<token>/correct")
def write_correction(token: str) -> ResponseReturnValue:
    """The words as they are, to be corrected."""
    submission = _submission(token)
    shown = services().inbox.correction(submission.id) or submission
    form = CorrectionForm(
        author=shown.author,
        url=shown.url,
        body=shown.body,
        token=services().guard.tokens.new(submission.page_id, services().clock()),
        meta=form_meta(),
    )
    return _correction_page(token, submission, form)


@blueprint.post("/<token>/correct")
def correct(token: str) -> ResponseReturnValue:
    """Take other words; what is published stays as it is until they have been read."""
    submission = _submission(token)
    form = CorrectionForm(request.form, meta=form_meta())
    if not form.validate():
        return _correction_page(token, submission, form), 422
    reply = _correction(submission, form)
    try:
        verdict = services().guard.judge(reply, Visit.of(request, "", form.text("token")))
        services().inbox.correct(reply, verdict)
    except DecisionError as error:
        raise Conflict(words().known(str(error))) from None
    except TooManyError as error:
        raise TooManyRequests(retry_after=int(error.wait.total_seconds())) from None
    return redirect(url_for("reader.status", token=token), 303)


@blueprint.post("/<token>/withdraw")
def withdraw(token: str) -> ResponseReturnValue:
    """Take a waiting reply back, or the correction of a published one."""
    submission = _submission(token)
    waiting = services().inbox.correction(submission.id) or submission
    try:
        services().inbox.withdraw(waiting.id)
    except DecisionError as error:
        raise Conflict(words().known(str(error))) from None
    return redirect(url_for("reader.status", token=token), 303)


@blueprint.post("/<token>/mail")
def wish(token: str) -> ResponseReturnValue:
    """Note what the reader wants to hear by mail."""
    submission = _submission(token)
    form = WishForm(request.form, meta=form_meta())
    if not services().subscriptions.ask(submission, *form.wishes):
        return _status_page(token, submission, has_asked_too_often=True), 429
    return redirect(url_for("reader.status", token=token), 303)


def _submission(token: str) -> Submission:
    id = services().reader_links.id("reply-status", token)
    if not id:
        raise NotFound
    submission = services().inbox.get(id)
    if submission is None:
        raise NotFound(words().gettext("This reply has been erased."))
    speak_of(services().pages.get(submission.page_id))
    if not submission.email:
        raise Gone(words().gettext(_OVER))
    return submission


def _correction(submission: Submission, form: CorrectionForm) -> Reply:
    return Reply(
        page_id=submission.page_id,
        parent_id=submission.parent_id,
        author=form.text("author"),
        email=submission.email,
        url=form.text("url"),
        body=form.text("body"),
        corrects=submission.id,
    )


def _status_page(token: str, submission: Submission, *, has_asked_too_often: bool = False) -> str:
    page = services().pages.get(submission.page_id)
    correction = services().inbox.correction(submission.id)
    wished = services().subscriptions.get(submission.id)
    may_ask = services().subscriptions.may_ask(submission)
    return render_template(
        "reply_status.html",
        token=token,
        standing=standing(words(), submission, correction, page.title if page else ""),
        item=submission.comment(),
        correction=correction.comment() if correction else None,
        page=page,
        wishes=WishForm(obj=wished, meta=form_meta()) if may_ask else None,
        is_unconfirmed=wished is not None and not wished.is_confirmed,
        has_asked_too_often=has_asked_too_often,
    )


def _correction_page(token: str, submission: Submission, form: CorrectionForm) -> str:
    return render_template(
        "reply_correct.html",
        token=token,
        form=form,
        page=services().pages.get(submission.page_id),
        is_published=submission.status == "approved",
    )
