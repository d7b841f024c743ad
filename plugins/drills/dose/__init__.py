"""The dose as one sentence: read strictly, printed back, put into plain words, timed. Pure.

A sentence is parts with commas between, in any order after the first::

    2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from plugins.drills.dose import grammar
from plugins.drills.dose.limits import DoseError, Problem, problems
from plugins.drills.dose.words import count, times
from plugins.drills.model import Dose, Sides
from plugins.text import quoted


def parse_dose(text: str, base: Dose | None = None) -> Dose:
    """Read a dose; what it leaves out is taken from ``base``. Raises DoseError."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    given, wrong = grammar.head(parts[0])
    for part in parts[1:]:
        try:
            name, value = grammar.part(part)
        except DoseError as error:
            wrong += error.problems
            continue
        if name in given:
            wrong.append(Problem(name, f"{quoted(part)}: this is said twice"))
        given[name] = value
    if wrong:
        raise DoseError(*wrong)
    return dose_of(given, base)


def dose_of(given: Mapping[str, Any], base: Dose | None = None) -> Dose:
    """The dose of these fields of ``model.Dose``. Raises DoseError for what cannot be."""
    known = dict(given)
    if base is not None:
        known = _taken_over(base, known) | known
    elif "times_per_day" in known:
        known.setdefault("days_per_week", 7)
    if wrong := list(problems(known)):
        raise DoseError(*wrong)
    return Dose(**known)


def sentence(dose: Dose, sides: Sides) -> str:
    """The dose as its author would write it; ``parse_dose`` reads the same dose from it."""
    return ", ".join(_sentence_parts(dose, sides))


def minutes(dose: Dose, sides: Sides) -> float:
    """How long the dose takes once: work, the rests between all bouts, 10 s to set up."""
    bouts = dose.sets * (2 if sides == "each" else 1)
    return (work_s(dose, sides) + (bouts - 1) * dose.rest_s + 10) / 60


def work_s(dose: Dose, sides: Sides) -> int:
    """The seconds of work without rests; a repetition without a tempo takes 3 s."""
    one = dose.hold_s or 0
    if dose.reps is not None:
        one += sum(dose.tempo) if dose.tempo else 3
    return dose.sets * (1 if sides == "both together" else 2) * (dose.reps or 1) * one


def _taken_over(base: Dose, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a smaller dose has in common with the dose that it leads to."""
    known = {one.name: getattr(base, one.name) for one in fields(Dose)}
    if "reps" not in given:
        known |= {"reps": None, "tempo": None}
    if "reps" not in given or base.reps is None:
        known["hold_s"] = None
    return known


def _sentence_parts(dose: Dose, sides: Sides) -> Iterator[str]:
    ending = {"both together": "", "each": " each side", "alternate": " alternating"}[sides]
    number = f"{dose.hold_s} s" if dose.reps is None else f"{dose.reps}"
    yield f"{dose.sets} x {number}{ending}"
    if dose.reps is not None and dose.hold_s is not None:
        yield f"hold {dose.hold_s} s"
    if dose.tempo:
        yield f"tempo {'-'.join(map(str, dose.tempo))}"
    yield f"rest {dose.rest_s} s" if dose.rest_s else "no rest"
    yield "daily" if dose.days_per_week == 7 else f"{count(dose.days_per_week, 'day')} a week"
    if dose.times_per_day > 1:
        yield times(dose.times_per_day)
    yield count(dose.weeks, "week")
    if dose.effort is not None:
        yield f"effort {dose.effort}"
    if dose.load:
        yield f"load {dose.load}"
    if dose.pain_limit is not None:
        yield f"pain up to {dose.pain_limit}"
