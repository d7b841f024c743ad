"""The figure in words, from the same angles: what a reader who cannot see it is told. Pure."""

from itertools import pairwise

from plugins.drills.model import SIDES, Contact, Drill, Figure, Leg, Pose, Side

_VIEWS = (
    (20, "Seen from the front"),
    (60, "Seen from the front and side"),
    (110, "Seen from the side"),
)
_SMALL = 4
"""Degrees; less than this is not worth a word."""
_PARTS = {"heel": "heel", "ball": "ball of the foot", "knee": "knee", "hand": "hand"}
"""What is said to stay on the floor: the first of these that does."""
_BARE = ("none", "mat")
"""Props that are not worth a word."""
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
    view += _props(figure)
    start = "; ".join([drill.position, *_legs(first, figure)])
    if len(figure.poses) == 1:
        return f"{view}. {start.capitalize()}. Held still."
    middle = () if figure.is_circle else figure.poses[1:-1]
    ways = ["; ".join(_changes(a, b, figure)) for a, b in pairwise([first, *middle, last])]
    moves = [f"Then: {way}" for way in ways[:-1]] + [f"End: {ways[-1]}" if ways[-1] else ""]
    sentences = (view, f"Start: {start}", *moves, _kept(figure))
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _props(figure: Figure) -> str:
    names = [f"a {prop}" for prop in figure.props if prop not in _BARE]
    return f", with {' and '.join(names)}" if names else ""


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
        (leg.out, "{}° out", "{}° across"),
        (leg.turn, "turned in {}°", "turned out {}°"),
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
        found.append(_trunk(first.lean, last.lean))
    return found


def _trunk(before: float, after: float) -> str:
    if abs(after) <= _SMALL:
        return "trunk upright"
    return f"trunk tilts {round(abs(after - before))}° {'forward' if after > before else 'back'}"


def _leg_changes(before: Leg, after: Leg) -> list[str]:
    pairs = zip(before.angles, after.angles, strict=True)
    words = _leg_words(Leg(*(b if abs(b - a) > _SMALL else 0 for a, b in pairs)))
    for joint, was, now in (
        ("hip", before.hip, after.hip),
        ("knee", before.knee, after.knee),
    ):
        if abs(was) > _SMALL >= abs(now):
            words.append(f"{joint} straight")
    return words


def _kept(figure: Figure) -> str:
    floor = [contact for contact in figure.keep if contact.side]
    for part, name in _PARTS.items():
        kept = [contact for contact in floor if contact.part == part]
        if kept:
            return _kept_words(figure, kept, name)
    return ""


def _kept_words(figure: Figure, kept: list[Contact], name: str) -> str:
    if len(kept) > 1:
        first, _, rest = name.partition(" ")
        return f"Both {first}s {rest + ' ' if rest else ''}stay on the {kept[0].surface}"
    leg = leg_name(figure, kept[0].side or "right").removesuffix(" leg")
    return f"The {leg} {name} stays on the {kept[0].surface}"
