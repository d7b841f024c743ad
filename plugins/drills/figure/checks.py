"""What is wrong with a figure: what is kept and does not stay, and what no body can do. Pure.

Bones cannot change their length: angles make every pose, and the frames between are solved for.
"""

from plugins.drills.figure.contacts import key_bodies
from plugins.drills.figure.identities import shins, soles
from plugins.drills.figure.lines import Written, leg_pattern
from plugins.drills.figure.ranges import Excess, impossible, unusual
from plugins.drills.figure.touching import misplaced, sliding_between
from plugins.drills.figure.words import leg_name
from plugins.drills.model import Drill
from plugins.faults import Fault


def check(drill: Drill, shown: str, text: str) -> list[Fault]:
    """Everything that makes a figure wrong; ``text`` is the file's, ``shown`` its path."""
    if drill.figure is None:
        return []
    at, figure = Written(shown, text, drill.figure), drill.figure
    # Each is the likely cause of all that would come after it.
    return (
        [_range_fault(at, excess) for excess in impossible(figure)]
        or [*soles(at), *shins(at)]
        or misplaced(at, key_bodies(figure))
        or [*sliding_between(at, key_bodies(figure))]
    )


def range_warnings(drill: Drill, shown: str, text: str) -> list[Fault]:
    """Angles that few bodies reach, unless the author has said why."""
    figure = drill.figure
    if figure is None or figure.unusual_range:
        return []
    known = set(impossible(figure))
    at = Written(shown, text, figure)
    return [_range_warning(at, excess) for excess in unusual(figure) if excess not in known]


def _range_fault(at: Written, excess: Excess) -> Fault:
    message = f"no body bends so far; write {excess.limit} at most"
    return _joint(at, excess, message)


def _range_warning(at: Written, excess: Excess) -> Fault:
    message = (
        f"few people get so far; write {excess.limit} or less, or say why it is meant: "
        "unusual_range: “…”"
    )
    return _joint(at, excess, message)


def _joint(at: Written, excess: Excess, message: str) -> Fault:
    pose, leg = at.pose(excess.pose), leg_name(at.figure, excess.side)
    patterns = leg_pattern(at.figure, excess.side), excess.joint
    return at.fault(f"{pose}, {leg}, {excess.joint}: “{excess.words}”: {message}", pose, *patterns)
