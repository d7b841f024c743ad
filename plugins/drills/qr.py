"""A QR code as inline SVG, drawn in the colour of the text around it."""

from collections.abc import Sequence
from itertools import groupby

import segno
from markupsafe import Markup

_QUIET = 4
"""Empty modules around the code (ISO/IEC 18004 asks for four)."""
# Readers take any of the eight masks. For addresses this one scores within a hundredth of the
# best, and comparing all eight would be a fifth of the build.
_MASK = 2


def qr_svg(address: str) -> Markup:
    """The code of an address; one path, a run of dark modules to each of its strokes."""
    matrix = segno.make(address, error="m", micro=False, mask=_MASK).matrix
    side = len(matrix) + 2 * _QUIET
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="QR code of this page">'
        '<path stroke="currentColor" d="M{1} {1}.5{2}"/></svg>'
    ).format(side, _QUIET, _strokes(matrix))


def _strokes(matrix: Sequence[bytes | bytearray]) -> str:
    """Every run as a move from the end of the one before: small numbers compress best."""
    found = []
    x = y = 0
    for row, modules in enumerate(matrix):
        for start, length in _runs(modules):
            found.append(f"m{start - x} {row - y}h{length}")
            x, y = start + length, row
    return "".join(found)


def _runs(modules: bytes | bytearray) -> list[tuple[int, int]]:
    """Start and length of every run of dark modules in a row."""
    runs = []
    position = 0
    for is_dark, group in groupby(modules):
        length = len(list(group))
        if is_dark:
            runs.append((position, length))
        position += length
    return runs
