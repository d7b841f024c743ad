"""The figure as its author writes it: view, working side, contacts, props and poses."""

from collections.abc import Mapping
from typing import cast

from plugins.drills import vocabulary
from plugins.drills.headers.contact_words import contacts
from plugins.drills.headers.fields import FIGURE
from plugins.drills.headers.header import Place, Value
from plugins.drills.headers.notes import Notes
from plugins.drills.headers.pose_words import PoseReader
from plugins.drills.headers.sides import WORKING, Working
from plugins.drills.model import Contact, Figure, Pose

_PLACE: Place = ("figure",)


def read_figure(value: Value, notes: Notes) -> Figure | None:
    """The figure, or None where it cannot be drawn; what is wrong with it is in ``notes``."""
    if not isinstance(value, dict):
        notes.say(_PLACE, "a figure has fields of its own, such as view: and start:")
        return None
    before = len(notes.problems)
    notes.unknown(value, FIGURE, _PLACE)
    working = _working(value, notes)
    turn, rise = _view(value.get("view", "side"), notes)
    figure = Figure(
        poses=_poses(value, PoseReader(notes, working)),
        view_turn=turn,
        view_rise=rise,
        working=working,
        keep=_keep(value, working, notes),
        props=_props(value, notes),
        alt=notes.text(value, "alt", _PLACE),
        unusual_range=notes.text(value, "unusual_range", _PLACE),
    )
    return figure if len(notes.problems) == before else None


def _working(value: Mapping[str, Value], notes: Notes) -> Working | None:
    if "working" not in value:
        return None
    found = notes.chosen(WORKING, value["working"], (*_PLACE, "working"))
    return cast(Working, found) if found else None


def _view(value: Value, notes: Notes) -> tuple[float, float]:
    """The turn and the rise of the camera."""
    place = (*_PLACE, "view")
    if value and isinstance(value, dict):
        notes.unknown(value, ("turn", "rise"), place)
        turn = notes.degrees(value.get("turn", "0"), (*place, "turn"), 180)
        return turn, notes.degrees(value.get("rise", "0"), (*place, "rise"), 90)
    name = notes.chosen(vocabulary.VIEWS, value, place)
    return vocabulary.VIEWS.get(name, vocabulary.VIEWS["side"])


def _keep(value: Mapping[str, Value], working: Working | None, notes: Notes) -> tuple[Contact, ...]:
    found: list[Contact] = []
    for place, text in notes.texts(value, "keep", _PLACE).items():
        found += notes.tried(lambda words: contacts(words, working), text, place) or []
    return tuple(dict.fromkeys(found))


def _props(value: Mapping[str, Value], notes: Notes) -> tuple[str, ...]:
    texts = notes.texts(value, "props", _PLACE)
    props = [notes.chosen(vocabulary.PROPS, text, place) for place, text in texts.items()]
    if "none" in props and len(props) > 1:
        notes.say((*_PLACE, "props"), "“none” stands beside something else; write one or the other")
    return tuple(prop for prop in props if prop not in ("", "none"))


def _poses(value: Mapping[str, Value], reader: PoseReader) -> tuple[Pose, ...]:
    """The key poses, each from the one before."""
    if "start" not in value:
        reader.notes.say((*_PLACE, "start"), "this is missing: the pose that the drill begins with")
        return ()
    poses: list[Pose] = []
    before = len(reader.notes.problems)
    places = _pose_places(value)
    for place, written in places.items():
        poses.append(reader.pose(written, poses[-1] if poses else Pose(), place))
    is_read = len(reader.notes.problems) == before
    if is_read and len(poses) == 2 and poses[0] == poses[1]:
        last = list(places)[-1]
        reader.notes.say(last, "this is the same as the start; say what has moved, or take it out")
    return tuple(poses)


def _pose_places(value: Mapping[str, Value]) -> dict[Place, Value]:
    found: dict[Place, Value] = {(*_PLACE, "start"): value["start"]}
    via = value.get("via", [])
    between = via if isinstance(via, list) else [via]
    found |= {(*_PLACE, "via", number): one for number, one in enumerate(between)}
    if "end" in value:
        found[(*_PLACE, "end")] = value["end"]
    return found
