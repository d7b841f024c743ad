"""The icons of the site, all drawn from one SVG: for tabs, bookmarks and home screens."""

import hashlib
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import resvg_py

PAPER = "#f8f3e9"
"""Behind the icons that must not let anything shine through; the paper of the style sheet."""
VECTOR = "icon.svg"
_FAVICON = "favicon.ico"
_SIZES = (16, 32, 48)
"""Pixels of the pictures in a favicon."""
_VIEW_BOX = re.compile(r"viewBox=[\"']\s*(-?[\d.]+(?:[\s,]+-?[\d.]+){3})\s*[\"']")
_HEADER, _ENTRY = struct.Struct("<3H"), struct.Struct("<4B2H2I")


class IconError(ValueError):
    """The SVG cannot be drawn; the message says why."""


@dataclass(frozen=True)
class Icon:
    """A square PNG of ``size`` pixels, on paper.

    ``margin`` is how much is left free on each side, in sizes of the drawing. ``purpose`` is what
    the manifest says of it, "" where it stands in no manifest.
    """

    name: str
    size: int
    margin: float
    purpose: str = ""


ICONS = (
    Icon("apple-touch-icon.png", 180, 0.15),
    Icon("icon-192.png", 192, 0.15, "any"),
    Icon("icon-512.png", 512, 0.15, "any"),
    # Phones cut it to a shape of their own, and leave a circle of four fifths in any case: there,
    # even a drawing that fills its corners must find room.
    Icon("icon-maskable.png", 512, 0.39, "maskable"),
)


def mark(svg: str, pictures: Mapping[str, bytes]) -> str:
    """A short text that stays the same as long as the pictures, and what they are made by, do."""
    digest = hashlib.sha256(f"{svg}{ICONS}{_SIZES}{PAPER}{resvg_py.__version__}".encode())
    for name in sorted(pictures):
        digest.update(hashlib.sha256(pictures[name]).digest())
    return digest.hexdigest()[:8]


def draw_all(svg: str) -> dict[str, bytes]:
    """Every icon by the name of its file. Raises IconError."""
    pictures = {icon.name: draw(svg, icon.size, icon.margin, PAPER) for icon in ICONS}
    small = {size: draw(svg, size) for size in _SIZES}
    return {_FAVICON: ico(small), **pictures}


def drawn_before(folder: Path) -> dict[str, bytes]:
    """The icons that a build left in a folder; none where one is missing."""
    files = [folder / name for name in (_FAVICON, *(icon.name for icon in ICONS))]
    if not all(file.is_file() for file in files):
        return {}
    return {file.name: file.read_bytes() for file in files}


def draw(svg: str, size: int, margin: float = 0, background: str | None = None) -> bytes:
    """A square PNG of ``size`` pixels, with a margin in sizes of the drawing. Raises IconError."""
    try:
        # Without the fonts of this machine: it would be drawn differently on another.
        return resvg_py.svg_to_bytes(
            svg_string=_VIEW_BOX.sub(f'viewBox="{_square(svg, margin)}"', svg, count=1),
            width=size,
            height=size,
            background=background,
            skip_system_fonts=True,
        )
    except ValueError as error:
        raise IconError(str(error)) from None


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Put PNGs, by their size in pixels (below 256), into one file of the Windows icon format."""
    start = _HEADER.size + _ENTRY.size * len(pictures)
    directory, body = _HEADER.pack(0, 1, len(pictures)), b""
    for size, png in pictures.items():
        directory += _ENTRY.pack(size, size, 0, 0, 1, 32, len(png), start + len(body))
        body += png
    return directory + body


def _square(svg: str, margin: float) -> str:
    """The view box of the drawing with its margin, as a square around the same middle."""
    found = _VIEW_BOX.search(svg)
    left, top, width, height = map(float, re.split(r"[\s,]+", found[1])) if found else (0.0,) * 4
    side = max(width, height) * (1 + 2 * margin)
    if side <= 0:
        raise ValueError('its first element needs a viewBox like "0 0 32 32"')
    corner = (left + width / 2 - side / 2, top + height / 2 - side / 2)
    return " ".join(f"{it:g}" for it in (*corner, side, side))
