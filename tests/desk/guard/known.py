"""What the tests of the guard judge: an ordinary reply from an ordinary browser, changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.guard.attempt import Attempt, Known, Rules, Visit
from desk.guard.form_token import FormToken
from desk.guard.likeness import sketch
from desk.guard.signals import find_signals
from desk.guard.words import read_list
from desk.submission import Reply

NOW = datetime(2020, 3, 1, 12, tzinfo=UTC)
ADDRESS = "81.2.69.160"
BROWSER = Visit(origin="https://site.example", host="desk.example", fetch_mode="navigate")
TOKEN = FormToken("genuine", "knee-pain", timedelta(minutes=2), "n1")
RULES = Rules(
    owner_names=("Jane Doe", "Full Range"),
    owner_email="jane@site.example",
    hosts=frozenset({"site.example"}),
    words=read_list("casino\ncheap pills\nspam.example\n")[0],
)


def attempt(
    visit: Visit | None = None, token: FormToken | None = None, **changes: object
) -> Attempt:
    reply = Reply("knee-pain", "", "Ann", "ann@example.com", "", "My knee says thanks.")
    changed = replace(reply, **changes)  # type: ignore[arg-type]
    return Attempt(changed, visit or BROWSER, token or TOKEN, NOW, "net", sketch(changed.body))


def names(judged: Attempt, known: Known | None = None, rules: Rules = RULES) -> set[str]:
    """The names of the signals that an attempt gives."""
    return {signal.name for signal in find_signals(judged, known or Known(), rules)}
