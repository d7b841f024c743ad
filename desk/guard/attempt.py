"""What the guard judges by: a reply as it arrived, what is known, and the owner's rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from desk.guard.form_token import FormToken
from desk.guard.learning import Learnt, features
from desk.guard.words import WordList
from desk.submission import Reply

WINDOW = timedelta(minutes=10)
"""How far back replies from one network are counted for suspicion."""


@dataclass(frozen=True)
class Visit:
    """What a request tells besides the reply.

    ``trap`` is what stands in the field that people do not see. ``address`` and ``agent`` are
    for this moment only, and stored nowhere.
    """

    trap: str = ""
    token: str = ""
    origin: str = ""
    host: str = ""
    fetch_mode: str = ""
    address: str = ""
    agent: str = ""

    @classmethod
    def of(cls, request: Request, trap: str, token: str) -> "Visit":
        """The visit that a request is."""
        return cls(
            trap=trap,
            token=token,
            origin=request.headers.get("Origin", ""),
            host=request.host,
            fetch_mode=request.headers.get("Sec-Fetch-Mode", ""),
            address=request.remote_addr or "",
            agent=request.headers.get("User-Agent", ""),
        )


@dataclass(frozen=True)
class Attempt:
    """A reply at the moment it arrives, with its form's token read and its text sketched."""

    reply: Reply
    visit: Visit
    token: FormToken
    now: datetime
    network: str = ""
    likeness: str = ""

    @cached_property
    def features(self) -> tuple[str, ...]:
        """What of its words is learnt."""
        return features(self.reply.body, self.reply.url)


@dataclass(frozen=True)
class Known:
    """What earlier replies tell.

    ``arrivals`` are the times of replies from the same network, ``marked`` how many of them the
    owner marked as spam, ``sketches`` status and sketch of new replies like it, ``outside``
    whether a service took this one for spam, None where none was asked or answered.
    """

    arrivals: tuple[datetime, ...] = ()
    marked: int = 0
    token_is_used: bool = False
    sketches: tuple[tuple[str, str], ...] = ()
    learnt: Learnt = field(default_factory=Learnt)
    outside: bool | None = None


@dataclass(frozen=True)
class Rules:
    """The owner's settings, as the guard needs them. ``hosts`` are those of site and desk."""

    owner_names: tuple[str, ...] = ()
    owner_email: str = ""
    hosts: frozenset[str] = frozenset()
    max_links: int = 2
    many: int = 5
    too_many: int = 30
    words: WordList = field(default_factory=WordList)

    @classmethod
    def of(cls, site: Mapping[str, Any], words: WordList) -> "Rules":
        """The rules in the settings of a site."""
        addresses = (urlsplit(site[name]).netloc for name in ("SITEURL", "REPLIES_URL"))
        return cls(
            owner_names=(site["AUTHOR"], site["PRACTICE"], site["SITENAME"]),
            owner_email=site["OWNER_EMAIL"],
            hosts=frozenset(bare_host(address) for address in addresses if address),
            max_links=site["REPLIES_MAX_LINKS"],
            many=site["REPLIES_MANY"],
            too_many=site["REPLIES_TOO_MANY"],
            words=words,
        )


def bare_host(netloc: str) -> str:
    """A host as it is compared: small, without ``www.``."""
    return netloc.casefold().removeprefix("www.")
