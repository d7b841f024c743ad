"""Answers to what goes wrong: a clear page, with what was typed kept."""

import logging
from contextlib import suppress

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from desk.context import services
from desk.pages import NoManifestError
from desk.words import form_meta, words
from plugins.comments.form import ReplyForm
from plugins.languages.marks import N_

logger = logging.getLogger(__name__)

_HEARD_OUT = 4 * 1024 * 1024
"""Bytes of a request that is too large which are read, and thrown away, before it is answered."""
_AT_ONCE = 64 * 1024

_WORDS = {
    400: (N_("This did not arrive whole"), N_("Please go back and send it again.")),
    404: (
        N_("There is nothing here"),
        N_("The address may be incomplete, or what was here is erased."),
    ),
    405: (N_("This cannot be opened that way"), N_("Please use the form below an article.")),
    409: (N_("That is not possible any more"), N_("Something has changed in between.")),
    410: (N_("This page is no longer here"), N_("What it was about has been erased.")),
    413: (
        N_("That is too much at once"),
        N_("A comment holds 5,000 characters. Please shorten it."),
    ),
    415: (N_("This is not a form"), N_("Please use the form below an article.")),
    429: (N_("Too many attempts"), N_("Please wait a quarter of an hour, then try again.")),
}
_NOT_NOW = N_(
    "Your reply could not be saved just now. Nothing you typed is lost: "
    "please send it again in a minute"
)


def register(app: Flask) -> None:
    """Hook the answers into an application."""
    app.register_error_handler(CSRFError, form_too_old)
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(SQLAlchemyError, database_problem)
    app.register_error_handler(NoManifestError, database_problem)
    app.register_error_handler(Exception, unforeseen_problem)
    app.after_request(hear_out)


def http_problem(error: HTTPException) -> ResponseReturnValue:
    """A request that cannot be answered as it is."""
    if error.code is None or error.code < 400:  # a redirect is no problem
        return error
    known = _WORDS.get(error.code)
    heading, explanation = map(words().gettext, known) if known else (error.name, "")
    own_words = error.description if type(error).description != error.description else None
    response = error.get_response()
    response.data = _problem_page(heading, own_words or explanation)
    response.content_type = "text/html; charset=utf-8"
    return response


def hear_out(response: Response) -> Response:
    """Read a request that is too large to its end: who is cut off while sending hears no answer."""
    left = min(request.content_length or 0, _HEARD_OUT) if response.status_code == 413 else 0
    with suppress(OSError):  # whoever has gone away needs no answer
        while left and (part := request.environ["wsgi.input"].read(min(left, _AT_ONCE))):
            left -= len(part)
    return response


def form_too_old(_error: CSRFError) -> ResponseReturnValue:
    """A form of the desk without a valid token: from elsewhere, or from an ended session."""
    heading = "This form is out of date"
    explanation = "Nothing was changed. Please go back, load the page anew and try again."
    return _problem_page(heading, explanation), 400


def database_problem(error: Exception) -> ResponseReturnValue:
    """The database is locked, full or away: the form again, with everything that was typed."""
    logger.error("%s: %s", request.endpoint, error)
    headers = {"Retry-After": "60"}
    _ = words().gettext
    if request.endpoint in ("door.receive", "door.preview"):
        form = ReplyForm(request.form, meta=form_meta())
        form.form_errors.append(_(_NOT_NOW))
        facts = {"page": _known_page(form), "parent": None, "draft": None}
        return render_template("reply.html", form=form, **facts), 503, headers
    explanation = _("The desk cannot reach its database. Try again soon.")
    return _problem_page(_("Not just now"), explanation), 503, headers


def unforeseen_problem(error: Exception) -> ResponseReturnValue:
    """A fault of ours: it is logged, and the reader's words are shown back."""
    # Not the address: that of a reader's own page is the key to it.
    logger.exception("%s", request.endpoint, exc_info=error)
    _ = words().gettext
    explanation = _("It is noted. Please try again later.")
    return _problem_page(_("Something went wrong on our side"), explanation), 500


def _known_page(form: ReplyForm) -> object:
    try:
        return services().pages.get(form.text("page"))
    except NoManifestError:
        return None


def _problem_page(heading: str, explanation: str) -> str:
    typed = ""
    if request.method == "POST":
        try:
            typed = request.form.get("body", "")
        except HTTPException:  # the request was too large to be read
            typed = ""
    return render_template(
        "reply_problem.html", heading=heading, explanation=explanation, typed=typed
    )
