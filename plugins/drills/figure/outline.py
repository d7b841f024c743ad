"""Soft outlines of limbs, trunk, head and feet, on the plane of the picture.

Widths are fractions of standing height: drawing choices, made by eye. A closed outline is a list
of control points of a quadratic B-spline, so that every outline is round by itself. All of them
run the same way round, so that several fill as one.
"""

from collections.abc import Sequence
from math import cos, hypot, pi, sin

Point = tuple[float, float]
Outline = list[Point]
Station = tuple[float, float, float]
"""Where along a limb (0 to 1), half its width, and how much it bulges to its front."""

# Thigh and upper arm begin under the cloth.
THIGH: tuple[Station, ...] = ((0.4, 0.058, 0.008), (0.78, 0.047, 0.007), (1.06, 0.034, 0))
# The shin is straight in front, and no thicker there than the knee that kneels on it.
SHANK: tuple[Station, ...] = (
    (-0.08, 0.036, -0.004),
    (0.22, 0.045, -0.014),
    (0.5, 0.038, -0.012),
    (0.86, 0.022, -0.002),
    (1.04, 0.022, 0),
)
SHORTS: tuple[Station, ...] = ((-0.14, 0.06, 0), (0.12, 0.075, 0.005), (0.56, 0.066, 0.006))
UPPER_ARM: tuple[Station, ...] = ((0.3, 0.033, 0.003), (1, 0.025, 0))
FOREARM: tuple[Station, ...] = ((-0.06, 0.024, 0), (0.3, 0.026, 0), (1, 0.016, 0))
HAND: tuple[Station, ...] = ((-0.1, 0.02, 0), (0.9, 0.016, 0))
SLEEVE: tuple[Station, ...] = ((-0.2, 0.04, 0), (0.25, 0.042, 0), (0.55, 0.04, 0))

# Along the trunk: share of its length, half depth, bulge to the front, half width.
PELVIS: tuple[tuple[float, float, float, float], ...] = (
    (-0.2, 0.05, -0.01, 0.06),
    (-0.06, 0.08, -0.018, 0.1),
    (0.14, 0.073, -0.008, 0.096),
    (0.34, 0.062, 0, 0.085),
)
CHEST: tuple[tuple[float, float, float, float], ...] = (
    (0.06, 0.068, -0.012, 0.094),
    (0.16, 0.068, -0.008, 0.09),
    (0.4, 0.06, 0.002, 0.082),
    (0.74, 0.075, 0.008, 0.104),
    (0.95, 0.054, -0.004, 0.118),
    (1.06, 0.028, 0.0, 0.05),
)


def limb(a: Point, b: Point, front: Point, stations: Sequence[Station]) -> Outline:
    """The outline of a limb from ``a`` to ``b``; ``front`` is where its front shows."""
    size = hypot(b[0] - a[0], b[1] - a[1])
    along = ((b[0] - a[0]) / size, (b[1] - a[1]) / size) if size > 1e-6 else (0.0, 1.0)
    across = (-along[1], along[0])
    shown = across[0] * front[0] + across[1] * front[1]
    # Seen from its end, a limb is as long as it is thick.
    ahead, behind = [], []
    for share, half, bulge in stations:
        middle = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        ahead.append(_off(middle, across, half + bulge * shown))
        behind.append(_off(middle, across, -half + bulge * shown))
    caps = (_off(ahead[-1], along, 0.012), _off(behind[-1], along, 0.012))
    return [*ahead[:-1], caps[0], caps[1], *reversed(behind[:-1])]


def trunk(
    spine: tuple[Point, Point, Point],
    front: Point,
    across: Point,
    stations: Sequence[tuple[float, float, float, float]],
    thickest: float | None = None,
) -> Outline:
    """The outline of the trunk, or of a part of it, along pelvis, waist and neck.

    ``front`` and ``across`` show how it is turned to the viewer. ``thickest`` is how much there is
    behind the spine at most, where something presses or stretches it flat.
    """
    left, right = [], []
    for share, depth, bulge, width in stations:
        middle, along = _on_spine(*spine, share)
        normal = (-along[1], along[0])
        deep = normal[0] * front[0] + normal[1] * front[1]
        wide = normal[0] * across[0] + normal[1] * across[1]
        half = hypot(depth * deep, width * wide) or depth
        ahead, behind = half + bulge * deep, -half + bulge * deep
        if thickest is not None:
            ahead, behind = (
                (ahead, max(behind, -thickest)) if deep > 0 else (min(ahead, thickest), behind)
            )
        left.append(_off(middle, normal, ahead))
        right.append(_off(middle, normal, behind))
    return [*left, *reversed(right)]


def neck(base: Point, head: Point) -> Outline:
    """The outline of the neck, into shoulders and head."""
    return limb(base, head, (0, 0), ((-0.35, 0.034, 0), (0.2, 0.028, 0), (0.7, 0.028, 0)))


def head(centre: Point, up: Point, front: Point) -> Outline:
    """The outline of the head, with the nose where the face looks."""
    across = (up[1], -up[0])
    looks = across[0] * front[0] + across[1] * front[1]
    points = []
    for step in range(10):
        angle = 2 * pi * step / 10
        x, y = 0.052 * sin(angle), 0.068 * cos(angle)
        if y < -0.03:  # the jaw is narrower than the skull, and forward of it
            x = x * 0.8 + 0.02 * looks
        if step in (3, 7) and x * looks > 0:
            x, y = x * (1 + 0.42 * abs(looks)), y + 0.004
        points.append(_off(_off(centre, across, x), up, y))
    return points


def rim(points: Sequence[Point], corners: int = 8) -> Outline:
    """The outline around some points: the farthest one in each of so many directions.

    The number of corners is always the same, so that two outlines can be moved into each other.
    """
    ways = [(cos(2 * pi * n / corners), -sin(2 * pi * n / corners)) for n in range(corners)]
    return [max(points, key=lambda p, way=way: p[0] * way[0] + p[1] * way[1]) for way in ways]  # type: ignore[misc]


def _off(point: Point, way: Point, by: float) -> Point:
    return point[0] + way[0] * by, point[1] + way[1] * by


def _on_spine(pelvis: Point, waist: Point, neck: Point, share: float) -> tuple[Point, Point]:
    """A point of the spine and the way it runs there; 0 is the pelvis, 1 the neck."""
    start, end, local = (pelvis, waist, share * 2) if share < 0.5 else (waist, neck, share * 2 - 1)
    way = (neck[0] - pelvis[0], neck[1] - pelvis[1])
    size = hypot(*way) or 1.0
    middle = (start[0] + (end[0] - start[0]) * local, start[1] + (end[1] - start[1]) * local)
    return middle, (way[0] / size, way[1] / size)
