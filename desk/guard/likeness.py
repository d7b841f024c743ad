"""Whether two texts are almost the same, told from short sketches of them.

A sketch is the smallest of the checksums of all short pieces of a text (“bottom-k”): texts that
share most of their pieces share most of their smallest checksums. The text cannot be had back.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

_PIECE = 6
"""Bytes in a piece: a word or so."""
_KEPT = 24
_ALIKE = 0.6
"""How much of two texts is the same before they count as alike."""
_SHORTEST = 40
"""Letters; shorter texts (“Thank you!”) are alike without meaning anything."""


def sketch(text: str) -> str:
    """A sketch of at most 192 characters, "" for a text that is too short."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(filter(str.isalnum, plain))
    if len(letters) < _SHORTEST:
        return ""
    data = letters.encode()
    pieces = {crc32(data[start : start + _PIECE]) for start in range(len(data) - _PIECE + 1)}
    return "".join(f"{number:08x}" for number in sorted(pieces)[:_KEPT])


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, by their sketches: 0 nothing, 1 all."""
    return _likeness(_numbers(one), _numbers(other))


def are_like(one: str, others: Iterable[str]) -> Iterator[bool]:
    """Whether a text is like each of some others, by their sketches."""
    first = _numbers(one)
    return (bool(first) and _likeness(first, _numbers(other)) >= _ALIKE for other in others)


def near(sketches: Iterable[str], others: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Of others, with a label each, those that any of some sketches can be like: few, and soon.

    No more of the smallest checksums can be the same than of all.
    """
    numbers = [_numbers(sketch) for sketch in sketches]
    together = frozenset[str]().union(*numbers)
    fewest = _ALIKE * min(map(len, numbers), default=0)
    return tuple(other for other in others if len(together & _numbers(other[1])) >= fewest)


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    shared = first & second
    size = min(len(first) + len(second) - len(shared), _KEPT)
    if not shared:
        return 0.0
    return len(shared.intersection(sorted(first | second)[:size])) / size


@lru_cache(1024)
def _numbers(sketch: str) -> frozenset[str]:
    return frozenset(sketch[start : start + 8] for start in range(0, len(sketch), 8))
