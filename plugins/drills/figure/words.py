"""The figure in words, from the same angles: what a reader who cannot see it is told. Pure."""

from plugins.drills.model import SIDES, Contact, Drill, Figure, Leg, Pose, Side

_VIEWS = (
    (20, "Seen from the front"),
    (60, "Seen from the front and side"),
    (110, "Seen from the side"),
)
_SMALL = 4
"""Degrees; less than this is not worth a word."""
_PARTS = {"heel": "heel", "ball": "ball of the foot", "knee": "knee"}
"""What is said to stay on the floor: the first of these that does."""
_NAMES = {
    "front": ("front leg", "back leg"),
    "back": ("back leg", "front leg"),
    "top": ("top leg", "bottom leg"),
    "right": ("working leg", "other leg"),
}


def description(drill: Drill, figure: Figure) -> str:
    """One paragraph: the view, the start, what is different at the end, and what stays."""
    if figure.alt:
        return figure.alt
    first, last = figure.poses[0], _farthest(figure)
    view = next(
        (words for most, words in _VIEWS if abs(figure.view_turn) <= most), "Seen from behind"
    )
    start = "; ".join([drill.position, *_legs(first, figure)])
    if len(figure.poses) == 1:
        return f"{view}. {start.capitalize()}. Held still."
    end = "; ".join(_changes(first, last, figure))
    sentences = (view, f"Start: {start}", f"End: {end}" if end else "", _kept(figure))
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def leg_name(figure: Figure, side: Side) -> str:
    """What a leg is called in this figure."""
    if figure.working is None:
        return f"{side} leg"
    return _NAMES[figure.working][0 if side == "right" else 1]


def _farthest(figure: Figure) -> Pose:
    """The pose most unlike the first one; a circle ends where it began."""

    def way(pose: Pose) -> float:
        pairs = ((pose.leg(side), figure.poses[0].leg(side)) for side in SIDES)
        return sum(
            abs(a - b) for mine, its in pairs for a, b in zip(mine.angles, its.angles, strict=True)
        )

    return max(figure.poses, key=way)


def _legs(pose: Pose, figure: Figure) -> list[str]:
    if pose.left == pose.right:
        words = _leg_words(pose.right)
        return [f"both legs: {', '.join(words)}"] if words else []
    found = ((leg_name(figure, side), _leg_words(pose.leg(side))) for side in reversed(SIDES))
    return [f"{name}: {', '.join(words)}" for name, words in found if words]


def _leg_words(leg: Leg) -> list[str]:
    table = (
        (leg.hip, "hip bent {}°", "hip {}° back"),
        (leg.out, "hip {}° out", "hip {}° across"),
        (leg.turn, "hip turned in {}°", "hip turned out {}°"),
        (leg.knee, "knee bent {}°", "knee straight"),
        (leg.ankle, "ankle up {}°", "ankle down {}°"),
    )
    return [
        (plus if angle > 0 else minus).format(round(abs(angle)))
        for angle, plus, minus in table
        if abs(angle) > _SMALL
    ]


def _changes(first: Pose, last: Pose, figure: Figure) -> list[str]:
    found = []
    are_alike = first.left == first.right and last.left == last.right
    for side in ("right",) if are_alike else tuple(reversed(SIDES)):
        words = _leg_changes(first.leg(side), last.leg(side))
        if words:
            name = "both legs" if are_alike else leg_name(figure, side)
            found.append(f"{name}: {', '.join(words)}")
    if abs(last.lean - first.lean) > _SMALL:
        way = "forward" if last.lean > first.lean else "back"
        found.append(f"trunk tilts {round(abs(last.lean - first.lean))}° {way}")
    return found


def _leg_changes(before: Leg, after: Leg) -> list[str]:
    pairs = zip(before.angles, after.angles, strict=True)
    words = _leg_words(Leg(*(b if abs(b - a) > _SMALL else 0 for a, b in pairs)))
    if before.knee > _SMALL >= after.knee:
        words.append("knee straight")
    return words


def _kept(figure: Figure) -> str:
    floor = [contact for contact in figure.keep if contact.surface == "floor" and contact.side]
    for part, name in _PARTS.items():
        kept = [contact for contact in floor if contact.part == part]
        if kept:
            return _kept_words(figure, kept, name)
    return ""


def _kept_words(figure: Figure, kept: list[Contact], name: str) -> str:
    if len(kept) > 1:
        first, _, rest = name.partition(" ")
        return f"Both {first}s {rest + ' ' if rest else ''}stay on the floor"
    leg = leg_name(figure, kept[0].side or "right").removesuffix(" leg")
    return f"The {leg} {name} stays on the floor"
