"""A small sign beside a name, drawn here and fetched from nobody. Pure.

It is made from the name and the website of a comment, which stand beside it, and from a key of
the site: nothing of an e-mail address is in it, since a comment has none, and the same person has
another sign on another site.
"""

import hashlib
import hmac
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from plugins.comments.model import Comment

Style = Literal["none", "initials", "pattern"]

STYLES: tuple[Style, ...] = get_args(Style)

_TONES = 5
_HOURS = 12
_RADII = (18, 31, 44)


@dataclass(frozen=True)
class Avatar:
    """A sign: one or two letters, or else the path of three arcs in a square of 100 units.

    ``tone`` is a colour of the theme, from 1.
    """

    tone: int
    initials: str = ""
    path: str = ""


def avatar(comment: Comment, style: Style, key: bytes) -> Avatar | None:
    """The sign of who wrote a comment, the same for all comments of the same name and website."""
    if style == "none":
        return None
    digest = hmac.digest(key, _person(comment).encode(), hashlib.sha256)
    tone = digest[0] % _TONES + 1
    if style == "initials":
        return Avatar(tone, initials=initials(comment.author))
    return Avatar(tone, path=_arcs(digest[1:]))


def initials(name: str) -> str:
    """The first letters of the first and the last word, in capitals."""
    letters = [next((sign for sign in word if sign.isalnum()), "") for word in name.split()]
    found = [letter for letter in letters if letter]
    ends = found[:1] + found[1:][-1:]
    return "".join(letter.upper()[:1] for letter in ends)


def key_of(environ: Mapping[str, str], kept: str, site: str) -> bytes:
    """The key of a site: from the secret of its desk, or from its name where it has no desk yet."""
    secret = environ.get("DESK_SECRET_KEY") or kept or site
    return hmac.digest(secret.encode(), b"avatars", hashlib.sha256)


def _person(comment: Comment) -> str:
    """Name and website as one text, the same however they are spelt."""
    website = comment.url.partition("://")[2].rstrip("/")
    spelt = f"{' '.join(comment.author.split())}\0{website}"
    return unicodedata.normalize("NFKC", spelt).casefold()


def _arcs(digest: bytes) -> str:
    """Three arcs around one middle, as a joint's range is drawn: each from a quarter to three."""
    return "".join(
        _arc(radius, start % _HOURS, 3 + sweep % 7)
        for radius, start, sweep in zip(_RADII, digest[0::2], digest[1::2], strict=False)
    )


def _arc(radius: int, start: int, hours: int) -> str:
    from_, to = _on_clock(radius, start), _on_clock(radius, start + hours)
    is_long = int(hours > _HOURS / 2)
    return f"M{from_}A{radius} {radius} 0 {is_long} 1 {to}"


def _on_clock(radius: int, hour: int) -> str:
    angle = 2 * math.pi * hour / _HOURS
    return f"{round(50 + radius * math.sin(angle))} {round(50 - radius * math.cos(angle))}"
