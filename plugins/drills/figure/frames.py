"""The frames of a figure: what stands still in the key poses stands still in every one between.

Lengths are fractions of standing height.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from plugins.drills.figure import body
from plugins.drills.figure.contacts import holds, key_bodies, point_of, root, standing
from plugins.drills.figure.skeleton import LegPoints, Reach, Skeleton, moved_foot, with_leg
from plugins.drills.figure.space import (
    Vector,
    between,
    halfway,
    length,
    level,
    minus,
    plus,
    turned,
    two_bones,
)
from plugins.drills.figure.timing import steps
from plugins.drills.model import SIDES, Figure, Leg, Pose, Side

_LEG = body.THIGH + body.SHANK - 1e-4
_LOW = 0.03
"""A foot that is no higher than this rests on the floor."""
_TURNS = 12
"""Each turn brings the pelvis within reach of both feet; three are enough for any drill."""


@lru_cache(maxsize=1)
def frames(figure: Figure, finer: int = 1) -> tuple[Skeleton, ...]:
    """The way through the key bodies, cut into as many steps as it needs, or ``finer``.

    Angles are interpolated, then the contacts are solved anew: a planted foot does not slide.
    """
    keys = key_bodies(figure)
    found = [keys[0]]
    for poses, ends in zip(pairwise(figure.poses), pairwise(keys), strict=True):
        count = steps(*poses) * finer
        found += [_between(figure, poses, ends, step / count) for step in range(1, count)]
        found.append(ends[1])
    return tuple(found)


def _between(
    figure: Figure, poses: tuple[Pose, Pose], ends: tuple[Skeleton, Skeleton], share: float
) -> Skeleton:
    """One frame: the root contact carries the body, the other kept limbs are solved for."""
    one = standing(_blended(*poses, share), figure.keep)
    first, last = poses
    arms = {side: Reach(first.arm(side), last.arm(side), share) for side in SIDES}
    one = replace(one, arms=arms)
    one = one.moved(_to_root(figure, ends, one, share))
    feet = {
        side: foot
        for side in SIDES
        if (foot := _foot(figure, (ends[0].legs[side], ends[1].legs[side]), one, side, share))
    }
    one = one.moved(_reach(one, feet))
    for side, foot in feet.items():
        one = with_leg(one, side, _solved(one.legs[side], foot))
    return one


def _to_root(
    figure: Figure, ends: tuple[Skeleton, Skeleton], one: Skeleton, share: float
) -> Vector:
    """The way to where the first contact is; without any, to where the pelvis is."""
    contact = root(figure.keep)
    if contact is None:
        return minus(between(ends[0].pelvis, ends[1].pelvis, share), one.pelvis)
    goal = between(point_of(ends[0], contact), point_of(ends[1], contact), share)
    return level(minus(goal, point_of(one, contact)))


def _blended(a: Pose, b: Pose, share: float) -> Pose:
    """The legs and trunk at this share of the way between two poses."""

    def mix(start: float, end: float) -> float:
        return start + (end - start) * share

    def leg(start: Leg, end: Leg) -> Leg:
        return Leg(*(mix(x, y) for x, y in zip(start.angles, end.angles, strict=True)))

    return Pose(
        left=leg(a.left, b.left),
        right=leg(a.right, b.right),
        lean=mix(a.lean, b.lean),
        roll=mix(a.roll, b.roll),
        turn=mix(a.turn, b.turn),
        round=mix(a.round, b.round),
        arms=a.arms,
    )


def _foot(
    figure: Figure, ends: tuple[LegPoints, LegPoints], one: Skeleton, side: Side, share: float
) -> LegPoints | None:
    """A foot that has its place: resting on the floor, or turning about its ball or heel."""
    if all(_is_low(leg) for leg in ends):
        return _resting(*ends, share)
    for part in ("ball", "heel"):
        if holds(figure.keep, side, part):
            leg = one.legs[side]
            goal = between(getattr(ends[0], part), getattr(ends[1], part), share)
            return moved_foot(leg, plus(leg.ankle, minus(goal, getattr(leg, part))))
    return None


def _is_low(leg: LegPoints) -> bool:
    return max(leg.heel[1], leg.toe[1]) < _LOW


def _resting(first: LegPoints, last: LegPoints, share: float) -> LegPoints:
    foot = halfway(first.foot, last.foot, share)
    toes = halfway(first.toes, last.toes, share)
    return moved_foot(replace(first, foot=foot, toes=toes), between(first.ankle, last.ankle, share))


def _reach(one: Skeleton, feet: dict[Side, LegPoints]) -> Vector:
    """How far the pelvis has to come so that no kept foot is out of a leg's reach."""
    by: Vector = (0, 0, 0)
    for _ in range(_TURNS):
        for side, foot in feet.items():
            way = minus(foot.ankle, plus(one.legs[side].hip, by))
            excess = length(way) - _LEG
            if excess > 0:
                by = plus(by, way, excess / length(way))
    return by


def _solved(leg: LegPoints, foot: LegPoints) -> LegPoints:
    # A straight knee has no bend of its own to go on with: it bends to where the foot points.
    pole = plus(leg.knee, turned(foot.foot, (0, 0, 1)), 1e-3)
    knee = two_bones(leg.hip, foot.ankle, body.THIGH, body.SHANK, pole)
    return replace(foot, hip=leg.hip, knee=knee)
