"""What every host is to do, whatever the format in which it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from plugins.drills.figure import svg
from plugins.hosting.caching import FEEDS, Caching, caching
from plugins.hosting.pages import Move, Pages
from plugins.hosting.policy import policy
from plugins.theme.environment import inline_styles

COMPRESSED = ("html", "js", "css", "json", "svg", "txt", "vtt", "webmanifest", "xml")
"""Endings of files that may have a compressed copy beside them, ``index.html.gz``."""

_DENIED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What no page of the site ever asks a browser for."""
_YEAR = 365 * 86400
"""Seconds."""
_TYPES = {
    "avif": "image/avif",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
}


@dataclass(frozen=True)
class Rules:
    """Everything hosts are told of a site.

    ``headers`` go with every answer. The first of ``caching`` that fits counts; what none fits is
    kept as ``PAGES_FIRST`` says. ``types`` are those that older servers do not know, by ending.
    ``feeds`` is the end of the names of feeds, ``hidden`` are files that nobody gets to see.
    """

    address: str
    headers: tuple[tuple[str, str], ...]
    caching: tuple[Caching, ...]
    moves: tuple[Move, ...]
    not_found: str = "/404.html"
    hidden: tuple[str, ...] = ("_headers", "_redirects", "publication.json")
    types: tuple[tuple[str, str], ...] = tuple(_TYPES.items())
    feeds: str = FEEDS

    @property
    def host(self) -> str:
        """The name of the site's host."""
        return urlsplit(self.address).hostname or ""

    @property
    def base(self) -> str:
        """The path of the site at its host, "" for the whole host."""
        return urlsplit(self.address).path.rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Whether the site is served with HTTPS."""
        return self.address.startswith("https:")


def rules(settings: Mapping[str, Any], pages: Pages) -> Rules:
    """The rules for a site with these settings and pages."""
    address = str(settings["SITEURL"]).rstrip("/")
    styles = inline_styles(settings["JINJA_GLOBALS"]) | {svg.STYLE}
    allowed = policy(pages, styles, address, str(settings["REPLIES_URL"]))
    return Rules(
        address=address,
        headers=tuple(_headers(allowed, address)),
        caching=caching(settings["STATIC_PATHS"]),
        moves=pages.moves,
    )


def _headers(content_policy: str, address: str) -> list[tuple[str, str]]:
    found = [
        ("Content-Security-Policy", content_policy),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", ", ".join(f"{name}=()" for name in _DENIED)),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if address.startswith("https:"):
        # Without HTTPS, browsers complain of it.
        found.append(("Cross-Origin-Opener-Policy", "same-origin"))
        # Not for what lies below this name: the owner may have hosts there without HTTPS.
        found.append(("Strict-Transport-Security", f"max-age={_YEAR}"))
    return found
