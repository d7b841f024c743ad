"""What the fields of a drill must agree on among themselves, and what deserves a second look. Pure.

Every place is that of the field to mend.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from plugins.drills.dose import work_s
from plugins.drills.dose.grammar import sides_in
from plugins.drills.headers.fields import FREE_TEXTS
from plugins.drills.headers.header import Place, Value
from plugins.drills.headers.yaml_words import CUT_OFF
from plugins.drills.model import Drill
from plugins.drills.vocabulary import FLOOR_POSITIONS, MOVEMENT_JOINTS
from plugins.text import quoted

Found = Iterator[tuple[Place, str]]

_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")
_LONGEST_DAYS = 3 * 366
_NOT_VERBS = ("a", "an", "if", "it", "the", "then", "this", "when", "while", "you", "your")


def fields_faults(known: dict[str, Any], today: date) -> Found:
    """Where fields contradict each other; those that could not be read are not in ``known``."""
    yield from _movements(known)
    yield from _equipment(known)
    yield from _dates(known, today)
    yield from _together(known)
    yield from _sides(known)


def drill_faults(drill: Drill, unread: Collection[str]) -> Found:
    """Where doses and figure contradict each other or the rest, but for fields that are unread."""
    is_more = drill.start_with and work_s(drill.start_with, drill.sides) > work_s(
        drill.dose, drill.sides
    )
    if is_more and "dose" not in unread:
        yield ("start_with",), "this is more work than the dose; begin with less, not more"
    is_for_both = drill.sides == "both together" and "sides" not in unread
    if drill.figure and drill.figure.working and is_for_both:
        message = "the drill says sides: both together; take out working:, or write sides: each"
        yield ("figure", "working"), message


def drill_warnings(drill: Drill) -> Found:
    """What the author should look at, and need not change."""
    days = drill.dose.days_per_week
    if drill.kind == "strength" and days > 4:
        yield ("dose",), f"{days} days a week is much for strength; 2 to 4 are usual"
    if drill.kind == "stretch" and days < 2:
        yield ("dose",), "one day a week is little for a stretch; at least 2 are usual"
    if drill.position in FLOOR_POSITIONS and not drill.instead_of_floor:
        yield (
            ("position",),
            "this is on the floor; say in instead_of_floor what to do for those who cannot",
        )
    if drill.figure and drill.sides == "each" and not drill.figure.working:
        message = "say which side works, so that it is marked: working: front, back, top or right"
        yield ("figure",), message
    for number, step in enumerate(drill.steps):
        first = re.sub(r"\W", "", step.split()[0]).lower()
        if first in _NOT_VERBS:
            yield (
                ("steps", number),
                f"this begins with {quoted(step.split()[0])}; a step is easiest to follow when it "
                "begins with what to do",
            )


def cut_off(notes: Iterable[Place]) -> Found:
    """Texts for readers that a note follows, which their author may have meant as a part of them.

    ``notes`` are the places of all values without quotes that a note follows.
    """
    for place in notes:
        if any(place[: len(start)] == start for start in FREE_TEXTS):
            yield place, CUT_OFF


def placeholders(data: Value, place: Place = ()) -> Found:
    """Texts that still are as ``make new-drill`` wrote them, wholly in square brackets."""
    if isinstance(data, str):
        if is_placeholder(data):
            yield (
                place,
                f"{quoted(data)} is there to be replaced; write yours, or keep status: draft",
            )
        return
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield from placeholders(value, (*place, key))


def is_placeholder(text: str) -> bool:
    """Whether all of a text stands in square brackets."""
    return bool(_PLACEHOLDER.fullmatch(text.strip()))


def _movements(known: dict[str, Any]) -> Found:
    joints = known.get("joints")
    for number, movement in enumerate(known.get("movements", ()) if joints else ()):
        belongs = MOVEMENT_JOINTS[movement.split()[0]]
        if not set(belongs) & set(joints or ()):
            yield (
                ("movements", number),
                f"“{movement}” belongs to {' or '.join(belongs)}, which is not among joints; add "
                "the joint or take the movement out",
            )


def _equipment(known: dict[str, Any]) -> Found:
    equipment = known.get("equipment", ())
    if "none" in equipment and len(equipment) > 1:
        yield ("equipment",), "“none” stands beside something else; write one or the other"


def _dates(known: dict[str, Any], today: date) -> Found:
    last, following = known.get("last_reviewed"), known.get("next_review")
    if last and last > today:
        yield ("last_reviewed",), f"{last} has not come yet; write the day it was last checked"
    if last and following and following <= last:
        yield ("next_review",), f"{following} is not after the last review, {last}"
    if last and following and (following - last).days > _LONGEST_DAYS:
        yield ("next_review",), f"{following} is more than 3 years after {last}; write a nearer day"


def _together(known: dict[str, Any]) -> Found:
    if known.get("photo") and known.get("photo_alt") == "":
        yield ("photo",), "a photo needs photo_alt, the picture in words"
    if known.get("video") and known.get("video_captions") == "":
        yield ("video",), "a video needs video_captions, a file of captions"
    for field, owner in (("photo_alt", "photo"), ("video_captions", "video")):
        if known.get(field) and owner in known and not known[owner]:
            yield (field,), f"there is no {owner} for it; write {owner}:, or take this out"
    evidence = known.get("evidence")
    if evidence and evidence != "therapist's choice" and not known.get("references", True):
        yield (
            ("evidence",),
            f"“{evidence}” needs references; name them, or write therapist's choice",
        )


def _sides(known: dict[str, Any]) -> Found:
    sides = known.get("sides")
    for field in ("dose", "start_with"):
        dose = known.get(field)
        said = sides_in(dose) if isinstance(dose, str) else None
        if said and sides and said != sides and (said, sides) != ("each", "alternate"):
            word = {"each": "each side", "alternate": "alternating"}[said]
            yield (field,), f"this says “{word}”, but sides says “{sides}”; make them agree"
