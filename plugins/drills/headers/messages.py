"""What pydantic found, as sentences for the author of a drill. Pure."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from plugins.choices import any_of, nearest
from plugins.drills.headers.fields import NESTED, DoseFields, DrillFields, Fields
from plugins.drills.headers.header import Place
from plugins.drills.headers.homes import home, sent_home
from plugins.text import cut, quoted

_FORMS = ("sentence", "fields")
"""Names that pydantic puts into the place of a dose, which is in no file."""

_ALIASES = {
    "code": "drill",
    "name": "title",
    "description": "summary",
    "goal": "aim",
    "type": "kind",
    "side": "sides",
    "joint": "joints",
    "movement": "movements",
    "muscle": "muscles",
    "cue": "cues",
    "step": "steps",
    "instructions": "steps",
    "prop": "props",
    "camera": "view",
    "contraindications": "not_if",
    "contacts": "keep",
    "sources": "references",
    "reviewed": "last_reviewed",
    "date": "last_reviewed",
    "reviewer": "reviewed_by",
    "days": "days_per_week",
    "seconds": "hold",
    "problem": "wrong",
    "cure": "fix",
}
"""Names that people write for a field, where no spelling would lead to it."""

EMPTY = "this is empty; write something, or take the field out"


def problems(
    errors: Iterable[ErrorDetails], unread: Iterable[str] = ()
) -> Iterator[tuple[Place, str]]:
    """The place and the sentence of every error; ``unread`` are names that are told of already."""
    found = [(_place(error), error) for error in errors]
    missing = [place for place, error in found if error["type"] == "missing"]
    strange = [place for place, error in found if _is_unknown(error)]
    told = [*strange, *((name,) for name in unread)]
    meant = {at for place in told for at in _meant(place, missing)}
    for place, error in found:
        # A field under another name is one mistake, not a strange field and a missing one.
        if error["type"] != "missing" or place not in meant:
            yield place, _sentence(error, place, missing)


def unknown_field(name: str, known: Iterable[str], missing: Collection[str] = ()) -> str:
    """What to write instead of a field that there is not; those that are missing come first."""
    names = tuple(known)
    near = _near(name, missing) or _near(name, names)
    if near:
        return f"there is no such field; did you mean “{near}”?"
    return f"there is no such field; write {any_of(names)}, or take it out"


def label(place: Place) -> str:
    """A place in words: ``mistakes, 2nd, fix``."""
    return ", ".join(_ordinal(part) if isinstance(part, int) else cut(part) for part in place)


def _place(error: ErrorDetails) -> Place:
    return tuple(part for part in error["loc"] if part not in _FORMS)


def _is_unknown(error: ErrorDetails) -> bool:
    return error["type"] == "extra_forbidden"


def _meant(place: Place, missing: Iterable[Place]) -> Iterator[Place]:
    """The places that the author of an unknown field may have had in mind."""
    name = str(place[-1])
    near = _near(name, _beside(place, missing)) or _near(name, tuple(_model(place).model_fields))
    yield (*place[:-1], near)
    if len(place) == 1 and (owner := home(name)):
        yield (owner,)
        yield (owner, name)


def _beside(place: Place, places: Iterable[Place]) -> list[str]:
    """The names of those places that stand beside this one."""
    return [str(other[-1]) for other in places if other[:-1] == place[:-1]]


def _near(name: str, names: Collection[str]) -> str:
    alias = _ALIASES.get(name.casefold(), "")
    return alias if alias in names else nearest(name, names)


def _sentence(error: ErrorDetails, place: Place, missing: Iterable[Place]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "missing":
        return f"this is missing: {_purpose(place)}"
    if _is_unknown(error):
        if given == "" and len(place) > 1 and " " in str(place[-1]):
            return "a comma ends the text before this; put all of the text in straight quotes"
        at_home = sent_home(str(place[0]), given) if len(place) == 1 else ""
        known = _model(place).model_fields
        return at_home or unknown_field(str(place[-1]), known, _beside(place, missing))
    if given in ("", [], {}):
        return EMPTY
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return f"{_said(given)} is not what is meant here: {_purpose(place)}"


def _model(place: Place) -> type[Fields]:
    """The fields among which the last name of a place stands."""
    return NESTED.get(str(place[0]), DrillFields) if len(place) > 1 else DrillFields


def _purpose(place: Place) -> str:
    names = [part for part in place if isinstance(part, str)]
    known = _model(tuple(names)).model_fields
    if len(names) > 1 and names[-1] in known:
        return str(known[names[-1]].description)
    if names[0] in NESTED and NESTED[names[0]] is not DoseFields:
        inner = NESTED[names[0]].model_fields
        return f"write {', '.join(f'{name}: …' for name in inner)}"
    return str(DrillFields.model_fields[names[0]].description)


def _said(given: Any) -> str:
    return quoted(given) if isinstance(given, str) else "this"


def _ordinal(index: int) -> str:
    number = index + 1
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
