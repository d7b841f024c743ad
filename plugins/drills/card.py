"""What a page says of a drill beyond its own words: dose, time, terms, figure, tick grid. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plugins.drills.dose import minutes
from plugins.drills.dose.words import Motion, minutes_words, plain_words
from plugins.drills.figure import Drawings
from plugins.drills.model import Drill
from plugins.drills.vocabulary import MOVEMENTS, MUSCLES

_GENTLE = ("mobility", "stretch")
"""Kinds of drill that go somewhere and back, rather than up and down."""


@dataclass(frozen=True)
class Term:
    """A standard term and the plain words beside it, "" where the term is plain itself."""

    name: str
    plain: str = ""


@dataclass(frozen=True)
class Card:
    """A drill in readers' words.

    ``minutes`` is how long the dose takes once. ``days`` by ``weeks`` are the boxes to tick on
    paper, each of ``marks``. ``is_overdue`` is whether the date of the next review has passed.
    """

    dose: tuple[str, ...]
    start: tuple[str, ...]
    minutes: float
    minutes_words: str
    movements: tuple[Term, ...]
    main_muscles: tuple[Term, ...]
    also_muscles: tuple[Term, ...]
    drawings: Drawings
    days: tuple[int, ...]
    weeks: tuple[int, ...]
    marks: tuple[str, ...]
    is_overdue: bool
    qr: Markup


def card(drill: Drill, drawings: Drawings, today: date, qr: Markup) -> Card:
    """Work out everything that the templates would otherwise have to compute."""
    long = minutes(drill.dose, drill.sides)
    motion = _motion(drill, drawings)
    return Card(
        dose=plain_words(drill.dose, drill.sides, motion),
        start=plain_words(drill.start_with, drill.sides, motion) if drill.start_with else (),
        minutes=long,
        minutes_words=minutes_words(long),
        movements=_terms(drill.movements, MOVEMENTS),
        main_muscles=_terms(drill.main_muscles, MUSCLES),
        also_muscles=_terms(drill.also_muscles, MUSCLES),
        drawings=drawings,
        days=tuple(range(1, drill.dose.days_per_week + 1)),
        weeks=tuple(range(1, drill.dose.weeks + 1)),
        marks=("",) if drill.sides == "both together" else ("L", "R"),
        is_overdue=drill.next_review < today,
        qr=qr,
    )


def _motion(drill: Drill, drawings: Drawings) -> Motion:
    if drill.figure and drill.figure.is_circle:
        return "circle"
    if drill.kind in _GENTLE:
        return "there and back"
    return "lift first" if drawings.is_lift else "lower first"


def _terms(names: Iterable[str], plain: Mapping[str, tuple[str, ...]]) -> tuple[Term, ...]:
    return tuple(Term(name, next(iter(plain.get(name, ())), "")) for name in names)
