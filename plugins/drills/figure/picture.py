"""A body as the viewer sees it: the parts from back to front, in fractions of standing height."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

from plugins.drills.figure import body, outline, paths
from plugins.drills.figure.arms import ArmPoints, arms
from plugins.drills.figure.outline import Outline, Point
from plugins.drills.figure.skeleton import LegPoints, Skeleton
from plugins.drills.figure.space import Matrix, Vector, dot, minus, plus, turned, unit
from plugins.drills.model import SIDES, Side

_PRESSED, _STRETCHED = 0.047, 0.066
"""Behind the spine, lying on it, and with the hips bent under a level back."""
_FROM_ABOVE = 10
"""Degrees; a camera lifted so far sees the floor as a plane."""


@dataclass(frozen=True)
class Camera:
    """Where the viewer stands: 90 degrees of turn see a figure that faces to the right."""

    turn: float
    rise: float

    def point(self, v: Vector) -> Point:
        """Where a point shows, in fractions of standing height, y up."""
        (sine, cosine), (lifted, level) = self._axes
        return v[2] * sine - v[0] * cosine, v[1] * level - self.depth(v) * lifted

    def depth(self, v: Vector) -> float:
        """How near a point is, on the level."""
        (sine, cosine), _ = self._axes
        return v[2] * cosine + v[0] * sine

    @cached_property
    def _axes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Sine and cosine of turn and rise."""
        turn, rise = radians(self.turn), radians(self.rise)
        return (sin(turn), cos(turn)), (sin(rise), cos(rise))


@dataclass(frozen=True)
class Part:
    """A part of the picture: what it is, whose side it is on, and its outlines, filled as one."""

    kind: str
    side: Side | None
    outlines: tuple[Outline, ...]

    @cached_property
    def path(self) -> str:
        """The outlines as a path; several pictures of a drill show the same part."""
        return paths.closed(self.outlines)


@dataclass(frozen=True)
class Scene:
    """What stands around the body: the camera, and where a wall or worktop is along z."""

    camera: Camera
    front: float
    back: float

    @property
    def is_level(self) -> bool:
        """Whether the floor is seen from its edge, as a line."""
        return self.camera.rise < _FROM_ABOVE


def parts(one: Skeleton, scene: Scene) -> tuple[Part, ...]:
    """The parts of a body, the farthest first."""
    camera = scene.camera
    reach = arms(one, scene.front)
    layers = [(_depth(camera, one.pelvis, one.neck), _trunk(one, camera))]
    near = "right" if sin(radians(camera.turn)) >= 0 else "left"
    for side in SIDES:
        leg, arm = one.legs[side], reach[side]
        seat = [_seat(one, camera)] if side == near else []
        layers.append((_leg_depth(camera, leg), _leg(leg, side, camera, seat)))
        layers.append((_depth(camera, arm.shoulder, arm.elbow, arm.wrist), _arm(arm, side, camera)))
    layers.sort(key=lambda layer: layer[0])
    return tuple(part for _, some in layers for part in some)


def _depth(camera: Camera, *points: Vector) -> float:
    return sum(camera.depth(point) for point in points) / len(points)


def _leg_depth(camera: Camera, leg: LegPoints) -> float:
    return _depth(camera, leg.hip, leg.knee, leg.ankle)


def _thickest(one: Skeleton) -> float | None:
    """How much there is behind the spine: little on the back, and less than usual bent over."""
    faces_up = turned(one.pelvis_turn, (0, 0, 1))[1]
    if faces_up > 0.6:
        return _PRESSED
    return _STRETCHED if faces_up < -0.6 else None


def _seat(one: Skeleton, camera: Camera) -> Outline:
    """The seat of the shorts."""
    front, across = _axis(camera, one.pelvis_turn, 2), _axis(camera, one.pelvis_turn, 0)
    return outline.trunk(_spine(one, camera), front, across, outline.PELVIS, _thickest(one))


def _spine(one: Skeleton, camera: Camera) -> tuple[Point, Point, Point]:
    return camera.point(one.pelvis), camera.point(one.waist), camera.point(one.neck)


