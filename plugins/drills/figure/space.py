"""Points and turns in space: x to the figure's right, y up, z forward; angles in degrees."""

from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]
"""Three rows."""

IDENTITY: Matrix = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


def about_x(angle: float) -> Matrix:
    """Turn about the axis to the right: up goes forward."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((1, 0, 0), (0, c, -s), (0, s, c))


def about_y(angle: float) -> Matrix:
    """Turn about the upright axis: forward goes right."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, 0, s), (0, 1, 0), (-s, 0, c))


def about_z(angle: float) -> Matrix:
    """Turn about the axis forward: right goes up."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, -s, 0), (s, c, 0), (0, 0, 1))


def product(*turns: Matrix) -> Matrix:
    """One turn after the other, the last one first."""
    first, *others = turns
    for other in others:
        x, y, z = zip(*other, strict=True)
        one, two, three = ((dot(row, x), dot(row, y), dot(row, z)) for row in first)
        first = (one, two, three)
    return first


def turned(turn: Matrix, v: Vector) -> Vector:
    """A vector after a turn."""
    return dot(turn[0], v), dot(turn[1], v), dot(turn[2], v)


def dot(a: Vector, b: Vector) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def plus(a: Vector, b: Vector, times: float = 1) -> Vector:
    """``a`` and so many times ``b``."""
    return a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2]


def minus(a: Vector, b: Vector) -> Vector:
    """The way from ``b`` to ``a``."""
    return plus(a, b, -1)


def length(v: Vector) -> float:
    """How long a vector is."""
    return sqrt(dot(v, v))


def unit(v: Vector) -> Vector:
    """The direction of a vector; up for none."""
    size = length(v)
    return (v[0] / size, v[1] / size, v[2] / size) if size > 1e-9 else (0, 1, 0)


def between(a: Vector, b: Vector, share: float) -> Vector:
    """The point at this share of the way from ``a`` to ``b``."""
    return plus(a, minus(b, a), share)


def level(v: Vector) -> Vector:
    """What is level of a way."""
    return v[0], 0, v[2]


def halfway(a: Matrix, b: Matrix, share: float) -> Matrix:
    """The turn at this share of the way between two that are not far from each other."""
    rows = [between(p, q, share) for p, q in zip(a, b, strict=True)]
    x, y = (tuple(row[n] for row in rows) for n in (0, 1))
    right = unit((x[0], x[1], x[2]))
    up: Vector = (y[0], y[1], y[2])
    up = unit(plus(up, right, -dot(up, right)))
    ahead = cross(right, up)
    return tuple(zip(right, up, ahead, strict=True))  # type: ignore[return-value]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector square to both."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def two_bones(root: Vector, goal: Vector, upper: float, lower: float, pole: Vector) -> Vector:
    """The joint between two bones that reach from ``root`` to ``goal``, bent towards ``pole``.

    A goal out of reach is reached for with straight bones.
    """
    way = minus(goal, root)
    distance = min(max(length(way), abs(upper - lower) + 1e-6), upper + lower - 1e-6)
    ahead = unit(way)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    off = sqrt(max(upper**2 - along**2, 0))
    return plus(plus(root, ahead, along), _across(ahead, minus(pole, root)), off)


def _across(ahead: Vector, towards: Vector) -> Vector:
    """The direction square to one way and nearest to another, or any where they are one."""
    for way in (towards, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)):
        side = plus(way, ahead, -dot(way, ahead))
        if length(side) > 1e-6 * max(length(way), 1):
            return unit(side)
    raise AssertionError("one of two axes is not parallel to a third direction")
