"""The arrow of a figure: along the way of the joint that shows the movement best."""

from collections.abc import Sequence
from math import hypot

from plugins.drills.figure.outline import Point
from plugins.drills.figure.picture import Camera
from plugins.drills.figure.skeleton import Skeleton
from plugins.drills.model import SIDES, Figure, Side

_HEAD = 0.03
"""Length of the barbs, in fractions of standing height."""
_LEAST = 0.02
"""Nothing that moves less than this on the picture is worth an arrow."""

# How well a joint shows a movement: the hip carries the whole body and hides what bends.
_SHOWS = {"knee": 1.0, "toe": 0.9, "heel": 0.9, "hip": 0.75}


def arrow(
    figure: Figure, way: Sequence[Skeleton], camera: Camera
) -> tuple[list[Point], list[Point]] | None:
    """The line of the arrow and its head, or None where nothing moves enough."""
    part, side = _busiest(figure, way, camera)
    points = [camera.point(getattr(one.legs[side], part)) for one in way]
    if _travel(points) < _LEAST:
        return None
    if points[0] == points[-1]:  # a circle: the line ends short of where it began
        points = points[: max(2, len(points) * 5 // 6)]
    return points, _head(points[-2], points[-1])


def _busiest(figure: Figure, way: Sequence[Skeleton], camera: Camera) -> tuple[str, Side]:
    sides: tuple[Side, ...] = ("right",) if figure.working else SIDES

    def shown(key: tuple[str, Side]) -> float:
        part, side = key
        points = [camera.point(getattr(one.legs[side], part)) for one in way]
        near = 1.05 if side == "right" else 1.0
        return _travel(points) * _SHOWS[part] * near

    return max(((part, side) for part in _SHOWS for side in sides), key=shown)


def _travel(points: Sequence[Point]) -> float:
    """How far from its start a point gets."""
    return max(hypot(x - points[0][0], y - points[0][1]) for x, y in points)


def _head(before: Point, tip: Point) -> list[Point]:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    size = hypot(dx, dy) or 1.0
    ux, uy = dx / size * _HEAD, dy / size * _HEAD
    side = 0.6
    return [
        (tip[0] - ux - uy * side, tip[1] - uy + ux * side),
        tip,
        (tip[0] - ux + uy * side, tip[1] - uy - ux * side),
    ]
