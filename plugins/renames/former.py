"""What the headers ``Former:`` and ``Former-Id:`` say: where a page was, and what its id was."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.faults import Fault, header_line

_PUBLIC = ("published", "hidden")
_FILES = (".html", ".htm")


@dataclass(frozen=True)
class Address:
    """A former address, relative to the site's, and the file that a static host has there."""

    url: str
    save_as: str


def former_addresses(content: Any) -> tuple[Address, ...]:
    """The addresses where a public page was before; those that are faulty are left out."""
    if content.status not in _PUBLIC:
        return ()
    good = (item for item in _items(content, "former") if not _problem(content, item))
    return tuple(dict.fromkeys(_address(content, item) for item in good))


def former_ids(content: Any) -> tuple[str, ...]:
    """The ids that a page had before; its comments of that time are filed under them."""
    named = [*_items(content, "former-id"), *_items(content, "former_id")]
    return tuple(dict.fromkeys(named))


def former_faults(content: Any) -> Iterator[Fault]:
    """What is wrong with the former addresses of one page."""
    path = Path(content.source_path)
    for item in _items(content, "former"):
        if problem := _problem(content, item):
            yield Fault(os.path.relpath(path), header_line(path, "former"), problem)


def _items(content: Any, header: str) -> list[str]:
    """The parts of a header; it may stand on several lines, which makes it a list."""
    written = content.metadata.get(header) or ""
    text = written if isinstance(written, str) else ",".join(map(str, written))
    return [item for part in text.split(",") if (item := part.strip())]


def _problem(content: Any, item: str) -> str:
    """What to say of a former address that cannot be one, "" of one that can."""
    if "?" in item or "#" in item:
        return (
            f"the former address “{item}” holds a “?” or “#”, and a host of files never sees "
            "what comes after it; leave it out"
        )
    parts = _path(item).split("/")
    if not _path(item) or {"", ".", ".."} & set(parts[:-1]) or parts[-1] in (".", ".."):
        return (
            f"the former address is “{item}”; write what came after the name of the site, "
            "like “older/address/”, or the former name of the file alone"
        )
    if _address(content, item).save_as == content.save_as:
        return f"the former address “{item}” is the address that the page has; take it out"
    return ""


def _address(content: Any, item: str) -> Address:
    path = _path(item)
    if path.endswith(_FILES):
        return Address(path, path)
    if "/" in path:
        address = f"{path.rstrip('/')}/"
        return Address(address, f"{address}index.html")
    return Address(_by_slug(content, path, "URL"), _by_slug(content, path, "SAVE_AS"))


def _path(item: str) -> str:
    """The path below the site's address; a whole address may be written, too."""
    path = urlsplit(item).path if "://" in item else item
    return unquote(path).removeprefix("/")


def _by_slug(content: Any, slug: str, key: str) -> str:
    """Where a page of this kind would be if its file had this name."""
    language = "" if content.in_default_lang else "LANG_"
    setting = f"{type(content).__name__.upper()}_{language}{key}"
    return str(content.settings[setting]).format(**{**content.url_format, "slug": slug})
