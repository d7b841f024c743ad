"""Two sums that put a figure on the floor: of a flat foot, and of a shin in kneeling. Pure."""

from collections.abc import Iterator
from math import asin, degrees

from plugins.drills.figure.contacts import holds
from plugins.drills.figure.lines import Written, leg_pattern
from plugins.drills.figure.skeleton import skeleton
from plugins.drills.figure.space import Vector, length, minus, turned
from plugins.drills.figure.words import leg_name
from plugins.drills.model import SIDES, Pose, Side
from plugins.faults import Fault

_ROUNDING = 2
"""Degrees that a sum of whole numbers may be off."""
_SHIN = 4
"""Degrees that a shin on the floor may be off: its muscles and the foot lift it."""


def soles(at: Written) -> Iterator[Fault]:
    """A flat foot: hip bend + ankle up - knee bend = lean, as seen from the side."""
    for number, pose in enumerate(at.figure.poses):
        raw = skeleton(pose)
        for side in _sides(pose):
            if not (holds(at.figure.keep, side, "heel") and holds(at.figure.keep, side, "ball")):
                continue
            tilt = _pitch(turned(raw.legs[side].foot, (0, 0, 1)))
            if abs(tilt) > _ROUNDING:
                yield _tilted(at, number, side, tilt)


def _sides(pose: Pose) -> tuple[Side, ...]:
    """Both sides, or one where the other is the same."""
    return ("right",) if pose.left == pose.right else SIDES


def _legs_name(at: Written, number: int, side: Side) -> str:
    pose = at.figure.poses[number]
    return "both legs" if pose.left == pose.right else leg_name(at.figure, side)


def _tilted(at: Written, number: int, side: Side, tilt: float) -> Fault:
    pose, legs = at.pose(number), _legs_name(at, number, side)
    leg = at.figure.poses[number].leg(side)
    ankle = leg.ankle - tilt
    way = "up" if ankle > 0 else "down"
    return at.fault(
        f"{pose}, {legs}: heel and ball are kept, but these angles tip the foot by "
        f"{abs(tilt):.0f}°; in a flat foot, hip bend + ankle up - knee bend = lean. "
        f"“ankle: {way} {abs(ankle):.0f}” would do"
        + (f", or “knee: bend {leg.knee + tilt:.0f}”" if leg.knee + tilt > 0 else ""),
        pose,
        leg_pattern(at.figure, side),
        "ankle",
    )


def shins(at: Written) -> Iterator[Fault]:
    """A shin on the floor: knee bend - hip bend + lean = 90, as seen from the side."""
    for number, pose in enumerate(at.figure.poses):
        raw = skeleton(pose)
        for side in _sides(pose):
            keep = at.figure.keep
            if not holds(keep, side, "knee") or holds(keep, side, "ball"):
                continue
            tilt = _pitch(minus(raw.legs[side].knee, raw.legs[side].ankle))
            if abs(tilt) > _SHIN:
                yield _lifted(at, number, side, tilt)


def _lifted(at: Written, number: int, side: Side, tilt: float) -> Fault:
    pose, legs = at.pose(number), _legs_name(at, number, side)
    knee = at.figure.poses[number].leg(side).knee + tilt
    return at.fault(
        f"{pose}, {legs}: the knee is kept on the floor, but the shin is {abs(tilt):.0f}° off it; "
        "in kneeling, knee bend - hip bend + lean = 90. "
        f"“knee: bend {knee:.0f}” would do",
        pose,
        leg_pattern(at.figure, side),
        "knee",
    )


def _pitch(v: Vector) -> float:
    """How far a way rises, in degrees."""
    return degrees(asin(max(-1.0, min(1.0, v[1] / length(v)))))
