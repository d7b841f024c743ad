"""What must be right among all drills: their codes for ever, and the names they give each other.

The ledger is a text file with a line for every drill there has ever been, ``kw
knee-to-wall-ankle-rock``, because links to shared routines hold the codes. Lines that begin with
``#`` are remarks.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.choices import did_you_mean
from plugins.drills.headers.values import SLUG
from plugins.drills.ladder import circles
from plugins.drills.model import Drill
from plugins.drills.vocabulary import FLOOR_POSITIONS
from plugins.faults import Fault, header_line
from plugins.text import cut, quoted

NAME = "codes.txt"
"""The file, in the folder of the drills."""

HEADING = """\
# The code of every drill there has ever been: a code, then the name of its file without “.md”.
# Add a line for each new drill and never take one out: links to shared routines hold these codes.
"""


@dataclass(frozen=True)
class Ledger:
    """The codes that are taken; ``shown`` is the file as its owner names it.

    Of one that cannot be read whole, nobody can say that a code is not in it.
    """

    shown: str
    slugs: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True)
class Entry:
    """A drill and the file it comes from; ``shown`` is that file as its author names it.

    The fields that are ``unread`` are nothing in the drill, and their faults are told already.
    """

    drill: Drill
    path: Path
    shown: str
    is_draft: bool
    unread: frozenset[str] = frozenset()

    def fault(self, name: str, message: str) -> Fault:
        """A fault at the line of a field."""
        return Fault(self.shown, header_line(self.path, name), f"{name}: {message}")


def read(path: Path, shown: str) -> Ledger:
    """The ledger at this path; without a file, no code is taken."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Ledger(shown)
    except IsADirectoryError:
        message = "this is a folder; move it away, so that a text file can have its name"
        return Ledger(shown, faults=(Fault(shown, 1, message),), is_whole=False)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        return Ledger(shown, faults=(Fault(shown, 1, message),), is_whole=False)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "this is not UTF-8; save the file as UTF-8"
        return Ledger(shown, faults=(Fault(shown, line, message),), is_whole=False)
    return _read_rows(text.split("\n"), shown)


def _read_rows(rows: Iterable[str], shown: str) -> Ledger:
    slugs: dict[str, str] = {}
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        code, _, slug = row.strip().lower().partition(" ")
        if not (code.isalpha() and code.isascii() and SLUG.fullmatch(slug.strip())):
            message = f"{quoted(row)} is not a code and a name, such as “gb glute-bridge”"
            faults.append(Fault(shown, number, message))
        elif code in slugs:
            message = (
                f"{quoted(code)} is here twice, for {slugs[code]} too; every code is one drill's"
            )
            faults.append(Fault(shown, number, message))
        else:
            slugs[code] = slug.strip()
    return Ledger(shown, slugs, tuple(faults))


def addition(text: str, code: str, slug: str) -> str:
    """What to write after the text of a ledger, so that it has one line more."""
    before = "" if text.endswith("\n") else "\n"
    return f"{before if text else HEADING}{code} {slug}\n"


def site_faults(
    entries: Sequence[Entry], slugs: Collection[str], ledger: Ledger
) -> Iterator[Fault]:
    """What is wrong among the drills; ``slugs`` are those of all files, unreadable ones too."""
    yield from ledger.faults
    yield from _codes(entries, ledger)
    yield from _titles(entries)
    for entry in entries:
        yield from _links(entry, slugs)
    yield from _circles(entries)


