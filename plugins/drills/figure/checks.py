"""What is wrong with a figure: what is kept and does not stay, and what no body can do. Pure.

Bones cannot change their length: angles make every pose, and the frames between are solved for.

Lengths are fractions of standing height; readers are told them in cm of a person of 170 cm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, degrees

from plugins.drills.figure.contacts import height, holds, key_bodies, on_floor, point_of
from plugins.drills.figure.frames import frames
from plugins.drills.figure.lines import leg_pattern, line_of, pose_name
from plugins.drills.figure.ranges import Excess, impossible, unusual
from plugins.drills.figure.skeleton import Skeleton, skeleton
from plugins.drills.figure.space import Vector, length, level, minus, turned
from plugins.drills.figure.words import leg_name
from plugins.drills.model import SIDES, Contact, Drill, Figure, Side
from plugins.faults import Fault

_OFF = 0.005
"""How far a part may be off the surface it is kept on."""
_SLIDE, _SLIDE_ELSEWHERE = 0.01, 0.02
"""How far a part may slide on the floor, and on a wall or chair."""
_ROUNDING = 2
"""Degrees that a sum of whole numbers may be off."""
_SHIN = 4
"""Degrees that a shin on the floor may be off: its muscles and the foot lift it."""
_CM = 170


@dataclass(frozen=True)
class _Place:
    """Where in a file a fault is."""

    shown: str
    text: str
    figure: Figure

    def fault(self, message: str, key: str, *patterns: str) -> Fault:
        return Fault(self.shown, line_of(self.text, key, *patterns), f"figure, {message}")


def check(drill: Drill, shown: str, text: str) -> list[Fault]:
    """Everything that makes a figure wrong; ``text`` is the file's, ``shown`` its path."""
    if drill.figure is None:
        return []
    at, figure = _Place(shown, text, drill.figure), drill.figure
    faults = [_range_fault(at, excess) for excess in impossible(figure)]
    faults += [*_soles(at), *_shins(at)]
    bodies = key_bodies(figure)
    for number, one in enumerate(bodies):
        faults += [*_off_surface(at, number, one), *_below_floor(at, number, one)]
    for number, one in enumerate(bodies[1:], start=1):
        faults += _slides(at, number, bodies[0], one)
    return faults or [*_slides_between(at, bodies)]


def range_warnings(drill: Drill, shown: str, text: str) -> list[Fault]:
    """Angles that few bodies reach, unless the author has said why."""
    figure = drill.figure
    if figure is None or figure.unusual_range:
        return []
    known = set(impossible(figure))
    at = _Place(shown, text, figure)
    return [_range_warning(at, excess) for excess in unusual(figure) if excess not in known]


def _range_fault(at: _Place, excess: Excess) -> Fault:
    message = f"no body bends so far; write {excess.limit} at most"
    return _joint(at, excess, message)


def _range_warning(at: _Place, excess: Excess) -> Fault:
    message = (
        f"few people get so far; write {excess.limit} or less, or say why it is meant: "
        "unusual_range: “…”"
    )
    return _joint(at, excess, message)


def _joint(at: _Place, excess: Excess, message: str) -> Fault:
    pose, leg = pose_name(at.figure, excess.pose), leg_name(at.figure, excess.side)
    patterns = leg_pattern(at.figure, excess.side), excess.joint
    return at.fault(f"{pose}, {leg}, {excess.joint}: “{excess.words}”: {message}", pose, *patterns)


def _soles(at: _Place) -> Iterator[Fault]:
    """A flat foot: hip bend + ankle up - knee bend = lean, as seen from the side."""
    for number, pose in enumerate(at.figure.poses):
        raw = skeleton(pose)
        for side in SIDES:
            if not (holds(at.figure.keep, side, "heel") and holds(at.figure.keep, side, "ball")):
                continue
            tilt = _pitch(turned(raw.legs[side].foot, (0, 0, 1)))
            if abs(tilt) > _ROUNDING:
                yield _tilted(at, number, side, tilt)


def _tilted(at: _Place, number: int, side: Side, tilt: float) -> Fault:
    pose, leg = pose_name(at.figure, number), leg_name(at.figure, side)
    ankle = at.figure.poses[number].leg(side).ankle - tilt
    way = "up" if ankle > 0 else "down"
    return at.fault(
        f"{pose}, {leg}: heel and ball are kept, but these angles tip the foot by "
        f"{abs(tilt):.0f}°; in a flat foot, hip bend + ankle up - knee bend = lean. "
        f"“ankle: {way} {abs(ankle):.0f}” would do",
        pose,
        leg_pattern(at.figure, side),
        "ankle",
    )


