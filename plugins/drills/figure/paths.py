"""Outlines and lines as the ``d`` of SVG paths, in as few bytes as they need.

A quadratic B-spline is a chain of smooth curves (``t``) of which only the joints are written.
Control points lie on even units, so that the joints half-way between them are whole: nothing
drifts along the chain.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from plugins.drills.figure.outline import Outline, Point

UNITS = 232
"""To the standing height; y runs down, as in SVG."""

Fixed = tuple[int, int]


def closed(outlines: Iterable[Outline]) -> str:
    """Closed outlines as one path."""
    return "".join(_ring([even(point) for point in outline]) for outline in outlines)


def curve(points: Sequence[Point]) -> str:
    """An open smooth line from the first point to the last."""
    controls = [even(point) for point in points]
    inner = [_middle(a, b) for a, b in pairwise(controls[1:-1])]
    return _chain([controls[0], *inner, controls[-1]], controls[1])


def line(points: Sequence[Point]) -> str:
    """A broken line."""
    return "M" + "L".join(_numbers([even(point)]) for point in points)


def fixed(point: Point) -> Fixed:
    """A point of the plane in units."""
    return round(point[0] * UNITS), round(-point[1] * UNITS)


def even(point: Point) -> Fixed:
    """A point of the plane in even units."""
    return 2 * round(point[0] * UNITS / 2), 2 * round(-point[1] * UNITS / 2)


def _ring(controls: Sequence[Fixed]) -> str:
    joints = [_middle(a, b) for a, b in pairwise([controls[-1], *controls, controls[0]])]
    return _chain(joints, controls[0]) + "z"


def _chain(joints: Sequence[Fixed], control: Fixed) -> str:
    (x, y), (cx, cy) = joints[0], control
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(joints)]
    first = _numbers([(cx - x, cy - y), steps[0]])
    start = f"M{_numbers([(x, y)])}q{first}"
    return f"{start}t{_numbers(steps[1:])}" if steps[1:] else start


def _numbers(points: Iterable[Fixed]) -> str:
    return " ".join(f"{x} {y}" for x, y in points).replace(" -", "-")


def _middle(a: Fixed, b: Fixed) -> Fixed:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2
