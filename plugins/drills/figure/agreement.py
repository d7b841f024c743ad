"""Whether words and figure of a drill say the same: its movements, its heels, its props. Pure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plugins.drills.figure import body
from plugins.drills.figure.contacts import holds, key_bodies
from plugins.drills.figure.lines import line_of, words_line
from plugins.drills.model import SIDES, Angle, Drill, Figure, Leg, Side
from plugins.faults import Fault

# The angle of a leg that shows a movement, and whether it grows or shrinks.
_SHOWN_BY: dict[str, tuple[Angle, int]] = {
    "ankle dorsiflexion": ("ankle", 1),
    "ankle plantarflexion": ("ankle", -1),
    "toe extension": ("toes", 1),
    "knee flexion": ("knee", 1),
    "knee extension": ("knee", -1),
    "hip flexion": ("hip", 1),
    "hip extension": ("hip", -1),
    "hip abduction": ("out", 1),
    "hip adduction": ("out", -1),
    "hip internal rotation": ("turn", 1),
    "hip external rotation": ("turn", -1),
}
_LEAST = 5
"""Degrees; less is no movement."""
_LIFTED = 0.01
"""In fractions of standing height; a heel that rises more than this is not down."""

_HEEL_DOWN = re.compile(
    r"\b(keep|leave|press)\b[^.;]*\bheels?\b"
    r"|\bheels?\b (stays?|down|heavy|flat|on the (floor|ground))",
    re.IGNORECASE,
)
_HEEL_MOVES = re.compile(r"\b(lift|raise|rise|lower|drop|let)\b", re.IGNORECASE)
_LEG = {"front": {"front": "right", "back": "left"}, "back": {"back": "right", "front": "left"}}


def disagreements(drill: Drill, shown: str, text: str) -> list[Fault]:
    """What the author should look at: words that the figure does not bear out."""
    if drill.figure is None:
        return []
    figure = drill.figure
    return [
        *_movements(drill, figure, shown, text),
        *_heels(drill, figure, shown, text),
        *_props(drill, figure, shown, text),
        *_hands(figure, shown, text),
    ]


def _movements(drill: Drill, figure: Figure, shown: str, text: str) -> Iterator[Fault]:
    if drill.kind == "isometric":  # pushing without moving is the point
        return
    for movement in drill.movements:
        if movement in _SHOWN_BY and not _is_shown(figure, *_SHOWN_BY[movement]):
            joint = movement.partition(" ")[0]
            message = (
                f"movements: “{movement}”, but no {joint} does that in the figure from start to "
                "end; change the angles, or take the word out"
            )
            yield Fault(shown, _key_line(text, "movements"), message)


def _is_shown(figure: Figure, angle: Angle, sign: int) -> bool:
    def amount(leg: Leg) -> float:
        return sign * leg.angle(angle)

    if len(figure.poses) == 1:
        return any(amount(figure.poses[0].leg(side)) >= _LEAST for side in SIDES)
    return any(
        amount(later.leg(side)) - amount(pose.leg(side)) >= _LEAST
        for pose, later in pairwise(figure.poses)
        for side in SIDES
    )


def _heels(drill: Drill, figure: Figure, shown: str, text: str) -> Iterator[Fault]:
    lifted = _lifted(figure)
    for words in (*drill.steps, *drill.cues):
        if not _HEEL_DOWN.search(words) or _HEEL_MOVES.search(words):
            continue
        meant = _meant(figure, words)
        is_wrong = any(side in lifted for side in meant) if meant else len(lifted) == len(SIDES)
        if is_wrong:
            message = (
                f"“{words}”: in the figure the heel lifts; change the words, or add the heel "
                "to “keep” and mend the angles"
            )
            yield Fault(shown, words_line(text, words), message)


def _lifted(figure: Figure) -> list[Side]:
    """The sides whose heel leaves what the foot stands on in one of the poses."""
    bodies = key_bodies(figure)
    return [
        side
        for side in SIDES
        if not holds(figure.keep, side, "heel")
        and max(one.legs[side].heel[1] - _ground(figure, side) for one in bodies) > _LIFTED
    ]


def _ground(figure: Figure, side: Side) -> float:
    on_step = any(contact.side == side and contact.surface == "step" for contact in figure.keep)
    return body.STEP if on_step else 0


def _meant(figure: Figure, words: str) -> list[str]:
    """The sides that a sentence names, [] where it leaves it open."""
    if re.search(r"\b(both|your) heels\b", words, re.IGNORECASE):
        return list(SIDES)
    legs = _LEG.get(figure.working or "", {})
    named = r"\b{0} (foot’s )?heel\b|\bheel of (the|your) {0}\b"
    return [side for name, side in legs.items() if re.search(named.format(name), words)]


def _props(drill: Drill, figure: Figure, shown: str, text: str) -> Iterator[Fault]:
    """What a body rests on is drawn, and what is drawn is among what one needs."""
    drawn = " ".join(figure.props)
    kept_on: set[str] = {contact.surface for contact in figure.keep}
    used = {"chair"} if drill.position == "chair sitting" else set()
    arms = {pose.arm(side) for pose in figure.poses for side in SIDES}
    used |= {arm.removeprefix("on ") for arm in arms} & {"support", "wall", "chair"}
    for thing in sorted((kept_on | used) - {"floor"}):
        if thing not in drawn:
            message = f"figure, props: a {thing} is used, but not drawn; add it to the props"
            yield Fault(shown, line_of(text, "props"), message)
    for thing in ("wall", "chair", "step", "mat", "cushion", "band"):
        if thing in drawn and thing not in drill.equipment:
            message = f"equipment: the figure shows a {thing}, but this does not name it"
            yield Fault(shown, _key_line(text, "equipment"), message)


def _hands(figure: Figure, shown: str, text: str) -> Iterator[Fault]:
    """A hand that is kept somewhere has an arm that goes there."""
    for contact in figure.keep:
        arms = {pose.arm(contact.side) for pose in figure.poses} if contact.side else set()
        if contact.part == "hand" and not all(contact.surface in arm for arm in arms):
            message = (
                f"figure, keep: a hand is kept on the {contact.surface}, but the arms are "
                f"{' and '.join(sorted(arms))}; write where the hands are, as in arms: on floor"
            )
            yield Fault(shown, line_of(text, "keep"), message)
            return


def _key_line(text: str, key: str) -> int:
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if line.startswith(f"{key}:")), 1)
