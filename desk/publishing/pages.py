"""What the owner sees of publishing at the desk, and what she presses to have it done now."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, redirect, request
from flask.typing import ResponseReturnValue

from desk.back import go_back, wanted
from desk.context import services
from desk.publishing.state import State
from desk.sign_in import is_signed_in, owner_only

blueprint = Blueprint("publishing", __name__, url_prefix="/desk/publishing")
blueprint.before_request(owner_only)


@dataclass(frozen=True)
class Line:
    """How it stands, for a line on every page of the desk.

    ``is_under_way``: it changes within seconds. ``back`` is where a press leads back to,
    ``version`` changes when the line does.
    """

    state: State
    is_under_way: bool
    back: str
    version: str


def register(app: Flask) -> None:
    """Let every page of the desk ask how it stands."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["publishing_line"] = publishing_line
    app.jinja_env.filters["lately"] = lately


def publishing_line() -> Line | None:
    """How it stands; None where this desk does not publish, or where a stranger asks."""
    if not services().config.publishes or not is_signed_in():
        return None
    desk = services()
    state = desk.ledger.read()
    is_awaited = state.stage == "waiting" and desk.config.site["PUBLISH_ON_APPROVAL"]
    # An address that only takes presses cannot be gone back to.
    back = request.full_path if request.method == "GET" else ""
    return Line(state, is_awaited or state.stage == "publishing", back, mark(state))


def mark(state: State) -> str:
    """Changes when what the owner sees does."""
    moment = state.failed_at or state.live_at
    return f"{state.stage}.{state.waiting}.{moment.timestamp() if moment else 0:.0f}"


def lately(value: datetime) -> str:
    """A time as the owner's clock has it: 10:32, with the day where that is not today."""
    zone = ZoneInfo(services().config.site["TIMEZONE"])
    then, now = value.astimezone(zone), services().clock().astimezone(zone)
    return f"{then:%H:%M}" if then.date() == now.date() else f"{then:%d.%m.%Y, %H:%M}"


@blueprint.post("/now")
def publish_now() -> ResponseReturnValue:
    """Have the site published at once, by whichever process of the desk is first."""
    if not services().config.publishes:
        return go_back("This desk does not publish: PUBLISH_TO is not set", kind="problem")
    services().ledger.ask()
    return redirect(wanted(), 303)
