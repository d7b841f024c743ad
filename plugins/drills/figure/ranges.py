"""How far joints go: what is usual, and what only a very flexible person reaches. Pure.

Degrees, signed as in the model. Usual: American Academy of Orthopaedic Surgeons (Greene and
Heckman 1994), knee 140. A foot that carries weight bends further than a free one: 30 to 45
(Powden 2015); beyond that nothing is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.drills.model import Angle, Contact, Figure, Pose, Side

_HAND = 5
"""What a goniometer may be off: so much beyond the usual is not spoken of."""


@dataclass(frozen=True)
class Range:
    """The limits of an angle of the model, and the words for its two ways."""

    angle: Angle
    joint: str
    usual: tuple[float, float]
    flexible: tuple[float, float]
    words: tuple[str, str]


@dataclass(frozen=True)
class Excess:
    """A joint beyond a limit, ``limit`` being the nearest angle that is not."""

    pose: int
    side: Side
    joint: str
    words: str
    limit: str


LEG = (
    Range("hip", "hip", (-30, 120), (-40, 150), ("back", "bend")),
    Range("out", "hip", (-30, 45), (-45, 70), ("in", "out")),
    Range("turn", "hip", (-45, 45), (-60, 60), ("turn out", "turn in")),
    Range("knee", "knee", (-5, 140), (-5, 160), ("back", "bend")),
    Range("toes", "toes", (-45, 70), (-60, 90), ("down", "up")),
)
FREE_ANKLE = Range("ankle", "ankle", (-50, 20), (-65, 45), ("down", "up"))
LOADED_ANKLE = Range("ankle", "ankle", (-50, 45), (-65, 45), ("down", "up"))


def impossible(figure: Figure) -> Iterator[Excess]:
    """The angles that no body reaches."""
    for number, pose in enumerate(figure.poses):
        yield from _beyond(figure, number, pose, is_flexible=True)


def unusual(figure: Figure) -> Iterator[Excess]:
    """The angles that few bodies reach."""
    for number, pose in enumerate(figure.poses):
        yield from _beyond(figure, number, pose, is_flexible=False)


def _beyond(figure: Figure, number: int, pose: Pose, is_flexible: bool) -> Iterator[Excess]:
    for side in ("right", "left"):
        for each in (*LEG, LOADED_ANKLE if _is_loaded(figure.keep, side) else FREE_ANKLE):
            low, high = each.flexible if is_flexible else each.usual
            room = 0 if is_flexible else _HAND
            angle = pose.leg(side).angle(each.angle)
            if not low - room <= angle <= high + room:
                limit = high if angle > high else low
                words, most = _words(each, angle), _words(each, limit)
                yield Excess(number, side, each.joint, words, most)


def _is_loaded(keep: tuple[Contact, ...], side: Side) -> bool:
    """Whether this foot carries weight."""
    return any(each.side == side and each.part in ("heel", "ball") for each in keep)


def _words(each: Range, angle: float) -> str:
    return f"{each.words[angle > 0]} {abs(angle):g}"
