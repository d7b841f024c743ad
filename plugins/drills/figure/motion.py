"""How a part of a figure moves, as SMIL: where it goes, and how its outline changes on the way.

The two are written apart, because each needs far fewer frames than both together: a trunk that
sinks along a curve hardly changes its outline.
"""

from collections.abc import Sequence

from plugins.drills.figure import paths
from plugins.drills.figure.outline import Outline, Point
from plugins.drills.figure.picture import Part
from plugins.drills.figure.shown import Shown, same
from plugins.drills.figure.timing import Timeline, needed

_REPEATS = 3
_SHAPE = 'animate attributeName="d"'
_PLACE = 'animateTransform attributeName="transform"'
_SEEN = 0.025
"""How far off its place a part may be between two frames, in fractions of standing height."""
_SEEN_IN_PLACE = 0.003


def motion(it: Shown, part: Part, time: Timeline) -> str:
    """The animations of a part, "" where it stays as it is."""
    moments = [same(part, drawn) for drawn in it.drawn]
    found = [moment.outlines for moment in moments]
    if all(outlines == found[0] for outlines in found):
        return ""
    numbers = needed(found, _SEEN)
    whole = _animation(_SHAPE, time, numbers, [moments[number].path for number in numbers])
    if part.kind == "leg":  # what stands still in every frame must do so between them, too
        return whole
    return min(whole, _apart(found, time), key=len)


def _apart(found: Sequence[Sequence[Outline]], time: Timeline) -> str:
    """Where the part goes, and beside that how it changes."""
    places = [_middle(outlines) for outlines in found]
    way = [(x - places[0][0], y - places[0][1]) for x, y in places]
    stops = needed([[[place]] for place in way], _SEEN_IN_PLACE)
    travel = ["{} {}".format(*paths.fixed(way[stop])) for stop in stops]
    shapes = [_moved(outlines, (-x, -y)) for outlines, (x, y) in zip(found, way, strict=True)]
    numbers = needed(shapes, _SEEN - _SEEN_IN_PLACE)
    changes = [paths.closed(shapes[number]) for number in numbers]
    return _animation(_SHAPE, time, numbers, changes) + _animation(_PLACE, time, stops, travel)


def _animation(name: str, time: Timeline, numbers: Sequence[int], texts: Sequence[str]) -> str:
    """One animation through these frames, and back the same way where it is no circle."""
    if len(set(texts)) == 1:
        return ""
    values, when = list(texts), [time.there[number] for number in numbers]
    if time.back:
        values += [*reversed(texts), texts[0]]
        when += [time.back[number] for number in reversed(numbers)] + [1.0]
    shares = ";".join(f"{share:.2f}".rstrip("0").strip(".").lstrip("0") or "0" for share in when)
    return (
        f'<{name} begin="indefinite" dur="{time.seconds:g}s" repeatCount="{_REPEATS}" '
        f'keyTimes="{shares}" values="{";".join(values)}"/>'
    )


def _middle(outlines: Sequence[Outline]) -> Point:
    points = [point for outline in outlines for point in outline]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _moved(outlines: Sequence[Outline], by: Point) -> tuple[Outline, ...]:
    return tuple([(x + by[0], y + by[1]) for x, y in outline] for outline in outlines)
