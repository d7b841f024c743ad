"""Where a site is sent to, as it is written after ``TO=``. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

FORMS = """\
  /srv/www/site                a folder
  you@example.com:/srv/site    a server, by ssh
  rclone:REMOTE:PATH           a place that rclone knows: S3, WebDAV, SFTP and many others
  pages                        the branch gh-pages of origin; pages:BRANCH@REMOTE is another"""

_SCP = re.compile(r"(?P<host>[^@/:\s]+@[^@/:\s]+):(?P<path>.+)")


@dataclass(frozen=True)
class Place:
    """A place in the words of rclone: ``remote:path``, or a folder of this machine."""

    path: str


@dataclass(frozen=True)
class Server:
    """A folder on a server that ssh reaches; ``host`` may have ``user@`` in front."""

    host: str
    path: str
    port: int | None = None


@dataclass(frozen=True)
class Branch:
    """A branch of a git repository; ``remote`` is its name here, or its address."""

    name: str = "gh-pages"
    remote: str = "origin"


Target = Place | Server | Branch


class TargetError(ValueError):
    """What stands after ``TO=`` names no place; the message says what to write."""


def read_target(text: str) -> Target:
    """Read what the owner has written. Raises TargetError."""
    text = text.strip()
    kind, _, rest = text.partition(":")
    if kind == "pages":
        return _branch(rest)
    if kind == "rclone" and ":" in rest:
        return Place(rest)
    if text.startswith("ssh://"):
        return _server(text)
    if scp := _SCP.fullmatch(text):
        return Server(scp["host"], scp["path"].rstrip("/") or "/")
    if text and ":" not in text:
        return Place(text)
    said = f"“{text}” names no place to publish to" if text else "Say where to publish to"
    raise TargetError(f"{said}; after TO=, or in PUBLISH_TO, write one of\n{FORMS}")


def _branch(rest: str) -> Branch:
    name, _, remote = rest.partition("@")
    return Branch(name or Branch.name, remote or Branch.remote)


def _server(address: str) -> Server:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise TargetError(f"“{address}” is no address: {error}") from None
    if not parts.hostname or len(parts.path) < 2:
        raise TargetError(f"“{address}” lacks a host or a folder; write ssh://you@host/srv/site")
    user = f"{parts.username}@" if parts.username else ""
    return Server(f"{user}{parts.hostname}", parts.path.rstrip("/"), port)
