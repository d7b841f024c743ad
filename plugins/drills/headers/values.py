"""One value of the header: from the text that was typed to what is meant. Pure.

Every function raises ValueError with a sentence on what to write instead.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from plugins.choices import Choice
from plugins.drills.dose.grammar import TEMPO_HELP, in_seconds
from plugins.text import cut, quoted

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_NUMBER = re.compile(r"([0-9]{1,6})(?: ?(?:s|sec|secs|seconds?|%|cm|times|weeks?|days?))?")
_TEMPO = re.compile(r"([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})")


def text(value: Any) -> str:
    """One text."""
    if isinstance(value, dict):
        raise ValueError(
            "a colon with a space after it makes this a field; put all of the text in straight "
            "quotes"
        )
    if isinstance(value, list):
        raise ValueError(
            "one text is meant here, not a list; a text that begins with “[” needs straight quotes"
        )
    if value[:1] in "“„" and value[-1:] in "”“" and not set(value[1:-1]) & set("“”"):
        raise ValueError(
            f"{cut(value)} is in curly quotes, which would be shown; use straight quotes or none"
        )
    return str(value)


def items(value: Any) -> Any:
    """A list; one text alone is a list of one."""
    if isinstance(value, dict):
        raise ValueError("a list is meant here: one thing a line, each after “- ”")
    return [value] if isinstance(value, str) and value else value


def words(value: Any) -> Any:
    """A list of terms, which may also be one text with commas."""
    found = items(value)
    if isinstance(value, str) and value:
        return [part.strip() for part in value.split(",")]
    return found


def at_most(letters: int) -> Callable[[str], str]:
    """A check that a text is not too long."""

    def check(value: str) -> str:
        if len(value) > letters:
            raise ValueError(f"this has {len(value)} letters and signs; at most {letters} fit")
        return value

    return check


def at_most_words(number: int) -> Callable[[str], str]:
    """A check that a text has not too many words."""

    def check(value: str) -> str:
        if (count := len(value.split())) > number:
            raise ValueError(f"{quoted(value)} has {count} words; at most {number} can be followed")
        return value

    return check


def between(least: int, most: int, name: str) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """A check of how many things a list has."""

    def check(value: tuple[Any, ...]) -> tuple[Any, ...]:
        if not least <= len(value) <= most:
            allowed = f"{least} to {most}" if least else f"at most {most}"
            raise ValueError(f"write {allowed} {name}, not {len(value)}")
        return value

    return check


def one_of(choice: Choice) -> Callable[[Any], str]:
    """A reader of one term of a closed list."""

    def read(value: Any) -> str:
        typed = text(value)
        return choice.standard(typed) if typed else typed

    return read


def whole(value: Any) -> int:
    """A whole number; seconds may have their unit."""
    typed = text(value)
    if seconds := in_seconds(typed):
        raise ValueError(f"{quoted(typed)}: write it in seconds, {seconds}")
    if _TEMPO.fullmatch(typed):
        raise ValueError(
            f"{quoted(typed)} is no single number; {TEMPO_HELP.replace('“tempo ', '“tempo: ')}"
        )
    found = _NUMBER.fullmatch(typed.lower())
    if not found:
        raise ValueError(f"{quoted(typed)} is no whole number; write it in figures, such as 3")
    return int(found[1])


def amount(value: Any) -> float:
    """A number above nothing."""
    typed = text(value)
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", typed) or float(typed) <= 0:
        raise ValueError(f"{quoted(typed)}: write a number above 0 in figures, such as 2 or 1.5")
    return float(typed)


def tempo(value: Any) -> tuple[int, ...]:
    """Seconds for lowering, pause, lifting, pause."""
    typed = "-".join(map(str, value)) if isinstance(value, list) else text(value)
    found = _TEMPO.fullmatch(typed)
    if not found:
        seconds = _NUMBER.fullmatch(typed.lower())
        cure = f"; to stay still, write “hold: {seconds[1]} s”" if seconds else ""
        raise ValueError(f"{quoted(typed)}: {TEMPO_HELP.replace('“tempo ', '“tempo: ')}{cure}")
    return tuple(int(group) for group in found.groups())


def day(value: Any) -> date:
    """A day, as year-month-day."""
    typed = text(value)
    if turned := _DAY_FIRST.fullmatch(typed):
        typed_day, month, year = turned.groups()
        right = f"{year}-{int(month):02}-{int(typed_day):02}"
        raise ValueError(f"{quoted(typed)}: write the year first, such as {right}")
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            raise ValueError
        return date.fromisoformat(typed)
    except ValueError:
        raise ValueError(f"{quoted(typed)} is no day; write it as 2026-11-24") from None


def code(value: Any) -> str:
    """The short code of a drill."""
    typed = text(value).lower()
    if typed and not re.fullmatch(r"[a-z]{2,4}", typed):
        raise ValueError(
            f"{quoted(typed)} is no code; write 2 to 4 letters from a to z, such as kw"
        )
    return typed


def lang(value: Any) -> str:
    """The code of a language."""
    typed = text(value)
    if typed and not re.fullmatch(r"[a-z]{2,3}(?:-[a-zA-Z]{2,4})?", typed):
        raise ValueError(f"{quoted(typed)} is no code of a language; write it like en or de")
    return typed


def slug(value: Any) -> str:
    """The name of a drill file without its ending."""
    return _slug(value, "write the name of the drill's file without “.md”")


def name(value: Any) -> str:
    """A name that is part of an address."""
    return _slug(value, "write it with a-z, 0-9 and single hyphens only")


def near_slug(typed: str) -> str:
    """A slug that is near to what was typed, "" where nothing is."""
    plain = unicodedata.normalize("NFKD", typed[:_LONGEST_SLUG]).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().removesuffix(".md")))


def _slug(value: Any, wanted: str) -> str:
    typed = text(value)
    if typed and not SLUG.fullmatch(typed):
        near = near_slug(typed)
        raise ValueError(f"{quoted(typed)}: {wanted}{near and f'; perhaps {near}'}")
    return typed
