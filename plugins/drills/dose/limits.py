"""What a dose may be: its limits, and what is wrong with one that cannot be. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_LIMITS: dict[str, tuple[str, int, int]] = {
    "sets": ("sets", 1, 5),
    "reps": ("repetitions", 1, 100),
    "hold_s": ("the hold, in seconds,", 1, 600),
    "rest_s": ("the rest, in seconds,", 0, 180),
    "days_per_week": ("days a week", 1, 7),
    "times_per_day": ("times a day", 1, 5),
    "weeks": ("weeks", 1, 16),
    "effort": ("effort", 0, 10),
    "pain_limit": ("the pain limit", 0, 10),
}


class Problem(NamedTuple):
    """What is wrong with a dose, in words; ``field`` of ``model.Dose``, "" for none of them."""

    field: str
    words: str


class DoseError(ValueError):
    """The dose is not understood; ``problems`` says what to write instead."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.words for problem in problems))


def problems(known: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a dose of these fields of ``model.Dose``."""
    for name, (words, low, high) in _LIMITS.items():
        value = known.get(name)
        if value is not None and not low <= value <= high:
            yield Problem(name, f"{words} must be {low} to {high}, not {value}")
    if known.get("sets") is None:
        yield Problem("sets", "say how many sets")
    if known.get("reps") is None and known.get("hold_s") is None:
        yield Problem("", "say how many repetitions, or how long to hold")
    if known.get("days_per_week") is None:
        yield Problem("days_per_week", "say how often, such as “daily” or “3 days a week”")
    tempo = known.get("tempo")
    if tempo and not 2 <= sum(tempo) <= 20:
        yield Problem("tempo", f"a tempo must last 2 to 20 seconds in all, not {sum(tempo)}")
    if tempo and known.get("reps") is None:
        yield Problem(
            "tempo", "a tempo needs repetitions, such as “2 x 10”; to stay still, leave it out"
        )
    if "," in known.get("load", ""):
        yield Problem("load", "write the load without a comma")
