"""What stands around a body: floor, wall, worktop, chair, step, cushion, band."""

from collections.abc import Sequence
from math import sqrt

from plugins.drills.figure import body
from plugins.drills.figure.arms import SUPPORT_HEIGHT
from plugins.drills.figure.outline import Point
from plugins.drills.figure.picture import Camera, Scene, chair_height
from plugins.drills.figure.skeleton import Skeleton
from plugins.drills.figure.space import Vector
from plugins.drills.model import Figure

_WALL_TOP = 1.02
_AROUND = 0.12
_SEAT_HEIGHT = 0.27
"""Of a chair that nobody sits on: 46 cm for a person of 170 cm."""


def scene(figure: Figure, bodies: Sequence[Skeleton]) -> Scene:
    """The camera, and a wall or worktop where the farthest knee or toe of any pose allows it."""
    legs = [leg for one in bodies for leg in one.legs.values()]
    front = max(max(leg.knee[2] + 0.036, leg.toe[2] + 0.008) for leg in legs)
    holds_on = any(_uses(one, "on support", "on chair") for one in bodies)
    if "support in front" in figure.props or holds_on:
        front = min(one.neck[2] + _reach(one) for one in bodies)
    back = min(point[2] - depth for one in bodies for point, depth in back_points(one).values())
    return Scene(Camera(figure.view_turn, figure.view_rise), front, back)


def _reach(one: Skeleton) -> float:
    """How far ahead of the shoulders a hand gets at the height of a worktop, nearly stretched."""
    arm = 0.98 * (body.UPPER_ARM + body.FOREARM)
    drop = one.neck[1] - SUPPORT_HEIGHT
    return sqrt(max(arm**2 - drop**2, 0.01))


def _uses(one: Skeleton, *names: str) -> bool:
    """Whether a hand does one of these."""
    return any(reach.now in names for reach in one.arms.values())


def back_points(one: Skeleton) -> dict[str, tuple[Vector, float]]:
    """What can lean on a wall: the middle of each part, and how thick it is behind that."""
    points = {"pelvis": one.pelvis, "shoulder": one.neck, "head": one.head}
    return {name: (point, body.BACK[name]) for name, point in points.items()}


def props(figure: Figure, bodies: Sequence[Skeleton], view: Scene) -> list[list[Point]]:
    """The lines of all props of a figure."""
    return [
        [view.camera.point(point) for point in points]
        for name in figure.props
        if name != "none"
        for points in _prop(name, figure, bodies, view)
    ]


def _prop(
    name: str, figure: Figure, bodies: Sequence[Skeleton], view: Scene
) -> tuple[tuple[Vector, ...], ...]:
    """The lines of a prop: a table."""
    one = bodies[0]
    knees = min(one.legs.values(), key=lambda leg: leg.knee[1]).knee
    ankle = one.legs["right"].ankle
    lines: dict[str, tuple[tuple[Vector, ...], ...]] = {
        "wall in front": _wall(view.front, 1),
        "wall behind": _wall(view.back, -1),
        "support in front": (
            ((0, 0, view.front + 0.02), (0, 0.54, view.front + 0.02)),
            ((0, 0.54, view.front - 0.04), (0, 0.54, view.front + 0.12)),
        ),
        "chair": _chair(figure, bodies, view),
        "step": (_step(figure, one),),
        # Seen from above, the floor that is drawn is the mat.
        "mat": (_ground(bodies, -0.008),) if view.is_level else (),
        "cushion under knee": (((0, -0.006, knees[2] - 0.08), (0, -0.006, knees[2] + 0.07)),),
        "band from behind": (
            ((ankle[0], ankle[1] + 0.012, ankle[2]), (ankle[0], ankle[1] + 0.02, ankle[2] - 0.62)),
        ),
    }
    return lines[name]


def floor(bodies: Sequence[Skeleton], view: Scene) -> list[list[Point]]:
    """The floor around the bodies where it is seen from above; nothing where it is a line."""
    if view.is_level:
        return []
    return [[view.camera.point(point) for point in _ground(bodies, 0)]]


def _ground(bodies: Sequence[Skeleton], y: float) -> tuple[Vector, ...]:
    """The outline of the ground below the bodies."""
    points = [
        point
        for one in bodies
        for leg in one.legs.values()
        for point in (leg.heel, leg.toe, leg.knee, one.pelvis, one.head)
    ]
    xs, zs = [point[0] for point in points], [point[2] for point in points]
    left, right = min(xs) - _AROUND, max(xs) + _AROUND
    back, front = min(zs) - _AROUND, max(zs) + _AROUND
    corners = ((left, y, back), (right, y, back), (right, y, front), (left, y, front))
    return (*corners, corners[0])


def _step(figure: Figure, one: Skeleton) -> tuple[Vector, ...]:
    """A step under the foot that stands on it, with its edge behind what rests there."""
    on_it = [contact for contact in figure.keep if contact.surface == "step" and contact.side]
    leg = one.legs[next((contact.side for contact in on_it if contact.side), "right")]
    is_flat = any(contact.part == "heel" for contact in on_it)
    edge, end = (leg.heel if is_flat else leg.ball)[2] - 0.03, leg.toe[2] + 0.1
    return ((0, 0, edge), (0, body.STEP, edge), (0, body.STEP, end), (0, 0, end))


def _chair(
    figure: Figure, bodies: Sequence[Skeleton], view: Scene
) -> tuple[tuple[Vector, ...], ...]:
    """A chair under who sits lowest; before one who stands and holds on to its back."""
    sitter = min(bodies, key=lambda one: one.pelvis[1])
    is_held = any(_uses(one, "on chair") for one in bodies)
    if is_held and not any(contact.surface == "chair" for contact in figure.keep):
        seat, back, top = _SEAT_HEIGHT, view.front, SUPPORT_HEIGHT
    else:
        seat, back = chair_height(sitter), sitter.legs["right"].hip[2] - 0.1
        top = seat + 0.24
    front = back + 0.24
    return (
        ((0, seat, back), (0, seat, front)),
        ((0, seat, back + 0.01), (0, 0, back - 0.01)),
        ((0, seat, front - 0.02), (0, 0, front - 0.01)),
        ((0, seat, back), (0, top, back - 0.03)),
    )


def _wall(z: float, way: int) -> tuple[tuple[Vector, ...], ...]:
    """A wall whose solid side, with the hatches, is ``way`` of it."""
    hatches = tuple(
        ((0.0, y, z), (0.0, y - 0.035, z + way * 0.03)) for y in (0.12, 0.32, 0.52, 0.72, 0.92)
    )
    return (((0, 0, z), (0, _WALL_TOP, z)), *hatches)