def site_warnings(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Links that go one way only, and a way round the floor that ends on the floor."""
    drills = {entry.drill.slug: entry.drill for entry in entries}
    for entry in entries:
        for name, back in (("easier", "harder"), ("harder", "easier")):
            for slug in getattr(entry.drill, name):
                other = drills.get(slug)
                if other and entry.drill.slug not in getattr(other, back):
                    yield entry.fault(
                        name, f"{slug} does not say so; write {entry.drill.slug} as its {back}:"
                    )
        instead = drills.get(entry.drill.instead_of_floor)
        if instead and instead.position in FLOOR_POSITIONS:
            yield entry.fault("instead_of_floor", f"{instead.slug} is on the floor, too")


def _codes(entries: Iterable[Entry], ledger: Ledger) -> Iterator[Fault]:
    by_code: dict[str, list[Entry]] = {}
    for entry in entries:
        if "drill" not in entry.unread:
            by_code.setdefault(entry.drill.code, []).append(entry)
    for code, sharing in by_code.items():
        listed = ledger.slugs.get(code)
        owners = [entry for entry in sharing if entry.drill.slug == listed]
        owner = (owners or sharing)[0]
        yield from _owner_faults(owner, listed, ledger)
        for entry in sharing:
            if entry.drill.slug != owner.drill.slug:
                other = f"“{code}” belongs to {owner.shown}; choose another code"
                yield entry.fault("drill", _changed(entry, ledger) or other)


def _owner_faults(entry: Entry, listed: str | None, ledger: Ledger) -> Iterator[Fault]:
    """What the ledger says against the drill that has a code."""
    code, slug = entry.drill.code, entry.drill.slug
    if listed != slug and (changed := _changed(entry, ledger)):
        yield entry.fault("drill", changed)
    elif listed is None and _is_to_be_listed(entry) and ledger.is_whole:
        yield entry.fault("drill", f"add a line “{code} {slug}” to {ledger.shown}")
    elif listed not in (None, slug):
        message = (
            f"“{code}” was given to {listed} in {ledger.shown} and stays its own; choose another "
            f"code, or if this is that drill under a new name, write “{code} {slug}” there"
        )
        yield entry.fault("drill", message)


def _is_to_be_listed(entry: Entry) -> bool:
    """Whether a line for it is due; one with a name or a status that is none has time."""
    return not entry.is_draft and not entry.unread & {"slug", "status"}


def _changed(entry: Entry, ledger: Ledger) -> str:
    """What to say of a drill that the ledger knows by another code, "" where it knows none."""
    own = next((code for code, slug in ledger.slugs.items() if slug == entry.drill.slug), "")
    return f"the code of this drill is “{own}” for ever; write “drill: {own}” again" if own else ""


def _titles(entries: Iterable[Entry]) -> Iterator[Fault]:
    owners: dict[str, Entry] = {}
    for entry in entries:
        if "title" in entry.unread:
            continue
        owner = owners.setdefault(entry.drill.title.casefold(), entry)
        if owner.drill.slug != entry.drill.slug:
            message = f"{owner.shown} is called “{entry.drill.title}” too; choose another title"
            yield entry.fault("title", message)


def _links(entry: Entry, slugs: Collection[str]) -> Iterator[Fault]:
    drill = entry.drill
    named = [(name, slug) for name in ("easier", "harder") for slug in getattr(drill, name)]
    if SLUG.fullmatch(drill.instead_of_floor):
        named.append(("instead_of_floor", drill.instead_of_floor))
    for name, slug in named:
        if slug == drill.slug:
            yield entry.fault(name, f"“{slug}” is this drill itself; name another")
        elif slug not in slugs:
            hint = did_you_mean(slug, slugs)
            message = (
                f"no drill's file is called {cut(slug)}.md;{hint} write the name without “.md”"
            )
            yield entry.fault(name, message)


def _circles(entries: Sequence[Entry]) -> Iterator[Fault]:
    by_slug = {entry.drill.slug: entry for entry in entries}
    for circle in circles(entry.drill for entry in entries):
        first = next(number for number, slug in enumerate(circle) if slug in by_slug)
        slugs = [*circle[first:], *circle[:first]]
        entry = by_slug[slugs[0]]
        name = "harder" if slugs[1] in entry.drill.harder else "easier"
        steps = " is easier than ".join([*slugs, slugs[0]])
        yield entry.fault(name, f"easier and harder go round in a circle: {steps}")
