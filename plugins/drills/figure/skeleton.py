"""From the angles of a pose to the points of a body: forward kinematics.

Lengths are fractions of standing height. The pelvis stands at the origin; ``contacts`` puts the
body on its floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plugins.drills.figure import body
from plugins.drills.figure.space import (
    Matrix,
    Vector,
    about_x,
    about_y,
    about_z,
    plus,
    product,
    turned,
)
from plugins.drills.model import SIDES, Leg, Pose, Side

_NOD = 8
"""Degrees; people at work look a little down."""


@dataclass(frozen=True)
class LegPoints:
    """A leg; ``foot`` is the turn of the foot."""

    hip: Vector
    knee: Vector
    ankle: Vector
    heel: Vector
    ball: Vector
    toe: Vector
    foot: Matrix
    toes: Matrix


@dataclass(frozen=True)
class Reach:
    """What a hand does: the name of it, and how far it is on the way to another."""

    now: str
    then: str = ""
    share: float = 0


@dataclass(frozen=True)
class Skeleton:
    """A body in space. ``trunk`` is the turn of the chest, ``pelvis_turn`` that of the pelvis."""

    pelvis: Vector
    waist: Vector
    neck: Vector
    head: Vector
    pelvis_turn: Matrix
    trunk: Matrix
    face: Matrix
    shoulders: Mapping[Side, Vector]
    legs: Mapping[Side, LegPoints]
    arms: Mapping[Side, "Reach"]

    def moved(self, by: Vector) -> "Skeleton":
        """The same body elsewhere."""
        return replace(
            self,
            pelvis=plus(self.pelvis, by),
            waist=plus(self.waist, by),
            neck=plus(self.neck, by),
            head=plus(self.head, by),
            shoulders={side: plus(point, by) for side, point in self.shoulders.items()},
            legs={side: _moved(leg, by) for side, leg in self.legs.items()},
        )

    def point(self, part: str, side: Side | None) -> Vector:
        """Where a part of the body is that can touch something."""
        if part == "pelvis":
            return self.pelvis if side is None else self.legs[side].hip
        if part == "shoulder":
            return self.neck if side is None else self.shoulders[side]
        found: Vector = getattr(self.legs[side or "right"], part)
        return found


def skeleton(pose: Pose) -> Skeleton:
    """The body of a pose, its pelvis at the origin."""
    pelvis = product(about_y(pose.turn), about_z(-pose.roll), about_x(pose.lean))
    # Half of a round back is bent in the lower half of the trunk, the rest in the upper.
    lower = product(pelvis, about_x(pose.round / 2))
    upper = product(pelvis, about_x(pose.round))
    waist = turned(lower, (0, body.TRUNK / 2, 0))
    neck = plus(waist, turned(upper, (0, body.TRUNK / 2, 0)))
    face = product(upper, about_x(_head_tilt(pose)))
    return Skeleton(
        pelvis=(0, 0, 0),
        waist=waist,
        neck=neck,
        head=plus(neck, turned(face, (0, body.NECK + body.HEAD / 2, 0.012))),
        pelvis_turn=pelvis,
        trunk=upper,
        face=face,
        shoulders={side: plus(neck, _shoulder(pose, upper, side)) for side in SIDES},
        legs={side: _leg(pose.leg(side), pelvis, side) for side in SIDES},
        arms={side: Reach(pose.arm(side)) for side in SIDES},
    )


def foot_points(ankle: Vector, foot: Matrix, toes: Matrix) -> tuple[Vector, Vector, Vector]:
    """Heel, ball and tip of the toes of a foot whose ankle is here."""
    heel = plus(ankle, turned(foot, (0, -body.ANKLE_HEIGHT, -body.HEEL_BEHIND)))
    ball = plus(ankle, turned(foot, (0, -body.ANKLE_HEIGHT, body.BALL_AHEAD)))
    return heel, ball, plus(ball, turned(toes, (0, 0, body.TOES)))


def moved_foot(leg: LegPoints, ankle: Vector) -> LegPoints:
    """The same leg with its foot elsewhere, turned as it is."""
    heel, ball, toe = foot_points(ankle, leg.foot, leg.toes)
    return replace(leg, ankle=ankle, heel=heel, ball=ball, toe=toe)


def with_leg(one: Skeleton, side: Side, leg: LegPoints) -> Skeleton:
    """The same body with another leg."""
    return replace(one, legs={**one.legs, side: leg})


def sign(side: Side) -> int:
    """1 on the right, -1 on the left."""
    return 1 if side == "right" else -1


def _leg(leg: Leg, pelvis: Matrix, side: Side) -> LegPoints:
    """The order of turns is that of the ISB: flexion, abduction, rotation."""
    way = sign(side)
    thigh = product(pelvis, about_x(-leg.hip), about_z(way * leg.out), about_y(-way * leg.turn))
    shank = product(thigh, about_x(leg.knee))
    foot = product(shank, about_x(-leg.ankle))
    toes = product(foot, about_x(-leg.toes))
    hip = turned(pelvis, (way * body.HIP_HALF, 0, 0))
    knee = plus(hip, turned(thigh, (0, -body.THIGH, 0)))
    ankle = plus(knee, turned(shank, (0, -body.SHANK, 0)))
    return LegPoints(hip, knee, ankle, *foot_points(ankle, foot, toes), foot, toes)


def _moved(leg: LegPoints, by: Vector) -> LegPoints:
    hip, knee, ankle = plus(leg.hip, by), plus(leg.knee, by), plus(leg.ankle, by)
    return LegPoints(hip, knee, ankle, *foot_points(ankle, leg.foot, leg.toes), leg.foot, leg.toes)


def _head_tilt(pose: Pose) -> float:
    """Standing people keep looking ahead; lying on the back or side, the head rests."""
    trunk = pose.lean + pose.round
    if pose.lean < -60:
        return -90 - trunk
    return _NOD - 0.6 * trunk if abs(pose.lean) < 60 and abs(pose.roll) < 60 else -0.3 * pose.round


def _shoulder(pose: Pose, trunk: Matrix, side: Side) -> Vector:
    way = sign(side)
    # Lying on the side, the lower shoulder is pressed towards the spine.
    is_below = abs(pose.roll) > 60 and way * pose.roll > 0
    return turned(trunk, (way * body.SHOULDER_HALF * (0.5 if is_below else 1), 0, 0))
