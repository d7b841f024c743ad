"""What can be wrong with drills beyond the words of one file: pictures, addresses, reviews."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from plugins.drills import figure, ledger, media
from plugins.drills.page import Drill
from plugins.drills.safety import Score
from plugins.faults import Fault, header_line

_LONGEST = {"slug": 80, "url": 255}
"""Letters of what makes the address: nobody reads a longer one, and QR codes cannot hold any."""
_TEXT_ENDINGS = (".txt", ".text", ".yaml", ".yml", ".markdown", ".md")


def own_faults(drill: Drill, content: Path) -> list[Fault]:
    """What is wrong with the address, the figure, the photo or the video of a drill.

    A field that is unread is none: its fault is among those of the drill already.
    """
    faults = figure.check(drill.facts, drill.shown_path, _text(drill))
    for field, most in _LONGEST.items():
        letters = len(getattr(drill, field))
        if letters > most:
            name = f"the {field}" if field in drill.metadata else "the name of the file"
            message = f"{name} has {letters} letters; choose one of at most {most}"
            faults.append(_fault(drill, field, message))
    return [*faults, *media.media_faults(drill, content)]


def own_warnings(drill: Drill, today: date) -> Iterator[Fault]:
    """What the author should look at, and need not."""
    yield from drill.warnings
    yield from figure.warnings(drill.facts, drill.shown_path, _text(drill))
    if drill.facts.next_review < today:
        message = (
            f"the next review was due on {drill.facts.next_review}, and the page says so; "
            "look the drill over, then set last_reviewed and next_review"
        )
        yield _fault(drill, "next_review", message)


def site_faults(found: Iterable[Drill], settings: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the drills as a whole; ``found`` has those with faults of their own too.

    That is their codes and what they say of each other, and files that are passed over for the
    end of their names.
    """
    drills, content = list(found), Path(settings["PATH"])
    folders = [content / path for path in settings["DRILL_PATHS"]]
    slugs = {drill.slug for drill in drills}
    for folder in folders[:1]:
        codes = folder / ledger.NAME
        known = ledger.read(codes, os.path.relpath(codes))
        yield from ledger.site_faults(_entries(drills), slugs, known)
    yield from _name_faults(folders)


def site_warnings(drills: Iterable[Drill]) -> Iterator[Fault]:
    """What drills say of each other that the author should look at, and need not."""
    yield from ledger.site_warnings(_entries(drills))


def _name_faults(folders: Iterable[Path]) -> Iterator[Fault]:
    """Files that look like drills and would be passed over for the end of their names."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.name != ledger.NAME and _is_misnamed(path):
                shown = os.path.relpath(path)
                yield Fault(shown, 1, "the name of a drill ends in .md; rename the file")


def safety_faults(scores: Mapping[Drill, Score]) -> Iterator[Fault]:
    """What the pages that readers see lack, where the site asks for all of it."""
    for drill, score in scores.items():
        if drill.status != "draft":
            for missing in score.missing:
                yield Fault(drill.shown_path, 1, f"still missing: {missing}")


def _entries(drills: Iterable[Drill]) -> list[ledger.Entry]:
    return [
        ledger.Entry(
            drill.facts,
            Path(drill.source_path),
            drill.shown_path,
            drill.status == "draft",
            drill.unread,
        )
        for drill in drills
        if drill.is_read
    ]


def _fault(drill: Drill, field: str, message: str) -> Fault:
    return Fault(drill.shown_path, header_line(Path(drill.source_path), field), message)


def _is_misnamed(path: Path) -> bool:
    is_hidden = path.name.startswith(".")
    return path.suffix != ".md" and path.suffix.lower() in _TEXT_ENDINGS and not is_hidden


def _text(drill: Drill) -> str:
    return Path(drill.source_path).read_text(encoding="utf-8-sig")
