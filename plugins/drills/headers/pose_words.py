"""A pose as its author writes it: a named pose, and in named motions what is different from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from plugins.choices import did_you_mean
from plugins.drills import vocabulary
from plugins.drills.headers.header import Place, Value
from plugins.drills.headers.messages import EMPTY, unknown_field
from plugins.drills.headers.motions import hip, motion
from plugins.drills.headers.notes import Notes, typed
from plugins.drills.headers.sides import WORDS, Working, leg_sides
from plugins.drills.model import Leg, Pose
from plugins.drills.poses import POSES, mirrored
from plugins.text import quoted

_TILTS = ("lean", "roll", "turn", "round")
_JOINTS: dict[str, Callable[[str], dict[str, float]]] = {
    "hip": hip,
    "knee": partial(motion, "knee"),
    "ankle": partial(motion, "ankle"),
    "toes": partial(motion, "toes"),
}
_LEG = re.compile(r"(\w+) legs?")
_ARM = re.compile(r"(\w+) arm")
_LEGS = tuple(f"{word} leg{'s' if word == 'both' else ''}" for word in WORDS)


@dataclass(frozen=True)
class PoseReader:
    """Reads the poses of one figure."""

    notes: Notes
    working: Working | None

    def pose(self, value: Value, before: Pose, place: Place) -> Pose:
        """A pose; what it does not say is as in the one before."""
        if isinstance(value, str) and value and before == Pose():
            value = {"from": value}
        if not value or not isinstance(value, dict):
            message = f"{quoted(typed(value))}: write what is different, such as lean: 5"
            self.notes.say(place, message if value else EMPTY)
            return before
        pose = self._named(value["from"], (*place, "from")) if "from" in value else before
        for name, written in value.items():
            if name != "from":
                pose = self._changed(pose, name, written, (*place, name))
        return pose

    def _named(self, value: Value, place: Place) -> Pose:
        name = self.notes.chosen(vocabulary.NAMED_POSES, value, place)
        pose = POSES.get(name, Pose())
        return mirrored(pose) if self.working == "back" else pose

    def _changed(self, pose: Pose, name: str, value: Value, place: Place) -> Pose:
        """The pose with one thing different."""
        changes: dict[str, Any] = {}
        leg = _LEG.fullmatch(name.casefold())
        sides = leg_sides(leg[1], self.working) if leg else ()
        arm = _ARM.fullmatch(name.casefold())
        arm_sides = leg_sides(arm[1], self.working) if arm else ()
        if name in _TILTS:
            changes[name] = self.notes.degrees(value, place, 180)
        elif name == "arms":
            changes = {name: self._arms(value, place), "left_arm": "", "right_arm": ""}
        elif arm and arm_sides:
            changes = {f"{side}_arm": self._arms(value, place) for side in arm_sides}
        elif not sides:
            self.notes.say(place, unknown_field(name, ("from", *_TILTS, "arms", *_LEGS)))
        elif value == "straight":
            changes = {side: Leg() for side in sides}
        elif not value or not isinstance(value, dict):
            joints = "say which joints, such as {hip: bend 30, knee: bend 15}, or: straight"
            self.notes.say(place, f"{quoted(typed(value))}: {joints}" if value else EMPTY)
        else:
            angles: dict[str, Any] = self._angles(value, place)
            legs: dict[str, Leg] = {"left": pose.left, "right": pose.right}
            changes = {side: replace(legs[side], **angles) for side in sides}
        return replace(pose, **changes)

    def _arms(self, value: Value, place: Place) -> str:
        if isinstance(value, (dict, list)):
            message = "one thing for both, such as on hips; for one of them, write right arm: …"
            self.notes.say(place, f"{quoted(typed(value))}: {message}")
            return Pose().arms
        return self.notes.chosen(vocabulary.ARMS, value, place)

    def _angles(self, value: Mapping[str, Value], place: Place) -> dict[str, float]:
        """The angles of a leg that are written, by their names in ``model.Leg``."""
        found: dict[str, float] = {}
        for name, written in value.items():
            here = (*place, name)
            if name not in _JOINTS:
                self.notes.say(here, _unknown_joint(name, written))
            elif angles := self.notes.tried(_JOINTS[name], _joined(written), here):
                found |= angles
        return found


def _joined(value: Value) -> Value:
    """The motions of a joint, which may also be written as a list."""
    if isinstance(value, list) and all(isinstance(part, str) and part for part in value):
        return ", ".join(map(str, value))
    return value


def _unknown_joint(name: str, value: Value) -> str:
    if value == "" and any(letter.isdigit() for letter in name):
        return (
            "a comma ends the text here; put all motions of a joint in straight quotes, such as "
            'hip: "bend 88, out 47"'
        )
    return f"there is no such joint;{did_you_mean(name, _JOINTS)} write hip, knee, ankle or toes"