def _leg(leg: LegPoints, side: Side, camera: Camera, seat: Sequence[Outline]) -> tuple[Part, ...]:
    hip, knee, ankle = (camera.point(point) for point in (leg.hip, leg.knee, leg.ankle))
    thigh_front, shank_front = _fronts(leg)
    limbs = (
        outline.limb(hip, knee, camera.point(thigh_front), outline.THIGH),
        outline.limb(knee, ankle, camera.point(shank_front), outline.SHANK),
        _foot(leg, camera),
    )
    cloth = (*seat, outline.limb(hip, knee, camera.point(thigh_front), outline.SHORTS))
    return Part("leg", side, limbs), Part("cloth", side, cloth)


def _fronts(leg: LegPoints) -> tuple[Vector, Vector]:
    """Which way the front of the thigh and of the shin look."""
    thigh, shank = unit(minus(leg.knee, leg.hip)), unit(minus(leg.ankle, leg.knee))
    ahead = turned(leg.foot, (0, 0, 1))
    shin = unit(plus(ahead, shank, -dot(ahead, shank)))
    bend = min(max(dot(thigh, shank), -1.0), 1.0)
    sine = (1 - bend * bend) ** 0.5
    return plus((shin[0] * bend, shin[1] * bend, shin[2] * bend), shank, -sine), shin


def _foot(leg: LegPoints, camera: Camera) -> Outline:
    half = 0.03
    rim: list[Vector] = []
    for width in (-half, half):
        rim += [
            plus(leg.ankle, turned(leg.foot, (width * 0.8, 0.004, -0.026))),
            plus(leg.ankle, turned(leg.foot, (width * 0.8, 0.0, 0.026))),
            plus(leg.heel, turned(leg.foot, (width * 0.8, 0.0, -0.006))),
            plus(leg.heel, turned(leg.foot, (width * 0.8, 0.016, -0.01))),
            plus(leg.ball, turned(leg.foot, (width, 0.0, 0.0))),
            plus(leg.ball, turned(leg.foot, (width, 0.022, -0.008))),
            plus(leg.toe, turned(leg.toes, (width * 0.8, 0.0, 0.004))),
            plus(leg.toe, turned(leg.toes, (width * 0.8, 0.014, 0.0))),
        ]
    return outline.rim([camera.point(point) for point in rim])


def _arm(arm: ArmPoints, side: Side, camera: Camera) -> tuple[Part, ...]:
    shoulder, elbow, wrist, tip = (
        camera.point(point) for point in (arm.shoulder, arm.elbow, arm.wrist, arm.tip)
    )
    limbs = (
        outline.limb(shoulder, elbow, (0, 0), outline.UPPER_ARM),
        outline.limb(elbow, wrist, (0, 0), outline.FOREARM),
        outline.limb(wrist, tip, (0, 0), outline.HAND),
    )
    return Part("arm", side, limbs), Part(
        "shirt", side, (outline.limb(shoulder, elbow, (0, 0), outline.SLEEVE),)
    )


def _trunk(one: Skeleton, camera: Camera) -> tuple[Part, ...]:
    spine = _spine(one, camera)
    front, across = _axis(camera, one.trunk, 2), _axis(camera, one.trunk, 0)
    up, face = _axis(camera, one.face, 1), _axis(camera, one.face, 2)
    size = (up[0] ** 2 + up[1] ** 2) ** 0.5 or 1.0
    above = (up[0] / size, up[1] / size)
    skin = (
        outline.neck(spine[2], camera.point(one.head)),
        outline.head(camera.point(one.head), above, face),
    )
    shirt = outline.trunk(spine, front, across, outline.CHEST, _thickest(one))
    return Part("head", None, skin), Part("shirt", None, (shirt,))


def _axis(camera: Camera, turn: Matrix, which: int) -> Point:
    axis: tuple[Vector, ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    return camera.point(turned(turn, axis[which]))


def chair_height(one: Skeleton) -> float:
    """How high a seat is for this body to sit on it."""
    return min(leg.hip[1] for leg in one.legs.values()) - body.SEAT
