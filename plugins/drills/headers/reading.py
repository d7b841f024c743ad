"""From the text of a drill file to the drill, or to everything that is wrong with it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plugins.drills.dose import dose_of, parse_dose
from plugins.drills.dose.limits import DoseError
from plugins.drills.headers import messages, rules, yaml_lines
from plugins.drills.headers.fields import META, DoseFields, DrillFields
from plugins.drills.headers.figure_words import read_figure
from plugins.drills.headers.notes import Notes
from plugins.drills.headers.yaml_lines import FrontMatter, Place
from plugins.drills.model import Dose, Drill, Figure, Mistake, SelfTest
from plugins.faults import Fault

_ADAPTERS = {
    name: TypeAdapter(found.rebuild_annotation())
    for name, found in DrillFields.model_fields.items()
}
_ANY_DOSE = Dose(sets=1, days_per_week=7, reps=1)
"""What a smaller dose leaves out is not missing from it only because the dose has a fault."""
_DOSE_NAMES = {"hold": "hold_s", "rest": "rest_s"}
_FIELD_NAMES = {inner: outer for outer, inner in _DOSE_NAMES.items()}
_AS_THEY_ARE = {name for name in Drill.__dataclass_fields__ if name in DrillFields.model_fields} - {
    "slug",
    "mistakes",
    "dose",
    "start_with",
    "self_test",
    "figure",
}


@dataclass(frozen=True)
class Parsed:
    """A drill file. ``drill`` is None where there are ``faults``; ``meta`` is Pelican's part."""

    drill: Drill | None
    meta: dict[str, Any]
    body: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


def read_drill(text: str, shown: str, slug: str, today: date) -> Parsed:
    """Read a file, shown to its author as ``shown``. Never raises: what is wrong is a fault."""
    front = yaml_lines.read(text)
    reading = _Reading(front, shown)
    drill = reading.drill(slug, today)
    faults = tuple(sorted(set(reading.faults)))
    if drill is None or faults:
        return Parsed(None, {}, front.body, faults)
    warnings = tuple(reading.fault(*found) for found in rules.drill_warnings(drill))
    return Parsed(drill, reading.meta, front.body, (), warnings)


@dataclass
class _Reading:
    """One file on its way; ``known`` are the fields that could be read."""

    front: FrontMatter
    shown: str
    faults: list[Fault] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)

    def drill(self, slug: str, today: date) -> Drill | None:
        self.faults += [Fault(self.shown, line, words) for line, words in self.front.problems]
        if not self.front.data and self.front.problems:
            return None
        self._fields()
        figure = self._figure()
        doses = self._doses()
        self._say(rules.fields_faults(self.known, today))
        if self.known.get("status") != "draft":
            self._placeholders()
        if self.faults:
            return None
        self.meta = _meta(self.known, self.front.data)
        drill = _drill(self.known, str(self.meta.get("slug", slug)), doses, figure)
        self._say(rules.drill_faults(drill))
        return drill

    def fault(self, place: Place, message: str) -> Fault:
        told = f"{messages.label(place)}: {message}" if place else message
        return Fault(self.shown, self.front.line(place), told)

    def _fields(self) -> None:
        """Check every field, then read those that are right one by one."""
        try:
            found = DrillFields.model_validate(self.front.data)
            self.known = {name: getattr(found, name) for name in DrillFields.model_fields}
            return
        except ValidationError as error:
            errors = error.errors(include_url=False)
        wrong = {str(one["loc"][0]) for one in errors} | self.front.unread
        self._say(
            (place, words)
            for place, words in messages.problems(errors)
            if place[0] not in self.front.unread
        )
        self.known = {
            name: _ADAPTERS[name].validate_python(self.front.data[name])
            if name in self.front.data
            else declared.get_default()
            for name, declared in DrillFields.model_fields.items()
            if name not in wrong
        }

    def _placeholders(self) -> None:
        self._say(rules.placeholders(self.front.data))
        if rules.is_placeholder(self.front.body):
            message = "the story is not written yet; write it, or keep status: draft"
            self.faults.append(Fault(self.shown, self.front.body_line, message))

    def _figure(self) -> Figure | None:
        if "figure" not in self.front.data:
            return None
        notes = Notes()
        figure = read_figure(self.front.data["figure"], notes)
        self._say(notes.problems)
        return figure

    def _doses(self) -> tuple[Dose | None, Dose | None]:
        dose = self._dose("dose", None)
        return dose, self._dose("start_with", dose or _ANY_DOSE)

    def _dose(self, name: str, base: Dose | None) -> Dose | None:
        written = self.known.get(name)
        if written is None:
            return None
        try:
            if isinstance(written, DoseFields):
                return dose_of(_dose_fields(written), base)
            return parse_dose(written, base)
        except DoseError as error:
            for problem in error.problems:
                self._say([(self._dose_place(name, problem.field), problem.words)])
            return None

    def _dose_place(self, name: str, of: str) -> Place:
        inner = (name, _FIELD_NAMES.get(of, of))
        return inner if inner in self.front.lines else (name,)

    def _say(self, found: Iterable[tuple[Place, str]]) -> None:
        self.faults += [self.fault(place, message) for place, message in found]


def _dose_fields(written: DoseFields) -> dict[str, Any]:
    given = {name: getattr(written, name) for name in written.model_fields_set}
    return {_DOSE_NAMES.get(name, name): value for name, value in given.items()}


def _meta(known: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: known[name] for name in META if name in data}
    return {name: list(it) if isinstance(it, tuple) else it for name, it in found.items()}


def _drill(
    known: Mapping[str, Any],
    slug: str,
    doses: tuple[Dose | None, Dose | None],
    figure: Figure | None,
) -> Drill:
    dose, start_with = doses
    assert dose is not None  # a dose that cannot be read is a fault
    test = known["self_test"]
    return Drill(
        **{name: known[name] for name in _AS_THEY_ARE},
        slug=slug,
        code=known["drill"],
        main_muscles=known["muscles"].main,
        also_muscles=known["muscles"].also,
        mistakes=tuple(Mistake(one.wrong, one.fix) for one in known["mistakes"]),
        dose=dose,
        start_with=start_with,
        self_test=SelfTest(**test.model_dump()) if test else None,
        figure=figure,
    )
