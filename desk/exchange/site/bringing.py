"""``make import-wordpress FILE=export.xml``: brings articles and pages as Markdown files."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desk.exchange.container import opened
from desk.exchange.formats import wxr
from desk.exchange.records import ExchangeError, Notes
from desk.exchange.site.markdown_file import Surroundings, files_by_path, markdown_file
from desk.exchange.site.old_pages import OldPage, old_site

_ID = re.compile(r"(?im)^id:[ \t]*(\S+)")


@dataclass
class Brought:
    """What came of it: the files that were written, and all that is left to do by hand."""

    written: list[str] = field(default_factory=list)
    there_already: list[str] = field(default_factory=list)
    images: dict[str, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    others: Mapping[str, int] = field(default_factory=dict)
    creators: Mapping[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The report."""
        yield f"Wrote {_count(len(self.written), 'file')}:"
        yield from (f"  {path}" for path in self.written)
        if self.there_already:
            yield "Left as they are, for they are there already:"
            yield from (f"  {path}" for path in self.there_already)
        if self.others:
            yield "Left out, for there is no place for it here:"
            yield from (f"  {number} × {kind}" for kind, number in self.others.items())
        if len(self.creators) > 1:
            names = ", ".join(f"{name} ({number})" for name, number in self.creators.items())
            yield f"Written by several people, which is not kept: {names}"
        if self.notes:
            yield "To look at:"
            yield from (f"  {place}: {note}" for place, note in self.notes)
        if self.images:
            yield "Pictures that are still at their old address. Copy them into content/images/"
            yield "and write {static}/images/NAME in their place:"
            yield from (f"  {address}  ({', '.join(at)})" for address, at in self.images.items())


def bring_site(path: Path, content: Path, settings: Mapping[str, Any]) -> Brought:
    """Write the articles and pages of an export; nothing that is there is overwritten.

    Raises ExchangeError where the file cannot be read.
    """
    zone, old = ZoneInfo(settings["TIMEZONE"]), wxr.Site()
    with opened(path) as stream:
        site = old_site(wxr.items(stream, old, Notes()), zone)
    if not site.pages:
        raise ExchangeError("there are no articles and no pages in it")
    host = old.host.removeprefix("www.")
    around = Surroundings(site, files_by_path(site), host, zone)
    ids = _ids(content)
    brought = Brought(others=site.others)
    brought.creators = Counter(page.creator for page in site.pages if page.creator)
    for page in site.pages:
        target = content / page.path
        if target.exists():
            brought.there_already.append(page.path)
            continue
        id = _free_id(page, ids)
        ids.add(id)
        written = markdown_file(page, id, _new_url(page, settings), around)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written.text)
        brought.written.append(page.path)
        for image in written.images:
            brought.images.setdefault(image, []).append(page.path)
        brought.notes += [(_place(page, note, written.text), note) for note in written.notes]
    return brought


def _ids(content: Path) -> set[str]:
    """The ids that pages here have."""
    files = (path for kind in ("*.md", "*.rst") for path in content.rglob(kind))
    found = (_ID.search(path.read_text("utf-8-sig", "replace")[:4096]) for path in files)
    return {match[1] for match in found if match}


def _free_id(page: OldPage, taken: set[str]) -> str:
    wanted = (page.slug, f"{page.folder[:-1]}-{page.slug}")
    numbered = (f"{page.slug}-{number}" for number in range(2, len(taken) + 3))
    return next(id for id in (*wanted, *numbered) if id not in taken)


def _new_url(page: OldPage, settings: Mapping[str, Any]) -> str:
    pattern = settings["ARTICLE_URL" if page.folder == "articles" else "PAGE_URL"]
    try:
        return str(pattern.format(slug=page.slug, date=page.date))
    except (KeyError, AttributeError, TypeError):
        return ""


def _place(page: OldPage, note: str, text: str) -> str:
    """The file, and the line where something was left out."""
    what = note.removeprefix("left out: ")
    for number, line in enumerate(text.split("\n"), start=1):
        if what != note and what[:40] in line:
            return f"{page.path}:{number}"
    return page.path


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
