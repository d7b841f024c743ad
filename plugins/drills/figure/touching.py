"""Whether a body touches what it is said to, stays there, and stays out of the floor. Pure.

Lengths are fractions of standing height; readers are told them in cm of a person of 170 cm.
"""

from collections.abc import Iterator

from plugins.drills.figure.contacts import height, key_bodies, on_floor, point_of
from plugins.drills.figure.frames import frames
from plugins.drills.figure.lines import Written, leg_pattern
from plugins.drills.figure.scenery import back_points, scene
from plugins.drills.figure.skeleton import Skeleton
from plugins.drills.figure.space import Vector, length, level, minus
from plugins.drills.figure.words import leg_name
from plugins.drills.model import SIDES, Contact, Figure, Side
from plugins.faults import Fault

_OFF = 0.005
"""How far a part may be off the surface it is kept on."""
_OFF_WALL = 0.045
"""Backs are hollow: with the buttocks on a wall, the shoulders are so far off it."""
_SLIDE, _SLIDE_ELSEWHERE = 0.01, 0.02
"""How far a part may slide on the floor, and on a wall or chair."""
_CM = 170


def misplaced(at: Written, bodies: tuple[Skeleton, ...]) -> list[Fault]:
    """What is kept and is elsewhere, and what is in the floor, in one of the poses."""
    faults: list[Fault] = []
    for number, one in enumerate(bodies):
        faults += [*_off_surface(at, number, one), *_off_wall(at, number, one)]
        faults += _below_floor(at, number, one)
    for number, one in enumerate(bodies[1:], start=1):
        faults += _slides(at, number, bodies[0], one)
    return faults


def _off_surface(at: Written, number: int, one: Skeleton) -> Iterator[Fault]:
    for contact in on_floor(at.figure.keep):
        gap = point_of(one, contact)[1] - height(contact)
        if abs(gap) > _OFF:
            where = "above" if gap > 0 else "in"
            message = f"{_name(at.figure, contact)} is {_cm(gap)} {where} the {contact.surface}"
            yield _kept_fault(at, number, contact, message)


def _off_wall(at: Written, number: int, one: Skeleton) -> Iterator[Fault]:
    """What is kept on the wall behind touches it, and may slide along it."""
    points = back_points(one)
    back = scene(at.figure, key_bodies(at.figure)).back
    for contact in at.figure.keep:
        if contact.surface != "wall" or contact.part not in points:
            continue
        point, depth = points[contact.part]
        gap = point[2] - depth - back
        if gap > _OFF_WALL:
            message = f"the {contact.part} is {_cm(gap)} off the wall"
            yield _kept_fault(at, number, contact, message)


def _slides(at: Written, number: int, first: Skeleton, one: Skeleton) -> Iterator[Fault]:
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
    if contact.surface == "wall":  # it may slide along
        return abs(way[2])
    return length(level(way) if contact in on_floor(figure.keep) else way)


def _most(figure: Figure, contact: Contact) -> float:
    return _SLIDE if contact in on_floor(figure.keep) else _SLIDE_ELSEWHERE


def _kept_fault(at: Written, number: int, contact: Contact, message: str) -> Fault:
    pose = at.pose(number)
    patterns = (leg_pattern(at.figure, contact.side),) if contact.side else ()
    joints = "hip, knee or ankle" if contact.side else "angles"
    return at.fault(
        f"{pose}: {message}, though it is kept; change the {joints}, or take it out of “keep”",
        pose,
        *patterns,
    )


def _below_floor(at: Written, number: int, one: Skeleton) -> Iterator[Fault]:
    pose = at.pose(number)
    for name, point in {"head": one.head, "pelvis": one.pelvis}.items():
        if point[1] < -_OFF:
            yield at.fault(f"{pose}: the {name} is {_cm(point[1])} below the floor", pose)
    for side in SIDES:
        name, point = _lowest(at.figure, one, side)
        if point[1] < -_OFF:
            leg = leg_name(at.figure, side)
            yield at.fault(
                f"{pose}: the {name} of the {leg} is {_cm(point[1])} below the floor; "
                "bend this leg more, or the one that stands less",
                pose,
                leg_pattern(at.figure, side),
            )


def _lowest(figure: Figure, one: Skeleton, side: Side) -> tuple[str, Vector]:
    """The lowest part of a leg that is not kept, for what is kept is told of elsewhere."""
    leg = one.legs[side]
    points = {"hip": leg.hip, "knee": leg.knee, "heel": leg.heel, "toe": leg.toe}
    free = [name for name in points if Contact(name, side) not in figure.keep]
    lowest = min(free, key=lambda name: points[name][1])
    return lowest, points[lowest]


def sliding_between(at: Written, bodies: tuple[Skeleton, ...]) -> Iterator[Fault]:
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


def _cm(share: float) -> str:
    return f"{abs(share) * _CM:.1f} cm"
