"""The owner's way in and out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from desk.back import inside
from desk.context import services
from desk.credentials import ThrottledError

blueprint = Blueprint("sign_in", __name__, url_prefix="/desk")


@blueprint.get("/sign-in")
def ask() -> ResponseReturnValue:
    """Ask for the password, or for a press where a link was opened.

    Opening a link signs nobody in by itself: programs that look at mail open links too.
    """
    token = request.args.get("token", "")
    if is_signed_in():
        return redirect(url_for("queue.show"))
    return _page(token=token if token and services().credentials.knows_link(token) else "")


@blueprint.post("/sign-in")
def answer() -> ResponseReturnValue:
    """Sign in by link or password."""
    token = request.form.get("token", "")
    if token:
        if services().credentials.use_link(token):
            return _welcome()
        return _page(error="This link has been used, or is too old"), 422
    try:
        known = services().credentials.check_password(
            request.form.get("password", ""), request.remote_addr or ""
        )
    except ThrottledError:
        raise TooManyRequests(retry_after=900) from None
    return _welcome() if known else (_page(error="This is not the password"), 422)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this session."""
    session.clear()
    return redirect(url_for("sign_in.ask"), 303)


def is_signed_in() -> bool:
    """Whether this request is the owner's."""
    return "owner" in session and session["owner"] == services().credentials.session_epoch()


def owner_only() -> ResponseReturnValue | None:
    """Before a request for the owner: send everybody else to the sign-in page."""
    if is_signed_in():
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("sign_in.ask", next=wanted or None), 303)


def _welcome() -> ResponseReturnValue:
    next_path = request.form.get("next", "")
    session.clear()
    session["owner"] = services().credentials.session_epoch()
    session.permanent = True
    return redirect(inside(next_path) or url_for("queue.show"), 303)


def _page(token: str = "", error: str = "") -> str:
    asked_for = request.args.get("token", "") if request.method == "GET" else ""
    if asked_for and not token:
        error = "This link has been used, or is too old"
    return render_template(
        "desk/sign_in.html",
        token=token,
        error=error,
        next=inside(request.values.get("next", "")),
        has_password=services().credentials.has_password(),
    )
