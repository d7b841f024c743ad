"""The requests of ``bench.replies``: replies as browsers send them, no two with the same words."""

import json
import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urlencode

from bench import servers
from desk.guard.form_token import FormTokens

_WRITING = timedelta(minutes=2)
"""How long each reader has had the form open."""
_OF_ONE_NETWORK = 4


def words(number: int) -> str:
    """What the reply of this number says."""
    chosen = random.Random(number).choices(_vocabulary(), k=40)
    return f"{' '.join(chosen)}. Number {number} says so."


def to_desk(numbers: Sequence[int]) -> list[bytes]:
    """Replies as the web server in front hands them on, with tokens of forms opened before."""
    tokens, opened = FormTokens(servers.SECRET_KEY), datetime.now(UTC) - _WRITING
    return [_to_desk(number, tokens.new(servers.PAGE, opened)) for number in numbers]


def to_isso(numbers: Sequence[int]) -> list[bytes]:
    """The same for Isso, as its script sends them."""
    return [_to_isso(number) for number in numbers]


def get(path: str) -> bytes:
    """A request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


@cache
def _vocabulary() -> list[str]:
    article = servers.ROOT / "content" / "articles" / "knee-pain-is-it-your-knee-at-all.md"
    return sorted(set(re.findall(r"[a-z]+", article.read_text("utf-8"))))


def _to_desk(number: int, token: str) -> bytes:
    fields = {
        "page": servers.PAGE,
        "parent": "",
        "token": token,
        "subject": "",
        "author": f"Reader {number}",
        "email": f"reader{number}@example.com",
        "url": "",
        "body": words(number),
    }
    # Public addresses: of private ones the guard takes no notice.
    place = number // _OF_ONE_NETWORK
    network = f"{20 + (place >> 16)}.{place >> 8 & 255}.{place & 255}.{number % 250}"
    headers = {
        "Origin": "http://localhost",
        "Sec-Fetch-Mode": "navigate",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": network,
    }
    return _post("/replies", headers, urlencode(fields).encode())


def _to_isso(number: int) -> bytes:
    fields = {
        "text": words(number),
        "author": f"Reader {number}",
        "email": f"reader{number}@example.com",
        "title": "Knee Pain",
    }
    headers = {"Origin": "http://localhost", "Content-Type": "application/json"}
    return _post("/new?uri=%2Fknee-pain%2F", headers, json.dumps(fields).encode())


def _post(path: str, headers: dict[str, str], body: bytes) -> bytes:
    more = headers | {"Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", *map(": ".join, more.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
