"""When a moving figure is where: frames, and their times from the tempo of the dose."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot

from plugins.drills.figure.outline import Outline
from plugins.drills.figure.skeleton import Skeleton
from plugins.drills.model import SIDES, Dose, Pose

_DEGREES_A_FRAME = 30
"""A limb that turns so far between two frames is 3 % shorter half-way: not seen."""
_LONGEST_HOLD = 4
"""Seconds; a longer hold is not waited for."""


@dataclass(frozen=True)
class Timeline:
    """When each frame is reached, in shares of all the seconds: on the way there, and back."""

    seconds: float
    there: tuple[float, ...]
    back: tuple[float, ...] = ()


def steps(a: Pose, b: Pose) -> int:
    """Into how many steps the way between two key poses is cut."""
    widest = max(abs(x - y) for x, y in zip(_turns(a), _turns(b), strict=True))
    return max(2, ceil(widest / _DEGREES_A_FRAME))


def needed(frames: Sequence[Sequence[Outline]], seen: float) -> list[int]:
    """The numbers of the frames that a part needs; between them it moves evenly enough.

    ``seen`` is how far off its place a point may be, in fractions of standing height.

    As Douglas and Peucker simplify a line: keep the frame that is farthest off, and go on.
    """

    def kept(first: int, last: int) -> list[int]:
        off = [_off(frames, first, last, number) for number in range(first + 1, last)]
        if not off or max(off) < seen:
            return [first]
        worst = first + 1 + off.index(max(off))
        return [*kept(first, worst), *kept(worst, last)]

    return [*kept(0, len(frames) - 1), len(frames) - 1]


def timeline(dose: Dose, count: int, *, is_circle: bool, is_lift: bool) -> Timeline:
    """When each of ``count`` frames is reached.

    A tempo is lowering, pause, lifting, pause; a drill that begins with a lift starts there.
    """
    down, low, up, high = dose.tempo or (2, min(dose.hold_s or 0, _LONGEST_HOLD), 2, 1)
    total = float(down + low + up + high)
    shares = [number / (count - 1) for number in range(count)]
    if is_circle:
        return Timeline(total, tuple(shares))
    going, pause, coming = (up, high, down) if is_lift else (down, low, up)
    there = (going * share / total for share in shares)
    back = ((going + pause + coming * (1 - share)) / total for share in shares)
    return Timeline(total, tuple(there), tuple(back))


def _turns(pose: Pose) -> tuple[float, ...]:
    legs = (pose.leg(side) for side in SIDES)
    return pose.lean, *(angle for leg in legs for angle in (leg.hip, leg.out, leg.turn, leg.knee))


def rises(first: Skeleton, farthest: Skeleton) -> bool:
    """Whether a movement begins with a lift."""
    return _height(farthest) > _height(first)


def _height(one: Skeleton) -> float:
    legs = [point[1] for leg in one.legs.values() for point in (leg.knee, leg.ankle, leg.toe)]
    return one.pelvis[1] + one.neck[1] + sum(legs)


def _off(frames: Sequence[Sequence[Outline]], first: int, last: int, number: int) -> float:
    """How far a frame is from where even movement between two others would have it."""
    share = (number - first) / (last - first)
    moments = (frames[first], frames[last], frames[number])
    return max(
        hypot(a[0] + (b[0] - a[0]) * share - p[0], a[1] + (b[1] - a[1]) * share - p[1])
        for start, end, real in zip(*moments, strict=True)
        for a, b, p in zip(start, end, real, strict=True)
    )
