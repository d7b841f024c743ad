"""A figure made ready to be drawn: its frames, what stands around it, and the room it needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from plugins.drills.figure import paths
from plugins.drills.figure.contacts import key_bodies
from plugins.drills.figure.frames import frames
from plugins.drills.figure.picture import Part, Scene, parts
from plugins.drills.figure.scenery import floor, props, scene
from plugins.drills.figure.skeleton import Skeleton
from plugins.drills.figure.space import length, minus
from plugins.drills.figure.timing import rises, steps
from plugins.drills.model import SIDES, Drill, Figure

_MARGIN = 10
"""In units, around all that is drawn."""


@dataclass(frozen=True)
class Box:
    """The part of the plane that a picture needs, in its units."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Shown:
    """A figure ready to be drawn: its way through all frames, and what stands around it.

    ``keys`` are the numbers of those frames that are key poses; ``drawn`` are the parts of every
    frame, the farthest first.
    """

    drill: Drill
    figure: Figure
    way: tuple[Skeleton, ...]
    keys: tuple[int, ...]
    view: Scene
    drawn: tuple[tuple[Part, ...], ...]
    around: str
    box: Box

    @property
    def farthest(self) -> int:
        """The key frame that differs most from the first."""
        return max(self.keys, key=lambda key: _away(self.way[0], self.way[key]))

    @property
    def is_lift(self) -> bool:
        """Whether the movement begins with a lift."""
        return rises(self.way[0], self.way[self.farthest])


def shown(drill: Drill, figure: Figure) -> Shown:
    """Work everything out once, for all pictures of a drill."""
    bodies = key_bodies(figure)
    way = frames(figure)
    cuts = (steps(a, b) for a, b in pairwise(figure.poses))
    view = scene(figure, bodies)
    drawn = tuple(parts(one, view) for one in way)
    lines = props(figure, bodies, view) + floor(bodies, view)
    box = _box(drawn, [paths.even(point) for line in lines for point in line])
    around = "".join(paths.line(line) for line in lines)
    if view.is_level:
        around = f"M{box.left} 0H{box.right}{around}"
    return Shown(drill, figure, way, tuple(accumulate(cuts, initial=0)), view, drawn, around, box)


def same(part: Part, drawn: Iterable[Part]) -> Part:
    """The same part in another frame, where the order of depth may be another."""
    return next(it for it in drawn if (it.kind, it.side) == (part.kind, part.side))


def _away(first: Skeleton, other: Skeleton) -> float:
    """How far joints and head are from where they were, all together."""
    pairs = [(first.pelvis, other.pelvis), (first.head, other.head)]
    for side in SIDES:
        leg, its = first.legs[side], other.legs[side]
        pairs += [(leg.knee, its.knee), (leg.heel, its.heel), (leg.toe, its.toe)]
    return sum(length(minus(b, a)) for a, b in pairs)


def _box(drawn: Iterable[Sequence[Part]], around: Iterable[paths.Fixed]) -> Box:
    """Around all control points, which curves never leave."""
    outlines = [outline for some in drawn for part in some for outline in part.outlines]
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    corners = paths.even((min(xs), max(ys))), paths.even((max(xs), min(ys)))
    across, down = zip((0, 0), *corners, *around, strict=True)
    return Box(
        min(across) - _MARGIN, min(down) - _MARGIN, max(across) + _MARGIN, max(down) + _MARGIN
    )
