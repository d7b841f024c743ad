"""How large a picture is: in bytes, and in pixels, as its first bytes say."""

import struct
from pathlib import Path

_LARGEST_FILE = 500_000
"""Bytes. On a phone's ordinary connection (1.6 Mbit/s) that takes two and a half seconds."""
_LARGEST_SIDE = 2400
"""Pixels: twice what the widest column has, for screens with fine pixels, and to spare."""
_READ = 200_000
"""Bytes to look at; cameras put a preview of some 60 kB before the size of a JPEG."""
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_problem(file: Path) -> str:
    """What to say of a picture that is slow to load, "" of one that is not."""
    size = file.stat().st_size
    if size > _LARGEST_FILE:
        return (
            f"the picture has {size / 1_000_000:.1f} MB, which is slow on a phone; make it smaller "
            f"than {_LARGEST_FILE // 1000} kB"
        )
    width, height = pixels(file) or (0, 0)
    if max(width, height) > _LARGEST_SIDE:
        return (
            f"the picture has {width} x {height} pixels, more than any screen shows of it; "
            "make its longer side 1600 pixels"
        )
    return ""


def pixels(file: Path) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP; None of what is none, or is broken."""
    with file.open("rb") as opened:
        data = opened.read(_READ)
    try:
        if data.startswith(b"\x89PNG\r\n"):
            return _pair(">II", data, 16)
        if data.startswith(b"GIF8"):
            return _pair("<HH", data, 6)
        if data.startswith(b"\xff\xd8"):
            return _of_jpeg(data)
        if data[8:12] == b"WEBP":
            return _of_webp(data)
    except (struct.error, IndexError):
        pass
    return None


def _pair(format: str, data: bytes, offset: int) -> tuple[int, int]:
    first, second = struct.unpack_from(format, data, offset)
    return first, second


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    offset = 2
    while data[offset] == 0xFF:
        marker, length = data[offset + 1], struct.unpack_from(">H", data, offset + 2)[0]
        if marker in _JPEG_SIZES:
            height, width = _pair(">HH", data, offset + 5)
            return width, height
        offset += 2 + length
    return None


def _of_webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = _pair("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF
