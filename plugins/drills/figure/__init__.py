"""The figure of a drill, drawn from joint angles when the site is built; no photographer needed."""

from dataclasses import dataclass

from plugins.drills.figure import svg
from plugins.drills.figure.agreement import disagreements
from plugins.drills.figure.checks import check, range_warnings
from plugins.drills.figure.shown import shown
from plugins.drills.figure.words import description
from plugins.drills.model import Drill
from plugins.faults import Fault

__all__ = ["Drawings", "check", "draw", "warnings"]


@dataclass(frozen=True)
class Drawings:
    """A drill's pictures as inline SVG, "" where there is none, and the same in words.

    ``is_lift`` is whether the movement begins with a lift.
    """

    pair: str = ""
    overlay: str = ""
    animated: str = ""
    description: str = ""
    is_lift: bool = False


def draw(drill: Drill) -> Drawings:
    """All pictures of a drill."""
    if drill.figure is None:
        return Drawings()
    it = shown(drill, drill.figure)
    return Drawings(
        pair=svg.pair(it),
        overlay=svg.overlay(it),
        animated=svg.animated(it),
        description=description(drill, drill.figure),
        is_lift=it.is_lift,
    )


def warnings(drill: Drill, shown: str, text: str) -> list[Fault]:
    """What an author should look at, and need not change."""
    return range_warnings(drill, shown, text) + disagreements(drill, shown, text)