def _shins(at: _Place) -> Iterator[Fault]:
    """A shin on the floor: knee bend - hip bend + lean = 90, as seen from the side."""
    for number, pose in enumerate(at.figure.poses):
        raw = skeleton(pose)
        for side in SIDES:
            if not holds(at.figure.keep, side, "knee") or holds(at.figure.keep, side, "ball"):
                continue
            tilt = _pitch(minus(raw.legs[side].knee, raw.legs[side].ankle))
            if abs(tilt) > _SHIN:
                yield _lifted(at, number, side, tilt)


def _lifted(at: _Place, number: int, side: Side, tilt: float) -> Fault:
    pose, leg = pose_name(at.figure, number), leg_name(at.figure, side)
    knee = at.figure.poses[number].leg(side).knee + tilt
    return at.fault(
        f"{pose}, {leg}: the knee is kept on the floor, but the shin is {abs(tilt):.0f}° off it; "
        "in kneeling, knee bend - hip bend + lean = 90. "
        f"“knee: bend {knee:.0f}” would do",
        pose,
        leg_pattern(at.figure, side),
        "knee",
    )


def _off_surface(at: _Place, number: int, one: Skeleton) -> Iterator[Fault]:
    for contact in on_floor(at.figure.keep):
        gap = point_of(one, contact)[1] - height(contact)
        if abs(gap) > _OFF:
            where = "above" if gap > 0 else "in"
            message = f"{_name(at.figure, contact)} is {_cm(gap)} {where} the {contact.surface}"
            yield _kept_fault(at, number, contact, message)


def _slides(at: _Place, number: int, first: Skeleton, one: Skeleton) -> Iterator[Fault]:
    for contact in at.figure.keep:
        far = _slide(at.figure, contact, first, one)
        if far > _most(at.figure, contact):
            message = (
                f"{_name(at.figure, contact)} slides {_cm(far)} from where it was at the start"
            )
            yield _kept_fault(at, number, contact, message)


def _slide(figure: Figure, contact: Contact, first: Skeleton, one: Skeleton) -> float:
    """How far a kept part is from where it was; hands are put where their surface is."""
    if contact.part == "hand":
        return 0
    way = minus(point_of(one, contact), point_of(first, contact))
    return length(level(way) if contact in on_floor(figure.keep) else way)


def _most(figure: Figure, contact: Contact) -> float:
    return _SLIDE if contact in on_floor(figure.keep) else _SLIDE_ELSEWHERE


def _kept_fault(at: _Place, number: int, contact: Contact, message: str) -> Fault:
    pose = pose_name(at.figure, number)
    patterns = (leg_pattern(at.figure, contact.side),) if contact.side else ()
    joints = "hip, knee or ankle" if contact.side else "angles"
    return at.fault(
        f"{pose}: {message}, though it is kept; change the {joints}, or take it out of “keep”",
        pose,
        *patterns,
    )


def _below_floor(at: _Place, number: int, one: Skeleton) -> Iterator[Fault]:
    kept = set(at.figure.keep)
    for name, side, point in _points(one):
        if point[1] < -_OFF and Contact(name, side) not in kept:
            pose = pose_name(at.figure, number)
            owner = f"the {name} of the {leg_name(at.figure, side)}" if side else f"the {name}"
            patterns = (leg_pattern(at.figure, side),) if side else ()
            yield at.fault(f"{pose}: {owner} is {_cm(point[1])} below the floor", pose, *patterns)


def _points(one: Skeleton) -> Iterator[tuple[str, Side | None, Vector]]:
    yield from (("head", None, one.head), ("neck", None, one.neck), ("pelvis", None, one.pelvis))
    for side in SIDES:
        leg = one.legs[side]
        yield from (("knee", side, leg.knee), ("heel", side, leg.heel), ("toe", side, leg.toe))


def _slides_between(at: _Place, bodies: tuple[Skeleton, ...]) -> Iterator[Fault]:
    """What stays in every pose may still slide on the way between two of them."""
    for contact in at.figure.keep:
        far = max(_slide(at.figure, contact, bodies[0], one) for one in frames(at.figure))
        if far > _most(at.figure, contact):
            yield at.fault(
                f"keep: {_name(at.figure, contact)} slides {_cm(far)} on the way between the "
                "poses; bring them nearer to each other, or take it out of “keep”",
                "keep",
            )


def _name(figure: Figure, contact: Contact) -> str:
    if contact.side is None:
        return f"the {contact.part}"
    return f"the {contact.part} of the {leg_name(figure, contact.side)}"


def _pitch(v: Vector) -> float:
    """How far a way rises, in degrees."""
    return degrees(asin(max(-1.0, min(1.0, v[1] / length(v)))))


def _cm(share: float) -> str:
    return f"{abs(share) * _CM:.1f} cm"
