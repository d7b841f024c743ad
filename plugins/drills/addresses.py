"""Two pages that would be written to one file, and addresses that cannot be written."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from plugins.drills.page import Drill
from plugins.faults import Fault, header_line

_LONGEST = 255
"""Bytes of an address; no file system takes a longer name."""
_SETTINGS = "pelicanconf.py"


@dataclass(frozen=True)
class Output:
    """A file of the output, and what is written to it; ``content`` is None for lists and feeds.

    ``name`` is what an author would call it; of a content, its source file. ``is_former`` says
    that the page was there before, and leads on from there.
    """

    save_as: str
    name: str
    content: Any = None
    is_former: bool = False

    @property
    def key(self) -> str:
        """The same for two that are one file; some file systems do not tell capitals apart."""
        return normpath(self.save_as).casefold()

    @property
    def shown(self) -> str:
        """The name as messages have it."""
        return os.path.relpath(self.name) if self.content else self.name

    @property
    def header(self) -> str:
        """The header that decides the address, in small letters; "" where the file's name does."""
        if self.is_former:
            return "former"
        if hasattr(self.content, "override_save_as"):
            return "save_as"
        return "slug" if self.content and "slug" in self.content.metadata else ""

    def spelt(self, header: str) -> str:
        """A header as this file has it: a drill is in YAML, with small letters only."""
        return f"{header if isinstance(self.content, Drill) else header.capitalize()}:"

    def fault(self, message: str) -> Fault:
        """A fault at the header that decides the address."""
        if self.content is None:
            return Fault(_SETTINGS, 1, message)
        line = header_line(Path(self.name), self.header) if self.header else 1
        return Fault(self.shown, line, message)


def address_faults(outputs: Iterable[Output]) -> Iterator[Fault]:
    """Every address that two want, or that cannot be.

    The one at fault is the page whose header asks for the address; where both do or neither, it
    is the later by the path of its file. Lists and feeds are where the settings put them.
    """
    owners: dict[str, Output] = {}
    for output in sorted(outputs, key=_claim):
        if problem := _problem(output):
            yield output.fault(problem)
            continue
        owner = owners.setdefault(output.key, output)
        if owner is not output:
            yield output.fault(_clash(output, owner))
    yield from _folders(owners)


def _claim(output: Output) -> tuple[bool, bool, bool, str]:
    """The weaker the claim to an address, the later it stands."""
    return output.is_former, output.content is not None, bool(output.header), output.name


def _problem(output: Output) -> str:
    """What is wrong with one address alone, "" where nothing is."""
    path = output.save_as
    if path.endswith("/"):
        return f"the page is to be saved as “{path}”, a folder; write “{path}index.html”"
    if path.startswith("/") or ".." in PurePosixPath(path).parts:
        return f"the page is to be saved as “{path}”, outside the site; take “/” and “..” away"
    if len(path.encode()) > _LONGEST:
        return f"the address “{path[:40]}…” is too long; choose a shorter name"
    return ""


def _clash(output: Output, owner: Output) -> str:
    """What to say where an address belongs to another."""
    address = output.save_as.removesuffix("index.html") or "of the front page"
    message = f"the address {address} belongs to {owner.shown}; {_cure(output)}"
    if _are_versions(output, owner):
        message += f"; if it is a translation, say so with a line like “{output.spelt('lang')} de”"
    return message


def _cure(output: Output) -> str:
    if output.content is None:
        return f"change the setting of {output.name}"
    if output.is_former:
        return f"take it out of “{output.spelt('former')}”"
    if output.header:
        return f"write another “{output.spelt(output.header)}”"
    return f"give this file another name, or a “{output.spelt('slug')}” of its own"


def _are_versions(one: Output, other: Output) -> bool:
    """Whether they may be one page in two languages, neither of which is said."""
    mine, theirs = one.content, other.content
    if mine is None or type(mine) is not type(theirs) or one.is_former or other.is_former:
        return False
    return bool(mine.slug == theirs.slug and mine.in_default_lang and theirs.in_default_lang)


def _folders(owners: dict[str, Output]) -> Iterator[Fault]:
    """Files that would be where a folder of others has to be."""
    inner = {str(folder): it for key, it in owners.items() for folder in PurePosixPath(key).parents}
    for key, file in owners.items():
        if key in inner:
            worse, better = sorted((file, inner[key]), key=_claim, reverse=True)
            yield worse.fault(
                f"{file.save_as} cannot be a file and the folder of {inner[key].save_as}; "
                f"the other belongs to {better.shown}; {_cure(worse)}"
            )
