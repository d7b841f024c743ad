"""Whether a name or address passes for the owner's, to the eye.

Letters of other alphabets that look alike are taken from the confusables of Unicode (UTS #39).
"""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from confusable_homoglyphs import confusables


def is_namesake(name: str, owner: str) -> bool:
    """Whether all words of the owner's name stand in a name, in any order, or look as if."""
    return any(theirs <= ours for theirs in _readings(owner) if theirs for ours in _readings(name))


def is_same_address(address: str, owner: str) -> bool:
    """Whether two e-mail addresses are, or look, the same."""
    return bool(_skeletons(address) & _skeletons(owner)) if owner else False


@lru_cache(64)
def _readings(name: str) -> list[frozenset[str]]:
    """The words of a name as the eye may take them."""
    return [frozenset(_words(skeleton)) for skeleton in _skeletons(name)]


def _words(skeleton: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in skeleton).split()


@lru_cache(64)
def _skeletons(text: str) -> frozenset[str]:
    # A capital I looks like an l, but its small letter does not: both readings count.
    return frozenset(_skeleton(reading) for reading in (text, text.casefold()))


def _skeleton(text: str) -> str:
    if text.isascii():  # as nearly all are: the same, and far sooner
        return text.translate(_ascii()).casefold()
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    seen = "".join(map(_looks_like, bare)).casefold()
    return "".join(char for char in seen if unicodedata.category(char) not in ("Cf", "Mn"))


@cache
def _ascii() -> dict[int, str]:
    return {code: _looks_like(chr(code)) for code in range(128)}


@lru_cache(4096)
def _looks_like(char: str) -> str:
    """What a character is taken for: the prototype of those that look like it."""
    found = _look_alikes(char)
    if len(found) != 1:  # it is a prototype, or like nothing
        return char
    (other,) = found
    return min(char, other) if _look_alikes(other) == [char] else other


def _look_alikes(chars: str) -> list[str]:
    if len(chars) != 1:
        return []
    found: Iterable[dict[str, list[dict[str, str]]]] = confusables.is_confusable(chars) or []
    return [other["c"] for entry in found for other in entry["homoglyphs"]]
