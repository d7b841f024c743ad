"""From the text of a drill file to the drill, and to everything that is wrong with it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plugins.drills.dose import dose_of, parse_dose
from plugins.drills.dose.limits import DoseError
from plugins.drills.headers import messages, rules, yaml_lines
from plugins.drills.headers.building import ANY_DOSE, build
from plugins.drills.headers.fields import META, DoseFields, DrillFields
from plugins.drills.headers.figure_words import read_figure
from plugins.drills.headers.header import Header, Place
from plugins.drills.headers.notes import Notes
from plugins.drills.headers.values import SLUG, near_slug
from plugins.drills.model import Dose, Drill
from plugins.faults import Fault

_ADAPTERS = {
    name: TypeAdapter(found.rebuild_annotation())
    for name, found in DrillFields.model_fields.items()
}
_DOSE_NAMES = {"hold": "hold_s", "rest": "rest_s"}
_FIELD_NAMES = {inner: outer for outer, inner in _DOSE_NAMES.items()}
_IN_SLUGS = "a-z, 0-9, single hyphens"


@dataclass(frozen=True)
class Parsed:
    """A drill file. ``drill`` is None only where nothing of it can be read.

    The fields that are ``unread`` are nothing in the drill, and there is a fault for each. A slug
    is unread too where the name of the file is none. ``meta`` is Pelican's part.
    """

    drill: Drill | None
    meta: dict[str, Any]
    body: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()


def read_drill(text: str, shown: str, slug: str, today: date) -> Parsed:
    """Read a file, shown to its author as ``shown``. Never raises: what is wrong is a fault.

    ``slug`` is the name of the file without its ending.
    """
    header = yaml_lines.read(text, DrillFields.model_fields)
    reading = _Reading(header, shown)
    drill = reading.drill(slug, today)
    faults = tuple(sorted(set(reading.faults)))
    warned = [] if drill is None or faults else rules.drill_warnings(drill)
    warnings = tuple(reading.fault(*found) for found in warned)
    return Parsed(drill, reading.meta, header.body, faults, warnings, reading.unread)


@dataclass
class _Reading:
    """One file on its way; ``known`` are the fields that could be read."""

    header: Header
    shown: str
    faults: list[Fault] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def unread(self) -> frozenset[str]:
        return frozenset(DrillFields.model_fields.keys() - self.known.keys())

    def drill(self, slug: str, today: date) -> Drill | None:
        self.faults += [Fault(self.shown, line, words) for line, words in self.header.problems]
        if not self.header.data and self.header.problems:
            return None
        self._fields()
        self._say(rules.cut_off(self.header.notes))
        self._say(rules.fields_faults(self.known, today))
        if self.known.get("status", "draft") != "draft":
            self._placeholders()
        self._figure()
        self._doses()
        self.meta = _meta(self.known, self.header.data)
        drill = build(self.known, self._slug(slug))
        self._say(rules.drill_faults(drill, self.unread))
        return drill

    def fault(self, place: Place, message: str) -> Fault:
        told = f"{messages.label(place)}: {message}" if place else message
        return Fault(self.shown, self.header.line(place), told)

    def _fields(self) -> None:
        """Check every field, then read those that are right one by one."""
        try:
            found = DrillFields.model_validate(self.header.data)
            names = DrillFields.model_fields.keys() - self.header.unread
            self.known = {name: getattr(found, name) for name in names}
            return
        except ValidationError as error:
            errors = error.errors(include_url=False)
        wrong = {str(one["loc"][0]) for one in errors} | self.header.unread
        self._say(
            (place, words)
            for place, words in messages.problems(errors, self.header.unread)
            if place[0] not in self.header.unread
        )
        self.known = {
            name: _ADAPTERS[name].validate_python(self.header.data[name])
            if name in self.header.data
            else declared.get_default()
            for name, declared in DrillFields.model_fields.items()
            if name not in wrong
        }

    def _placeholders(self) -> None:
        self._say(rules.placeholders(self.header.data))
        if rules.is_placeholder(self.header.body):
            message = "the story is not written yet; write it, or keep status: draft"
            self.faults.append(Fault(self.shown, self.header.end + 1, message))

    def _slug(self, stem: str) -> str:
        """The address of the drill, or one that is near to a name that makes none."""
        if "slug" in self.header.data or SLUG.fullmatch(stem):
            return self.known.get("slug") or stem
        near = near_slug(stem) or near_slug(self.known.get("title", ""))
        cure = f"rename it to {near}.md" if near else "give it one like sit-to-stand.md"
        message = f"the name of the file is the drill's address; {cure} ({_IN_SLUGS})"
        self.faults.append(Fault(self.shown, 1, message))
        self.known.pop("slug", None)
        self.meta |= {"slug": near} if near else {}
        return near or stem

    def _figure(self) -> None:
        """Read the figure; what is left out is known to be none."""
        if self.known.get("figure") is None:
            return
        notes = Notes()
        figure = read_figure(self.known.pop("figure"), notes)
        self._say(notes.problems)
        if figure is not None:
            self.known["figure"] = figure

    def _doses(self) -> None:
        self._dose("dose", None)
        self._dose("start_with", self.known.get("dose", ANY_DOSE))

    def _dose(self, name: str, base: Dose | None) -> None:
        """Read a dose; what is left out is known to be none."""
        if self.known.get(name) is None:
            return
        written = self.known.pop(name)
        try:
            if isinstance(written, DoseFields):
                self.known[name] = dose_of(_dose_fields(written), base)
            else:
                self.known[name] = parse_dose(written, base)
        except DoseError as error:
            for problem in error.problems:
                self._say([(self._dose_place(name, problem.field), problem.words)])

    def _dose_place(self, name: str, of: str) -> Place:
        inner = (name, _FIELD_NAMES.get(of, of))
        return inner if inner in self.header.lines else (name,)

    def _say(self, found: Iterable[tuple[Place, str]]) -> None:
        self.faults += [self.fault(place, message) for place, message in found]


def _dose_fields(written: DoseFields) -> dict[str, Any]:
    given = {name: getattr(written, name) for name in written.model_fields_set}
    return {_DOSE_NAMES.get(name, name): value for name, value in given.items()}


def _meta(known: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: known[name] for name in META if name in data and name in known}
    return {name: list(it) if isinstance(it, tuple) else it for name, it in found.items()}
