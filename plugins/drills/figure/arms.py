"""Where the arms go: the author names what the hands do, and two bones reach there.

Lengths are fractions of standing height.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.drills.figure import body
from plugins.drills.figure.skeleton import Skeleton, sign
from plugins.drills.figure.space import Vector, between, cross, minus, plus, turned, two_bones, unit
from plugins.drills.model import SIDES, Side

Aim = tuple[Vector, Vector, Vector]
"""The goal of the wrist, a point the elbow bends towards, and the way of the fingers."""

WALL_HAND = 0.72
SUPPORT_HEIGHT = 0.555
"""Of a hand on the wall, and of a worktop, above the floor."""


@dataclass(frozen=True)
class ArmPoints:
    """An arm, from the shoulder to the finger tips."""

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    tip: Vector


def arms(one: Skeleton, front: float) -> Mapping[Side, ArmPoints]:
    """Both arms; ``front`` is where a wall or worktop stands, along z."""
    return {side: _arm(one, side, front) for side in SIDES}


def _arm(one: Skeleton, side: Side, front: float) -> ArmPoints:
    shoulder = one.shoulders[side]
    goal, pole, fingers = _way(one, side, front)
    reach = body.UPPER_ARM + body.FOREARM
    elbow = two_bones(shoulder, goal, body.UPPER_ARM, body.FOREARM, pole)
    wrist = plus(elbow, unit(minus(goal, elbow)), min(body.FOREARM, reach))
    return ArmPoints(shoulder, elbow, wrist, plus(wrist, unit(fingers), body.HAND))


def _way(one: Skeleton, side: Side, front: float) -> Aim:
    """Where the arm is on its way from one thing to another."""
    reach = one.arms[side]
    start = _aim(one, reach.now, side, front)
    if reach.then in ("", reach.now):
        return start
    end = _aim(one, reach.then, side, front)
    goal, pole, fingers = (between(a, b, reach.share) for a, b in zip(start, end, strict=True))
    return goal, pole, fingers


def _aim(one: Skeleton, arms: str, side: Side, front: float) -> Aim:
    """Where the wrist goes, where the elbow points, and where the fingers do: a table."""
    way = sign(side)
    shoulder, hip, knee = one.shoulders[side], one.legs[side].hip, one.legs[side].knee
    out = turned(one.trunk, (way, 0, 0))
    ahead = turned(one.trunk, (0, 0, 1))
    behind = plus(shoulder, turned(one.trunk, (way * 0.1, -0.1, -0.3)))
    down = plus(shoulder, (way * 0.1, -0.3, -0.1))
    up: Vector = (0, 1, 0)
    match arms:
        case "on hips":
            rest = plus(hip, turned(one.pelvis_turn, (way * 0.045, 0.045, 0.03)))
            return rest, plus(shoulder, plus(out, ahead, -0.6)), plus(ahead, up, -0.6)
        case "on wall":
            return (shoulder[0], WALL_HAND, front - 0.012), down, up
        case "on support" | "on chair":
            return (shoulder[0] * 0.6, SUPPORT_HEIGHT, front), down, (0, -0.15, 1)
        case "crossed":
            chest = plus(one.neck, turned(one.trunk, (-way * 0.04, -0.1, 0.11)))
            low = plus(shoulder, turned(one.trunk, (way * 0.05, -0.3, 0.1)))
            return chest, low, turned(one.trunk, (-way, 0.2, 0))
        case "behind on floor":
            return (shoulder[0] + way * 0.03, 0.012, shoulder[2] - 0.13), behind, (0, 0, -1)
        case "beside on floor":
            rest = plus(hip, turned(one.trunk, (way * 0.06, 0, 0)))
            along = minus(rest, shoulder)
            return (rest[0], 0.02, rest[2]), plus(shoulder, (way, 0, 0)), (along[0], 0, along[2])
        case "on floor":
            return (shoulder[0], 0.012, shoulder[2]), behind, (0, 0, 1)
        case "under head" if shoulder[1] < one.neck[1]:
            return plus(one.head, (0, -0.07, 0.02)), (*shoulder[:2], 1), minus(one.head, shoulder)
        case "under head":
            return (shoulder[0] - 0.05, 0.02, one.neck[2] + 0.2), (*shoulder[:2], 1), (-1, 0, 0.5)
        case "on thighs":
            top = plus(plus(hip, minus(knee, hip), 0.72), _top_of(hip, knee), 0.055)
            return top, plus(behind, out, 0.3), minus(knee, hip)
        case "forward":
            level = unit(cross(turned(one.pelvis_turn, (1, 0, 0)), up))
            inward = plus(plus(shoulder, level, 0.3), out, -0.06)
            return inward, plus(down, out, 0.3), level
        case "on foot":
            leg = one.legs[side]
            return plus(leg.ankle, up, 0.02), plus(behind, out, 0.5), minus(leg.ball, leg.ankle)
        case _:
            hang: Vector = (way * 0.028, -0.325, 0.03) if one.neck[1] > 0.3 else (0, 0, 0.3)
            return plus(shoulder, hang), behind, (0, -1, 0.25)


def _top_of(hip: Vector, knee: Vector) -> Vector:
    """Away from the thigh, upwards."""
    along = unit(minus(knee, hip))
    return unit(plus((0, 1, 0), along, -along[1]))
