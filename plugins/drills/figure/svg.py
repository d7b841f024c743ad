"""A drill's figure as inline SVG: start beside end, end over the ghost of the start, or moving.

Colours come from the style sheet (``figure__…``); far limbs are lighter, the working leg has the
accent and is named in words too.
"""

from collections.abc import Callable, Iterable
from html import escape

from plugins.drills.figure import paths
from plugins.drills.figure.arrow import arrow
from plugins.drills.figure.motion import motion
from plugins.drills.figure.picture import Part
from plugins.drills.figure.shown import Shown
from plugins.drills.figure.timing import timeline
from plugins.drills.figure.words import description, leg_name

_GAP = 24
_LINE = 26
"""Height of a line of words under the floor, in units."""
_ROOM = 58
"""Half of the longest name of a leg, in units."""
_COLUMNS = 3
"""More panels than that begin a new row."""
_WIDE = 1.6
"""A panel that is so much wider than high, as of a body that lies, has a row of its own."""
_LAYOUTS = {1: " figure--stacked", 3: " figure--many"}
# Without a style sheet, lines in the colour of the text.
_LOOK = 'fill="none" stroke="currentColor"'
STYLE = ".figure{paint-order:stroke}"
"""A style sheet within each figure: fills cover the inner half of the lines, and so the seams
between the parts of a limb. It is not in that of the page, because the Nu checker does not know the
property there, and no attribute, because a policy can allow a style sheet by what is in it."""


def pair(it: Shown) -> str:
    """The key poses side by side, or below each other, in one scale."""
    chosen = it.keys[:-1] if it.figure.is_circle else it.keys
    columns = _columns(it, len(chosen))
    rows = -(-len(chosen) // columns)
    lines = (len(chosen) > 1) + bool(it.figure.working)
    wide, high = it.box.width + _GAP, it.box.height + lines * _LINE
    panels = "".join(
        f'<g transform="translate({number % columns * wide} {number // columns * high})">'
        f"{_panel(it, key, number, len(chosen))}</g>"
        for number, key in enumerate(chosen)
    )
    size = (columns * wide - _GAP, rows * high)
    return _svg(it, f"pair{_LAYOUTS.get(columns, '')}", size, _named(it), panels)


def overlay(it: Shown) -> str:
    """The end over a ghost of the start, with an arrow: for cards that name the drill."""
    is_still = len(it.keys) == 1
    ghost = "" if is_still else f'<g class="figure__ghost">{_body(it, it.drawn[0])}</g>'
    content = _scenery(it) + ghost + _body(it, it.drawn[it.farthest]) + _arrow(it)
    return _svg(it, "overlay", (it.box.width, it.box.height), 'aria-hidden="true">', content)


def animated(it: Shown) -> str:
    """The movement at the tempo of the dose, to be started by a button; "" for a held drill."""
    if len(it.keys) == 1:
        return ""
    time = timeline(it.drill.dose, len(it.way), is_circle=it.figure.is_circle, is_lift=it.is_lift)
    body = _body(it, it.drawn[0], lambda part: motion(it, part, time))
    head = f'role="img" aria-label="{escape(it.drill.title)}, moving">'
    return _svg(it, "animated", (it.box.width, it.box.height), head, _scenery(it) + body)


def _columns(it: Shown, count: int) -> int:
    is_wide = it.box.width > _WIDE * it.box.height
    return 1 if is_wide else min(count, _COLUMNS)


def _named(it: Shown) -> str:
    """The picture in words, for those who do not see it."""
    name = it.drill.code
    return (
        f'role="img" aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(it.drill.title)}</title>'
        f'<desc id="{name}-words">{escape(description(it.drill, it.figure))}</desc>'
    )


def _panel(it: Shown, key: int, number: int, count: int) -> str:
    """One pose; the last has the arrow, and among many only the first names the leg."""
    content = _scenery(it) + _body(it, it.drawn[key])
    content += _arrow(it) if number == count - 1 else ""
    if it.figure.working and (number == 0 or count < _COLUMNS):
        content += _leg_caption(it, key)
    return content + _pose_caption(it, number, count)


def _arrow(it: Shown) -> str:
    end = len(it.way) if it.figure.is_circle else it.farthest + 1
    found = arrow(it.figure, it.way[:end], it.view.camera) if end > 1 else None
    if not found:
        return ""
    way, head = found
    return f'<path class="figure__arrow" d="{paths.curve(way)}{paths.line(head)}"/>'


def _body(it: Shown, drawn: Iterable[Part], inside: Callable[[Part], str] = lambda _: "") -> str:
    return "".join(_part(it, part, inside(part)) for part in drawn)


def _part(it: Shown, part: Part, inside: str) -> str:
    path = f'<path class="{_names(it, part)}" d="{part.path}"'
    return f"{path}>{inside}</path>" if inside else f"{path}/>"


def _names(it: Shown, part: Part) -> str:
    names = [f"figure__{part.kind}"]
    if it.figure.working and part.side == "right" and part.kind == "leg":
        names.append("figure__working")
    if it.figure.working and part.side == "left":
        names.append("figure__far")
    return " ".join(names)


def _scenery(it: Shown) -> str:
    return f'<path class="figure__floor" d="{it.around}"/>'


def _leg_caption(it: Shown, key: int) -> str:
    """Below the leg that works, its name."""
    x, _ = paths.even(it.view.camera.point(it.way[key].legs["right"].ankle))
    x = min(max(x, it.box.left + _ROOM), it.box.right - _ROOM)
    name = leg_name(it.figure, "right")
    place = f'x="{x}" y="{it.box.bottom + _LINE - 6}"'
    return f'<text class="figure__label figure__label--working" {place}>{name}</text>'


def _pose_caption(it: Shown, number: int, count: int) -> str:
    """In the middle, which pose it is."""
    if count == 1:
        return ""
    title = ("Start", "End")[number] if count == 2 else str(number + 1)
    y = it.box.bottom + _LINE * (1 + bool(it.figure.working)) - 6
    x = it.box.left + it.box.width // 2
    return f'<text class="figure__label" x="{x}" y="{y}">{title}</text>'


def _svg(it: Shown, kind: str, size: tuple[int, int], head: str, content: str) -> str:
    view = f"{it.box.left} {it.box.top} {size[0]} {size[1]}"
    style = f"<style>{STYLE}</style>"
    return (
        f'<svg class="figure figure--{kind}" {_LOOK} viewBox="{view}" {head}{style}{content}</svg>'
    )
