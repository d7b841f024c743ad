"""Where the links of mails to readers lead. Opening one changes nothing; a press does."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from desk.context import services
from desk.submission import Submission

blueprint = Blueprint("by_mail", __name__, url_prefix="/replies/mail")


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Ask whether mail is welcome, or say that it is on, with a button to stop it."""
    return _page(token, _submission(token))


@blueprint.post("/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Mail is welcome."""
    services().subscriptions.confirm(_submission(token).id)
    return redirect(url_for("by_mail.show", token=token), 303)


@blueprint.get("/<token>/stop")
def ask_to_stop(token: str) -> ResponseReturnValue:
    """The page a person comes to who wants no more mail."""
    return _page(token, _submission(token))


@blueprint.post("/<token>/stop")
def stop(token: str) -> ResponseReturnValue:
    """No more mail: the button of the page, or of a mail program (RFC 8058, no redirect)."""
    submission = _submission(token)
    services().subscriptions.stop(submission.id)
    return _page(token, submission)


def _submission(token: str) -> Submission:
    id = services().reader_links.id("reply-mail", token)
    submission = services().inbox.get(id) if id else None
    if submission is None:
        raise NotFound("There will be no more mail of it: the reply has been erased.")
    return submission


def _page(token: str, submission: Submission) -> str:
    return render_template(
        "reply_mail.html",
        token=token,
        page=services().pages.get(submission.page_id),
        wished=services().subscriptions.get(submission.id),
    )
