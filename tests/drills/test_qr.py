import re

import segno

from plugins.drills.qr import qr_svg

ADDRESS = "https://www.example.com/drills/knee-to-wall-ankle-rock/"
QUIET = 4


def path_of(svg: str) -> str:
    return re.search(r' d="([^"]+)"', svg)[1]


def dark_modules(path: str) -> set[tuple[int, int]]:
    """Row and column of every module that the strokes of the drawing cover."""
    covered: set[tuple[int, int]] = set()
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if command == "h":
            end = x + float(first)
            covered |= {(int(y) - QUIET, int(step) - QUIET) for step in range(int(x), int(end))}
            x = end
        else:
            x = float(first) + (x if command == "m" else 0)
            y = float(second) + (y if command == "m" else 0)
    return covered


def test_the_drawing_is_the_code_of_the_address_module_by_module():
    matrix = segno.make(ADDRESS, error="m", micro=False, mask=2).matrix
    expected = {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}

    assert dark_modules(path_of(qr_svg(ADDRESS))) == expected


def test_four_empty_modules_stand_around_the_code():
    svg = qr_svg(ADDRESS)
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    modules = dark_modules(path_of(svg))

    assert min(min(module) for module in modules) == 0
    assert max(max(module) for module in modules) == side - 2 * QUIET - 1


def test_the_code_has_the_colour_of_the_text_and_a_name():
    assert 'stroke="currentColor"' in qr_svg(ADDRESS)
    assert 'aria-label="QR code of this page"' in qr_svg(ADDRESS)
