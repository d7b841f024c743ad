"""Where the links of the owner's mails lead: the reply, and one button."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from desk.back import file_comments, say
from desk.context import services
from desk.credentials import ThrottledError
from desk.items import items
from desk.moderation.tokens import GONE, Action, UsedError
from desk.sign_in import is_signed_in
from desk.submission import DecisionError, Submission, Verb, outcome

blueprint = Blueprint("moderation", __name__, url_prefix="/desk/moderation")

_DONE: dict[Verb, str] = {
    "approve": "Published",
    "unapprove": "Moved back to pending",
    "spam": "Marked as spam",
    "trash": "Moved to trash",
    "restore": "Restored",
}


@blueprint.get("")
def ask() -> ResponseReturnValue:
    """The page for everybody: its script hands in the key that stands behind the “#”."""
    return _page()


@blueprint.post("")
def look() -> ResponseReturnValue:
    """Show the reply that a key is for. That changes nothing, and uses nothing up."""
    return _show(request.form.get("key", "").strip())


@blueprint.post("/act")
def act() -> ResponseReturnValue:
    """Take the decision: a press, together with a session or the PIN."""
    token = request.form.get("key", "")
    action = services().moderation.find(token)
    if action is None:
        return _page(error=GONE), 422
    if not is_signed_in() and not _has_pin():
        return _show(token, error="This is not the PIN", status=422)
    try:
        decided = services().inbox.decide(
            action.submission_id,
            action.verb,
            request.form.get("revision", -1, type=int),
            key=lambda connection: services().moderation.use(connection, token),
        )
    except UsedError:
        return _page(error=GONE), 422
    except DecisionError as error:
        return _show(token, error=str(error), status=409)
    file_comments()
    say(f"{_DONE[action.verb]}: the reply of {decided.author}")
    return redirect(url_for("moderation.done"), 303)


@blueprint.get("/done")
def done() -> ResponseReturnValue:
    """What was done, and the way to the desk, where it can be undone."""
    return _page(is_done=True)


def _has_pin() -> bool:
    try:
        return services().credentials.check_pin(
            request.form.get("pin", ""), request.remote_addr or ""
        )
    except ThrottledError:
        raise TooManyRequests(retry_after=900) from None


def _show(token: str, error: str = "", status: int = 200) -> ResponseReturnValue:
    action = services().moderation.find(token)
    submission = services().inbox.get(action.submission_id) if action else None
    if action is None or submission is None:
        return _page(error=GONE), 422
    return _page(token=token, action=action, submission=submission, error=error), status


def _page(
    *,
    token: str = "",
    action: Action | None = None,
    submission: Submission | None = None,
    error: str = "",
    is_done: bool = False,
) -> str:
    return render_template(
        "desk/moderation.html",
        token=token,
        verb=action.verb if action else "",
        item=items(services(), [submission])[0] if submission else None,
        has_happened=bool(action and submission and _has_happened(submission, action)),
        error=error,
        is_done=is_done,
        is_signed_in=is_signed_in(),
        has_pin=services().credentials.has_pin(),
    )


def _has_happened(submission: Submission, action: Action) -> bool:
    try:
        return outcome(submission, action.verb) == submission.status
    except DecisionError:
        return False  # the press will say why not
