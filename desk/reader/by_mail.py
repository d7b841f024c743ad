"""Where the links of mails to readers lead. Opening one changes nothing; a press does."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from desk.context import services
from desk.reader.private import keep_address
from desk.submission import Submission
from desk.words import speak_of, words
from plugins.comments.manifest import RepliesPage

blueprint = Blueprint("by_mail", __name__, url_prefix="/replies/mail")
blueprint.after_request(keep_address)


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Ask whether mail is welcome, or say that it is on, with a button to stop it."""
    return _page(token)


@blueprint.post("/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Mail is welcome."""
    services().subscriptions.confirm(_id(token))
    return redirect(url_for("by_mail.show", token=token), 303)


@blueprint.get("/<token>/stop")
def ask_to_stop(token: str) -> ResponseReturnValue:
    """The page a person comes to who wants no more mail."""
    return _page(token)


@blueprint.post("/<token>/stop")
def stop(token: str) -> ResponseReturnValue:
    """No more mail: the button of the page, or of a mail program (RFC 8058, no redirect).

    It says so as well where there is nothing left to stop.
    """
    services().subscriptions.stop(_id(token))
    return _page(token)


def _id(token: str) -> str:
    id = services().reader_links.id("reply-mail", token)
    if not id:
        raise NotFound
    return id


def _page(token: str) -> str:
    id = _id(token)
    submission, wished = services().inbox.get(id), services().subscriptions.get(id)
    page = services().pages.get(submission.page_id) if submission else None
    speak_of(page)
    is_published = submission is not None and submission.status == "approved"
    return render_template(
        "reply_mail.html",
        token=token,
        page=page,
        wished=wished,
        topics=wished.topics(words(), is_published) if wished else (),
        comment_url=_place(submission, page) if is_published else "",
    )


def _place(submission: Submission | None, page: RepliesPage | None) -> str:
    return page.comment_url(submission.id, submission.parent_id) if page and submission else ""
