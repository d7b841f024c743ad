"""Puts the body of a pose on its floor, by what it touches there.

Lengths are fractions of standing height.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import atan2, degrees

from plugins.drills.figure import body
from plugins.drills.figure.skeleton import LegPoints, Skeleton, moved_foot, skeleton, with_leg
from plugins.drills.figure.space import (
    Vector,
    about_x,
    about_y,
    level,
    minus,
    product,
    turned,
)
from plugins.drills.model import SIDES, Contact, Figure, Pose, Side

_IN_FLOOR = 0.004
"""So deep a foot may stand in the floor: as deep as a line is wide."""


# Checks and drawings ask for the same figure one after the other.
@lru_cache(maxsize=1)
def key_bodies(figure: Figure) -> tuple[Skeleton, ...]:
    """The body of every key pose, on the floor, the first contact always in one place."""
    grounded = [standing(pose, figure.keep) for pose in figure.poses]
    contact = root(figure.keep)
    if contact is None:
        return tuple(grounded)
    anchor = point_of(grounded[0], contact)
    return tuple(one.moved(level(minus(anchor, point_of(one, contact)))) for one in grounded)


def root(keep: Sequence[Contact]) -> Contact | None:
    """The contact that carries the body along; hands do not, as they go where the arms are."""
    return next((contact for contact in keep if contact.part != "hand"), None)


def height(contact: Contact) -> float:
    """How high the middle of a part is when it rests on the floor or on a step."""
    return body.FLESH[contact.part] + (body.STEP if contact.surface == "step" else 0)


def on_floor(keep: Sequence[Contact]) -> list[Contact]:
    """The contacts that carry the body: with the floor, or with a step that stands on it."""
    carriers = (contact for contact in keep if contact.part != "hand")
    return [contact for contact in carriers if contact.surface in ("floor", "step")]


def holds(keep: Sequence[Contact], side: Side, part: str) -> bool:
    """Whether a part of a leg is kept where it stands."""
    return any(c.part == part and c.side == side for c in on_floor(keep))


def standing(pose: Pose, keep: Sequence[Contact]) -> Skeleton:
    """The body of a pose on the floor, its flat feet flat and its free feet not in the floor."""
    one = skeleton(pose)
    for side in SIDES:
        if holds(keep, side, "heel") and holds(keep, side, "ball"):
            one = with_leg(one, side, _flat(one.legs[side]))
    one = _grounded(one, keep)
    for side in SIDES:
        if not (holds(keep, side, "heel") or holds(keep, side, "ball")):
            one = with_leg(one, side, _let_go(one.legs[side]))
    return one


def _flat(leg: LegPoints) -> LegPoints:
    """A foot that is planted keeps its sole level when the leg leans to the side."""
    ahead = turned(leg.foot, (0, 0, 1))
    if abs(ahead[1]) > 0.1:
        return leg
    heading = about_y(degrees(atan2(ahead[0], ahead[2])))
    return moved_foot(replace(leg, foot=heading, toes=heading), leg.ankle)


def _let_go(leg: LegPoints) -> LegPoints:
    """A free foot that would hang through the floor is pointed until it lies on it, or nearly."""
    best = leg
    for angle in range(5, 95, 5):
        if _lowest(best) > -_IN_FLOOR:
            break
        foot = product(leg.foot, about_x(angle))
        best = max(best, moved_foot(replace(leg, foot=foot, toes=foot), leg.ankle), key=_lowest)
    return best


def _lowest(leg: LegPoints) -> float:
    return min(leg.ball[1], leg.toe[1], leg.heel[1])


def _grounded(one: Skeleton, keep: Sequence[Contact]) -> Skeleton:
    """Bring the body to the floor: what is kept touches it, or else the lowest part does.

    Angles in whole degrees leave kept parts a hair apart; the floor goes through the middle.
    """
    kept = on_floor(keep)
    loose = [Contact(part, side) for part in ("heel", "ball") for side in SIDES]
    gaps = [point_of(one, contact)[1] - height(contact) for contact in kept or loose]
    return one.moved((0, -(min(gaps) + max(gaps)) / 2 if kept else -min(gaps), 0))


def point_of(one: Skeleton, contact: Contact) -> Vector:
    """Where a contact is on this body."""
    if contact.part == "pelvis" and contact.side is None:
        low, high = sorted((leg.hip for leg in one.legs.values()), key=lambda hip: hip[1])
        # Lying on the side, it is the lower hip that rests.
        return low if high[1] - low[1] > body.HIP_HALF else one.pelvis
    return one.point(contact.part, contact.side)
