"""The dose in words for readers. Pure."""

from collections.abc import Iterator
from typing import Literal

from plugins.drills.model import Dose, Sides

Motion = Literal["lower first", "lift first", "there and back", "circle"]
"""How a drill moves, for the words of its tempo."""

# The order in which the numbers of a tempo come, and what a reader does meanwhile.
_COUNTS: dict[Motion, tuple[tuple[int, str], ...]] = {
    "lower first": ((0, "down"), (1, "still"), (2, "up"), (3, "still")),
    "lift first": ((2, "up"), (3, "still"), (0, "down"), (1, "still")),
    "there and back": ((0, "there"), (1, "still"), (2, "back"), (3, "still")),
}


def plain_words(dose: Dose, sides: Sides, motion: Motion) -> tuple[str, ...]:
    """The dose in short phrases."""
    return tuple(_parts(dose, sides, motion))


def minutes_words(long: float) -> str:
    """Minutes in words."""
    if long < 0.75:
        return "less than a minute"
    whole = int(long + 0.5)
    return f"about {count(whole, 'minute')}"


def times(number: int) -> str:
    """How often a day."""
    return "twice a day" if number == 2 else f"{number} times a day"


def count(number: int, word: str) -> str:
    """A number of things."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _parts(dose: Dose, sides: Sides, motion: Motion) -> Iterator[str]:
    yield _work(dose, sides)
    if dose.tempo:
        yield _tempo(dose.tempo, motion)
    bouts = dose.sets * (2 if sides == "each" else 1)
    if dose.rest_s and bouts > 1:
        yield f"Rest {count(dose.rest_s, 'second')} in between"
    days = "Every day" if dose.days_per_week == 7 else f"{count(dose.days_per_week, 'day')} a week"
    often = f", {times(dose.times_per_day)}," if dose.times_per_day > 1 else ""
    yield f"{days}{often} for {count(dose.weeks, 'week')}"
    if dose.load:
        yield f"With: {dose.load}"
    if dose.effort is not None:
        yield f"It should feel like {dose.effort} out of 10 for effort"
    if dose.pain_limit is not None:
        yield f"Pain no higher than {dose.pain_limit} out of 10"


def _work(dose: Dose, sides: Sides) -> str:
    where = {"both together": "", "each": " on each side", "alternate": " a side, taking turns"}
    if dose.reps is None:
        held = f"Hold {count(dose.hold_s or 0, 'second')}"
        return f"{held}{where[sides]}" + (f", {dose.sets} times" if dose.sets > 1 else "")
    sets = count(dose.sets, "set")
    hold = f", holding each for {count(dose.hold_s, 'second')}" if dose.hold_s else ""
    return f"{sets} of {dose.reps}{where[sides]}{hold}"


def _tempo(tempo: tuple[int, int, int, int], motion: Motion) -> str:
    if motion == "circle":
        return f"Count {sum(tempo)} for each circle"
    steps = ((tempo[number], word) for number, word in _COUNTS[motion])
    return "Count " + ", ".join(f"{seconds} {word}" for seconds, word in steps if seconds)
