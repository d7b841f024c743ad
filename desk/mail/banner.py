"""What the owner sees at the desk while mail fails, and the two things to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from desk.context import services
from desk.mail.standing import FailedLetter, Standing, discard, failed_letters, put_back, standing
from desk.sign_in import is_signed_in

blueprint = Blueprint("mail", __name__, url_prefix="/desk/mail")

_MOST_NAMED = 5
_A_TRY_LASTS = timedelta(minutes=1)


@dataclass(frozen=True)
class Trouble:
    """How it stands with mail, while it does not go out.

    ``failed`` names some of the letters; ``is_tried_now`` says that others have just become due.
    """

    standing: Standing
    failed: tuple[FailedLetter, ...]
    is_tried_now: bool


def register(app: Flask) -> None:
    """Let every page of the desk ask for the trouble there is."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["mail_trouble"] = mail_trouble
    app.jinja_env.filters["moment"] = moment


def mail_trouble() -> Trouble | None:
    """The trouble with mail, None where there is none, or where a stranger asks."""
    if not is_signed_in():
        return None
    now = services().clock()
    found = standing(services().engine, now)
    if not found.failing and not found.failed:
        return None
    named = failed_letters(services().engine, _MOST_NAMED) if found.failed else []
    # Where nothing takes letters out, they stay due.
    is_tried_now = found.next_try is not None and now - _A_TRY_LASTS <= found.next_try <= now
    return Trouble(found, tuple(named), is_tried_now)


def moment(value: datetime) -> str:
    """A time as the owner's clock has it: 26.02.2020, 09:30."""
    return f"{value.astimezone(ZoneInfo(services().config.site['TIMEZONE'])):%d.%m.%Y, %H:%M}"


@blueprint.before_request
def owner_only() -> ResponseReturnValue | None:
    """Nobody else touches the mail."""
    return None if is_signed_in() else redirect(url_for("sign_in.ask"), 303)


@blueprint.post("/retry")
def retry() -> ResponseReturnValue:
    """Have everything that is not sent tried again at once."""
    number = put_back(services().engine, services().clock())
    flash(f"Tried again now: {_letters(number)}", "done")
    return redirect(url_for("queue.show"), 303)


@blueprint.post("/discard")
def let_go() -> ResponseReturnValue:
    """Give up for good what could not be sent."""
    flash(f"Let go: {_letters(discard(services().engine))}", "done")
    return redirect(url_for("queue.show"), 303)


def _letters(number: int) -> str:
    return "1 letter" if number == 1 else f"{number} letters"
