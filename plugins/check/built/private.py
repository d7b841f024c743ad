"""What must not be public: a reader's e-mail address, a key, the address of one's own machine."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

READABLE = (".html", ".xml", ".json", ".txt", ".js", ".css", ".svg", ".md")
"""Endings of files that hold text."""
_LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?![\w.-])(?::\d+)?[^\s\"'<>]*")
_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


# Names that belong to nobody (RFC 2606); examples are written with them.
_NOBODYS = re.compile(r"(?:[@.](?:example|test|invalid|localhost)|[@.]example\.(?:com|net|org))$")


def addresses_in(text: str) -> frozenset[str]:
    """The e-mail addresses in a text that may be somebody's, in small letters."""
    found = (address.lower() for address in _ADDRESS.findall(text))
    return frozenset(address for address in found if not _NOBODYS.search(address))


def known_addresses(settings: Mapping[str, Any]) -> frozenset[str]:
    """The e-mail addresses that the owner has written down for everybody to see.

    What stands in a comment was written by somebody else.
    """
    root = Path(settings["PATH"])
    comments = root / settings.get("COMMENTS_PATH", "comments")
    texts = (
        path.read_text("utf-8", errors="replace")
        for path in root.rglob("*")
        if path.suffix in READABLE and path.is_file() and not path.is_relative_to(comments)
    )
    own = (value for value in settings.values() if isinstance(value, str))
    return frozenset().union(*map(addresses_in, (*texts, *own)))


def private_problems(text: str, known: Collection[str], secrets: Collection[str]) -> Iterator[str]:
    """What stands in a public file and must not.

    ``known`` are the e-mail addresses that the owner made public; any other is a reader's.
    """
    for local in dict.fromkeys(_LOCAL.findall(text)):
        yield f"{local} is an address of this machine alone; set SITEURL and REPLIES_URL"
    for address in sorted(addresses_in(text) - set(known)):
        yield (
            f"the e-mail address {address} is public here, and stands neither in the content nor "
            "in the settings; find out where it comes from"
        )
    if _KEY.search(text):
        yield "a private key stands in it; take it out, and make a new one"
    if any(secret in text for secret in secrets):
        yield "the secret key of the desk stands in it; take it out, and make a new one"
