"""The index of drills: what one can look them up by, as in the back of a book. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.drills.card import Card, Term
from plugins.drills.model import Drill
from plugins.drills.vocabulary import EQUIPMENT, JOINTS, MOVEMENTS, POSITIONS

_BANDS = ((2.0, "up to 2 minutes"), (4.0, "2 to 4 minutes"), (float("inf"), "over 4 minutes"))
"""Minutes, and the words for anything up to that which is not in the band before."""


@dataclass(frozen=True)
class Entry:
    """A drill in the index; ``page`` is what the templates link to."""

    drill: Drill
    card: Card
    page: Any


@dataclass(frozen=True)
class Group:
    """The drills under one heading; ``token`` is its name in addresses and data attributes.

    ``url`` is the address of the heading's own page, relative to the site's.
    """

    term: Term
    token: str
    url: str
    pages: tuple[Any, ...]


@dataclass(frozen=True)
class Section:
    """One way to look drills up."""

    name: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class _Way:
    name: str
    title: str
    order: Sequence[str]
    words: Callable[[Entry], Sequence[str]]
    plain: Callable[[str], str] = lambda _: ""


_WAYS = (
    _Way("joint", "Joint", JOINTS, lambda entry: entry.drill.joints),
    _Way(
        "movement",
        "Movement",
        tuple(MOVEMENTS),
        lambda entry: entry.drill.movements,
        lambda word: next(iter(MOVEMENTS[word]), ""),
    ),
    _Way("equipment", "Equipment", EQUIPMENT, lambda entry: entry.drill.equipment),
    _Way("position", "Position", POSITIONS, lambda entry: (entry.drill.position,)),
    _Way("minutes", "Time", [band for _, band in _BANDS], lambda entry: (_band(entry.card),)),
)


def sections(entries: Sequence[Entry], url: str) -> tuple[Section, ...]:
    """Every way to look drills up, with the headings that have any drills under them.

    ``url`` is the address of the index, relative to the site's.
    """
    return tuple(
        Section(
            way.name,
            way.title,
            tuple(
                Group(
                    Term(word, way.plain(word)),
                    _token(word),
                    f"{url}{way.name}/{_token(word)}/",
                    pages,
                )
                for word in way.order
                if (pages := tuple(entry.page for entry in entries if word in way.words(entry)))
            ),
        )
        for way in _WAYS
    )


def tokens(entry: Entry) -> dict[str, str]:
    """The same of one drill: the tokens of its headings by the name of each way."""
    return {way.name: " ".join(_token(word) for word in way.words(entry)) for way in _WAYS}


def _band(card: Card) -> str:
    return next(words for most, words in _BANDS if card.minutes <= most)


def _token(word: str) -> str:
    return word.replace(" ", "-")
