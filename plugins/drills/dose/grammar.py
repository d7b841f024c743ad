"""The grammar of a dose sentence: its first part, then the others in any order. Pure.

Every name is that of a field of ``model.Dose``.
"""

import re
from difflib import get_close_matches
from typing import Any

from plugins.drills.dose.cures import cure
from plugins.drills.dose.limits import DoseError, Problem
from plugins.drills.model import Sides
from plugins.text import quoted

EXAMPLE = "2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks"

TEMPO_HELP = (
    "a tempo is four numbers, the seconds of lowering, pause, lifting and pause, such as "
    "“tempo 2-2-2-0”"
)

_SECONDS = r"(?:s|sec|secs|second|seconds)\b\.?"
_HEAD = re.compile(
    rf"(?P<sets>[0-9]{{1,4}}) ?[x×] ?(?P<count>[0-9]{{1,4}})(?: ?(?P<seconds>{_SECONDS}))?"
    r"(?: (?:on )?(?P<sides>each(?: side)?|alternat(?:e|ing)(?: sides)?))?",
    re.IGNORECASE,
)
_PARTS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "tempo": r"tempo ([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?([0-9]{1,2})",
        "hold_s": rf"hold ([0-9]{{1,4}})(?: ?{_SECONDS})?",
        "rest_s": rf"(?:rest ([0-9]{{1,4}})(?: ?{_SECONDS})?|no rest)",
        "days_per_week": r"(?:daily|every day|([0-9]{1,4}) days? (?:a|per) week)",
        "times_per_day": r"(?:(once|twice)|([0-9]{1,4}) times) (?:a|per) day",
        "weeks": r"(?:for )?([0-9]{1,4}) weeks?",
        "effort": r"effort ([0-9]{1,4})",
        "pain_limit": r"pain up to ([0-9]{1,4})",
        "load": r"load (\S.*)",
    }.items()
}
_MINUTES = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?min(?:ute)?s?\.?")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})")
_LONG_HEAD = re.compile(
    r"(?:(?P<sets>[0-9]{1,4}) ?[x×] ?)?(?P<time>[0-9.]+ ?min[a-z]*\.?|[0-9]+:[0-9]+)(?P<rest> .*)?",
    re.IGNORECASE,
)
_LONGEST_WORD = 20
_ASKS = ("tempo", "hold", "rest", "daily", "effort", "load", "pain", "every", "once", "twice")


def in_seconds(text: str) -> str:
    """A time in minutes, or as a clock shows it, in seconds: ``90 s``; "" where it is neither."""
    if found := _MINUTES.fullmatch(text.lower()):
        return f"{round(float(found[1]) * 60)} s"
    if found := _CLOCK.fullmatch(text):
        return f"{int(found[1]) * 60 + int(found[2])} s"
    return ""


def sides_in(text: str) -> Sides | None:
    """The sides that a dose sentence speaks of, None where it says nothing."""
    found = _HEAD.fullmatch(" ".join(text.split(",")[0].split()))
    if not found or not found["sides"]:
        return None
    return "each" if found["sides"].lower().startswith("each") else "alternate"


def head(part: str) -> tuple[dict[str, Any], list[Problem]]:
    """What the first part says, or what is wrong with it."""
    found = _HEAD.fullmatch(part)
    if found:
        count = "hold_s" if found["seconds"] else "reps"
        return {"sets": int(found["sets"]), count: int(found["count"])}, []
    long = _LONG_HEAD.fullmatch(part)
    if long and (seconds := in_seconds(long["time"])):
        whole = f"{long['sets'] or 1} x {seconds}{long['rest'] or ''}"
        return {}, [Problem("", f"{quoted(part)}: write it in seconds, {quoted(whole)}")]
    words = (
        f"{quoted(part)} is not understood; begin with sets x repetitions or sets x seconds, in "
        f"figures, such as “2 x 10 each side” or “3 x 30 s”. A whole dose: “{EXAMPLE}”"
    )
    return {}, [Problem("", words)]


def part(text: str) -> tuple[str, Any]:
    """What another part says, as a field and its value. Raises DoseError."""
    for name, pattern in _PARTS.items():
        if found := pattern.fullmatch(text):
            return name, _value(name, [group for group in found.groups() if group])
    raise DoseError(Problem("", _confusion(text)))


def _value(name: str, groups: list[str]) -> Any:
    if name == "tempo":
        return tuple(int(group) for group in groups)
    if name == "load":
        return groups[0]
    if not groups:
        return 7 if name == "days_per_week" else 0
    return {"once": 1, "twice": 2}.get(groups[0].lower()) or int(groups[0])


def _confusion(part: str) -> str:
    """What is wrong with a part that no pattern reads."""
    if not part:
        return "there is a comma too many"
    word, _, rest = part.lower().partition(" ")
    if word == "tempo":
        hold = re.fullmatch(rf"([0-9]+)(?: ?{_SECONDS})?", rest)
        still = f"; to stay still, write “hold {hold[1]} s”" if hold else ""
        return f"{quoted(part)} is not understood: {TEMPO_HELP}{still}"
    if word == "hold" and "-" in rest:
        return f"{quoted(part)} is not a hold: {TEMPO_HELP}; a hold is seconds, such as “hold 5 s”"
    if seconds := in_seconds(rest):
        return f"{quoted(part)}: write it in seconds, “{word} {seconds}”"
    if seconds := in_seconds(part):
        either = f"“hold {seconds}” or “rest {seconds}”"
        return f"{quoted(part)}: write it in seconds and say of what, {either}"
    if right := cure(part):
        return f"{quoted(part)} is not understood; {right}"
    close = get_close_matches(word[:_LONGEST_WORD], _ASKS, 1)
    hint = f"; did you mean {quoted(f'{close[0]} {rest}')}?" if close else "."
    return f"{quoted(part)} is not understood{hint} A whole dose: “{EXAMPLE}”"
