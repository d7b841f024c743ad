"""Brings the articles and pages of an export as Markdown files."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desk.exchange.container import opened
from desk.exchange.formats import wxr
from desk.exchange.records import ExchangeError, Notes
from desk.exchange.site.addresses import Addresses
from desk.exchange.site.brought import Brought
from desk.exchange.site.markdown_file import Places, Surroundings, files_by_path, markdown_file
from desk.exchange.site.old_pages import OldPage, former_path, old_site

_HEAD = 1 << 10


def bring_site(
    path: Path, content: Path, settings: Mapping[str, Any], *, dry_run: bool = False
) -> Brought:
    """Write the articles and pages of an export; nothing that is there is overwritten.

    A dry run writes nothing. Raises ExchangeError where the file cannot be read, or a page cannot
    be written.
    """
    zone, old = ZoneInfo(settings["TIMEZONE"]), wxr.Site()
    addresses = Addresses(content, settings)
    with opened(path) as stream:
        if b"<" not in stream.read(_HEAD):
            raise ExchangeError("this is no export of WordPress; there, choose Tools, then Export")
        stream.seek(0)
        site = old_site(wxr.items(stream, old, Notes()), zone, addresses)
    if not site.pages:
        raise ExchangeError("there are no articles and no pages in it")
    around = Surroundings(site, files_by_path(site), old.host.removeprefix("www."), zone)
    brought = Brought(dry_run, others=site.others)
    brought.creators = Counter(page.creator for page in site.pages if page.creator)
    for page in site.pages:
        if (content / page.path).exists():
            brought.there_already.append(page.path)
        else:
            _bring(page, content, addresses, around, brought)
        if page.address and page.path in addresses.ids:
            brought.page_ids[page.address] = addresses.ids[page.path]
    return brought


def _bring(
    page: OldPage, content: Path, addresses: Addresses, around: Surroundings, brought: Brought
) -> None:
    id = addresses.ids[page.path] = _free_id(page, set(addresses.ids.values()))
    former = former_path(page, addresses.of(page.folder, page.slug))
    if former and not addresses.claim(former, page.path):
        note = f"its old address, “{former}”, belongs to another page here, and does not lead to it"
        brought.notes.append((page.path, note))
        former = ""
    written = markdown_file(page, Places(id, former), around)
    if not brought.dry_run:
        _write(content / page.path, written.text)
    brought.written.append(page.path)
    for image in written.images:
        brought.images.setdefault(image, []).append(page.path)
    brought.notes += [(_place(page, note, written.text), note) for note in written.notes]


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise ExchangeError(f"{target} cannot be written: {error.strerror or error}") from None


def _free_id(page: OldPage, taken: set[str]) -> str:
    wanted = (page.slug, f"{page.folder[:-1]}-{page.slug}")
    numbered = (f"{page.slug}-{number}" for number in range(2, len(taken) + 3))
    return next(id for id in (*wanted, *numbered) if id not in taken)


def _place(page: OldPage, note: str, text: str) -> str:
    """The file, and the line where something was left out."""
    what = note.removeprefix("left out: ")
    for number, line in enumerate(text.split("\n"), start=1):
        if what != note and what[:40] in line:
            return f"{page.path}:{number}"
    return page.path
