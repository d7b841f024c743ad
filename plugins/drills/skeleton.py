"""``make new-drill TITLE="…"``: writes a drill that is ready to be filled in, notes its code."""

import json
import re
import sys
import textwrap
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain, combinations, product
from pathlib import Path
from string import Template, ascii_lowercase

from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.choices import with_plain
from plugins.drills import ledger, vocabulary
from plugins.drills.headers.field_types import EVIDENCE
from plugins.drills.headers.values import SLUG

_TEMPLATE = Path(__file__).with_suffix(".md")
_CODE_LINE = re.compile(r"^drill: *[\"']?([A-Za-z]{2,4})\b", re.MULTILINE)
_WIDTH = 96
_LONGEST_TITLE = 60


class SkeletonError(ValueError):
    """The drill cannot be written; the message says what to do."""


def new_drill(title: str, folder: Path, today: date) -> Path:
    """Write a draft named after its title. Raises SkeletonError rather than overwrite anything."""
    words = " ".join(title.split())
    slug = slugify(words, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
    if not SLUG.fullmatch(slug):
        raise SkeletonError('Say what the drill is called: make new-drill TITLE="Hip Hinge"')
    if len(words) > _LONGEST_TITLE:
        raise SkeletonError(f"A title has at most {_LONGEST_TITLE} letters; this has {len(words)}")
    code = proposed_code(words, taken_codes(folder))
    path = folder / f"{slug}.md"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(skeleton(words, code, today))
    except FileExistsError:
        raise SkeletonError(f"{path} is there already; choose another title") from None
    _note(folder / ledger.NAME, code, slug)
    return path


def skeleton(title: str, code: str, today: date) -> str:
    """The text of a drill that builds as it is, every field with a note."""
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        # JSON's quoted text is quoted text in YAML too.
        title=json.dumps(title, ensure_ascii=False),
        code=code,
        today=today.isoformat(),
        next=_a_year_after(today).isoformat(),
        sides="One of: " + ", ".join(vocabulary.SIDES_WORDS),
        **_lists(),
    )


def proposed_code(title: str, taken: Collection[str]) -> str:
    """A code of 2 to 4 letters that no drill has or ever had, as near to the title as can be."""
    return next(code for code in _codes(title) if code not in taken)


def taken_codes(folder: Path) -> set[str]:
    """The codes of the ledger, and those of drills that are not in it. Raises SkeletonError."""
    listed = ledger.read(folder / ledger.NAME, str(folder / ledger.NAME))
    if not listed.is_whole:
        raise SkeletonError(str(listed.faults[0]))
    known = set(listed.slugs)
    for path in filter(Path.is_file, folder.glob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        known |= {code.lower() for code in _CODE_LINE.findall(text)}
    return known


def _codes(title: str) -> Iterator[str]:
    words = re.findall("[a-z]+", slugify(title))
    initials = "".join(word[0] for word in words)[:4]
    letters = "".join(words)[:12]
    near = ["".join(pair) for length in (2, 3) for pair in combinations(letters, length)]
    every = ("".join(it) for length in (2, 3, 4) for it in product(ascii_lowercase, repeat=length))
    return chain([initials] if len(initials) > 1 else [], near, every)


def _lists() -> dict[str, str]:
    """The closed lists as notes, indented as the template has them."""
    figure = "  # "
    return {
        "kinds": _note_of(vocabulary.KINDS),
        "joints": _note_of(vocabulary.JOINTS),
        "movements": _note_of(with_plain(vocabulary.MOVEMENTS, vocabulary.MOVEMENTS)),
        "muscles": _note_of(with_plain(vocabulary.MUSCLES, vocabulary.MUSCLES)),
        "positions": _note_of(vocabulary.POSITIONS),
        "equipment": _note_of(vocabulary.EQUIPMENT),
        "evidence": _note_of(EVIDENCE.terms),
        "views": _note_of(vocabulary.VIEWS, figure),
        "props": _note_of(vocabulary.PROPS, figure),
        "poses": _note_of(vocabulary.NAMED_POSES, figure),
        "arms": _note_of(vocabulary.ARMS, figure),
    }


def _note_of(words: Iterable[str], start: str = "# ") -> str:
    begin = f"{start}  "
    return textwrap.fill(
        ", ".join(words),
        _WIDTH,
        initial_indent=begin,
        subsequent_indent=begin,
        break_on_hyphens=False,
    )


def _a_year_after(day: date) -> date:
    """The same day next year; of the 29th of February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _note(path: Path, code: str, slug: str) -> None:
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    with path.open("a", encoding="utf-8") as file:
        file.write(ledger.addition(text, code, slug))


if __name__ == "__main__":
    try:
        made = new_drill(" ".join(sys.argv[1:]), Path("content/drills"), date.today())
    except SkeletonError as error:
        raise SystemExit(str(error)) from None
    sys.stdout.write(
        f"Wrote {made}, and its code into {made.with_name(ledger.NAME)}\n"
        "It is a draft, seen at /drafts/ while “make serve” runs; take the line “status: draft” "
        "away to publish it.\n"
    )
