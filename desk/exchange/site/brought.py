"""What came of bringing articles and pages: for people, and as JSON. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Brought:
    """The files that were written, and all that is left to do by hand.

    ``images`` leads from the address of a picture to the files it is shown in, ``notes`` are pairs
    of place and sentence, ``others`` counts what has no place here, ``creators`` the pages of each.
    ``page_ids`` leads from old addresses to the ids of pages here.
    """

    dry_run: bool = False
    written: list[str] = field(default_factory=list)
    there_already: list[str] = field(default_factory=list)
    images: dict[str, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    others: Mapping[str, int] = field(default_factory=dict)
    creators: Mapping[str, int] = field(default_factory=dict)
    page_ids: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "dry_run": self.dry_run,
            "written": self.written,
            "there_already": self.there_already,
            "left_out": dict(self.others),
            "creators": dict(self.creators),
            "to_look_at": [{"place": place, "note": note} for place, note in self.notes],
            "images": self.images,
        }

    def lines(self) -> Iterator[str]:
        """The report."""
        verb = "Would write" if self.dry_run else "Wrote"
        number = len(self.written)
        yield f"{verb} {number} {'file' if number == 1 else 'files'}{':' if number else ''}"
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
            yield "Pictures and files still at their old address. Copy them into content/images/"
            yield "and write {static}/images/NAME in their place:"
            yield from (f"  {address}  ({', '.join(at)})" for address, at in self.images.items())
