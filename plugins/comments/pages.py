"""The pages of the site as the comments see them: each has an id that outlasts a rename."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.contents import Static
from pelican.utils import set_date_tzinfo

from plugins.comments.model import NAME
from plugins.faults import Fault, header_line
from plugins.renames.former import former_ids


@dataclass(frozen=True)
class Page:
    """An article, page or drill on its way to its replies."""

    id: str
    kind: str
    content: Any
    is_public: bool
    published: datetime | None
    former_ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The id, and those it had before."""
        return (self.id, *self.former_ids)

    @property
    def shown_path(self) -> str:
        """The source file as an author names it."""
        return os.path.relpath(str(self.content.source_path))

    def is_where(self, other: "Page") -> bool:
        """Whether both would be at one address."""
        return bool(self.content.save_as == other.content.save_as)

    def header(self, name: str) -> str:
        """The text of a header, or "" where it is not written."""
        return str(self.content.metadata.get(name, "")).strip()

    def fault(self, header: str, message: str) -> Fault:
        """A fault at the line of this header."""
        return Fault(self.shown_path, header_line(Path(self.content.source_path), header), message)

    def spelt(self, header: str) -> str:
        """A header as this kind of file has it: a drill is in YAML, with small letters only."""
        return header if self.kind == "drill" else header.capitalize()


def pages(contents: Iterable[Any], time_zone: str) -> Iterator[Page]:
    """Every page that was read; None among the contents stands for one that could not be."""
    for content in contents:
        if content is None or isinstance(content, Static):
            continue
        kind = type(content).__name__.lower()
        date = getattr(content, "date", None)
        yield Page(
            id=str(content.metadata.get("id", "")).strip() or _derived_id(kind, content),
            kind=kind,
            content=content,
            is_public=content.status == "published",
            published=set_date_tzinfo(date, time_zone) if date else None,
            former_ids=former_ids(content),
        )


def id_faults(page: Page, owner: Page) -> Iterator[Fault]:
    """What is wrong with the id of a page; ``owner`` is the first page that has this id."""
    header = "id" if page.header("id") else "title"
    if not NAME.fullmatch(page.id):
        yield page.fault(
            header,
            f"the id is “{page.id}”, but an id is made of a-z, 0-9 and single hyphens; "
            f"write a line like “{page.spelt('id')}: knee-pain” in the header",
        )
    # Of two pages at one address whose ids follow from it, the address is what must be mended.
    elif owner is not page and (page.header("id") or not page.is_where(owner)):
        yield page.fault(
            header,
            f"the id “{page.id}” belongs to {owner.shown_path}; "
            f"give this page another “{page.spelt('id')}:”",
        )


def former_id_faults(page: Page, id: str, owner: Page) -> Iterator[Fault]:
    """What is wrong with an id that a page had before; ``owner`` is the first page that has it."""
    header = "former_id" if page.kind == "drill" else "former-id"
    if not NAME.fullmatch(id):
        yield page.fault(
            header,
            f"the former id is “{id}”, but an id is made of a-z, 0-9 and single hyphens",
        )
    elif owner is not page:
        yield page.fault(
            header,
            f"the former id “{id}” belongs to {owner.shown_path}, and so do its comments; "
            "take it out of one of them",
        )


def _derived_id(kind: str, content: Any) -> str:
    """Kind and slug; a translation shares its original's slug, so it adds its language.

    In small letters, like every id: a language may have a region, as in ``en-GB``.
    """
    language = "" if content.in_default_lang else f"-{content.lang}"
    return f"{kind}-{content.slug}{language}".lower()
