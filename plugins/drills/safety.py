"""How complete the safety information of a drill page is, and what is still missing. Pure.

The points follow the publish gate of the site's research: who stands behind the page, when it was
checked, whom it is not for, how to begin and go on, and what it rests on. What no drill can be
without, because its file would not be read, is no point: the dose, the steps, the notes on
safety. Neither is what every page shows by itself: that it is no diagnosis, when to see somebody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plugins.drills.model import Drill

_NAMED = 5
"""More drills of one score are only counted."""
_UPRIGHT = ("standing", "half-split stance", "squat")


@dataclass(frozen=True)
class Score:
    """Points reached out of ``of``; ``missing`` says in words what would bring the rest."""

    of: int
    missing: tuple[str, ...]

    @property
    def points(self) -> int:
        """The points reached."""
        return self.of - len(self.missing)

    def __str__(self) -> str:
        return f"{self.points} of {self.of}"


def score(drill: Drill, settings: Mapping[str, Any], description: str, today: date) -> Score:
    """Score a drill; ``description`` is the figure in words, "" where there is none."""
    points = {
        "who wrote it, with their training (AUTHOR, CREDENTIALS)": (
            _is_filled(settings["AUTHOR"]) and _is_filled(settings["CREDENTIALS"])
        ),
        "who reviewed it (REVIEWER)": bool(drill.reviewed_by) and _is_filled(settings["REVIEWER"]),
        "a review that is not overdue (next_review)": today <= drill.next_review,
        "what you earn by it (INTERESTS)": _is_filled(settings["INTERESTS"]),
        "an address to report mistakes to (OWNER_EMAIL)": (
            _is_filled(settings["OWNER_EMAIL"])
            and not settings["OWNER_EMAIL"].endswith("@example.com")
        ),
        "how much pain is all right (PAIN_RULE)": _is_filled(settings["PAIN_RULE"]),
        "who should not do it (not_if)": bool(drill.not_if),
        "what to beware of (cautions)": bool(drill.cautions),
        "when to stop (stop_if)": bool(drill.stop_if),
        "how much to begin with (start_with)": drill.start_with is not None,
        "when to do more (progress_when)": bool(drill.progress_when),
        "what it rests on (references)": (
            bool(drill.references) or drill.evidence == "therapist's choice"
        ),
        "what to hold on to (support)": bool(drill.support) or drill.position not in _UPRIGHT,
        "the movement in words (figure or photo_alt)": bool(description or drill.photo_alt),
    }
    return Score(len(points), tuple(name for name, is_there in points.items() if not is_there))


def report(scores: Mapping[str, Score]) -> str:
    """What the build prints: the scores, and what is missing everywhere or here and there."""
    if not scores:
        return ""
    lines = [_spread(scores)]
    everywhere = set.intersection(*(set(it.missing) for it in scores.values()))
    first = next(iter(scores.values()))
    if everywhere:
        shared = (name for name in first.missing if name in everywhere)
        lines.append("  missing everywhere: " + "; ".join(shared))
    for slug, it in scores.items():
        own = [name for name in it.missing if name not in everywhere]
        if own:
            lines.append(f"  missing in {slug}: " + "; ".join(own))
    return "\n".join(lines) + "\n"


def _spread(scores: Mapping[str, Score]) -> str:
    """How many drills there are, and which have how many points."""
    by_points: dict[tuple[int, str], list[str]] = {}
    for slug, it in scores.items():
        by_points.setdefault((it.points, str(it)), []).append(slug)
    drills = _count(len(scores))
    if len(by_points) == 1:
        ((_, points),) = by_points
        each = "with" if len(scores) == 1 else "each with"
        return f"{drills}, {each} {points} points of safety information"
    spread = "; ".join(
        f"{points}: {', '.join(slugs) if len(slugs) <= _NAMED else _count(len(slugs))}"
        for (_, points), slugs in sorted(by_points.items())
    )
    return f"{drills}; points of safety information: {spread}"


def _count(number: int) -> str:
    return f"{number} drill" if number == 1 else f"{number} drills"


def _is_filled(text: str) -> bool:
    """Whether a setting is more than its placeholder, which stands in square brackets."""
    return bool(text.strip()) and not text.lstrip().startswith("[")
