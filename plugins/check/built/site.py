"""The built site: its pages by their files, and where an address leads. Reads the folder once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urljoin, urlsplit

from plugins.check.built.page import Page
from plugins.check.built.remembered import read_pages

_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
"""How an address begins that leads to the same place from every page."""
_REMEMBERED = 10_000
"""Addresses of which is remembered where they lead."""


@dataclass(frozen=True)
class Target:
    """Where an address of the site leads: a path below it, and the place in that page."""

    path: str
    fragment: str


@dataclass(frozen=True)
class BuiltSite:
    """Pages by path, the paths of all files, and the address of the site, "" in the preview."""

    pages: Mapping[str, Page]
    files: frozenset[str]
    address: str

    def own_path(self, address: str) -> str:
        """The path of an address that means this site, but by another scheme or with ``www.``.

        "" for any other.
        """
        return _own_path(self.address, address)

    def target(self, path: str, address: str) -> Target | None:
        """Where an address in the page at ``path`` leads, None for one outside the site."""
        # Most addresses are whole, the same on many pages, and lead to the same place from each.
        return _target(self.address, "" if _WHOLE.match(address) else path, address)


def read_site(folder: Path, address: str, kept: Path | None = None) -> BuiltSite:
    """Read a site that was built into ``folder`` for this address.

    ``kept`` is a file that remembers pages from one time to the next.
    """
    files = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    html = {name: files[name].read_bytes() for name in sorted(files) if name.endswith(".html")}
    pages = MappingProxyType(read_pages(html, kept))
    return BuiltSite(pages, frozenset(files), address.rstrip("/"))


def _file_of(path: str) -> str:
    """The file that a host of files has at a path."""
    return f"{path}index.html" if path.endswith("/") or not path else path


@lru_cache(maxsize=_REMEMBERED)
def _own_path(home: str, address: str) -> str:
    try:
        named, own = urlsplit(address), urlsplit(home)
    except ValueError:
        return ""
    if not own.netloc or named.scheme not in ("http", "https"):
        return ""
    is_alike = named.netloc.removeprefix("www.") == own.netloc.removeprefix("www.")
    is_same = (named.scheme, named.netloc) == (own.scheme, own.netloc)
    is_below = f"{named.path}/".startswith(f"{own.path}/")
    return named.path or "/" if is_alike and is_below and not is_same else ""


@lru_cache(maxsize=_REMEMBERED)
def _target(home: str, path: str, address: str) -> Target | None:
    base = f"{home or 'site://'}/{path}"
    try:
        whole, start = urlsplit(urljoin(base, address)), urlsplit(base)
    except ValueError:
        return Target(address, "")
    root = f"{urlsplit(home).path}/"
    is_below = f"{whole.path}/".startswith(root)
    if (whole.scheme, whole.netloc) != (start.scheme, start.netloc):
        return None
    if not is_below:  # another site of the same host, where the host is named
        return None if "//" in address else Target(whole.path, "")
    below = unquote(whole.path)[len(root) :]
    return Target(_file_of(below), unquote(whole.fragment))
