"""Whether a date means one day to everybody. Pure."""

import re
from datetime import date, datetime

from pelican.utils import get_date

from plugins.text import quoted

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s.*)?")
_EXAMPLE = "write year, month and day, like 2020-02-26"


def date_problem(written: str) -> str:
    """What to say of a date, "" of one that is clear. An empty one is none of this rule's."""
    if not written:
        return ""
    if match := _ISO.fullmatch(written):
        return _iso_problem(match[1], written)
    if match := _NUMBERS.fullmatch(written):
        return _numbers_problem(written, *map(int, match.groups()))
    # With the month in letters there is nothing to mistake.
    is_clear = re.search(r"[A-Za-z]{3}", written) is not None and _is_date(written)
    return "" if is_clear else f"{quoted(written)} is no date; {_EXAMPLE}"


def day_of(written: str) -> date:
    """The day of a date that has no problem."""
    found: datetime = get_date(written)
    return found.date()


def _iso_problem(day: str, written: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        return f"the calendar has no {quoted(day)}; {_EXAMPLE}"
    if _is_date(written):
        return ""
    return f"{quoted(written)} has no time of day that is one; write it like {day} 09:30"


def _numbers_problem(written: str, first: int, second: int, year: int) -> str:
    readings = [_day(year, second, first), _day(year, first, second)]
    days = list(dict.fromkeys(str(day) for day in readings if day))
    if not days:
        return f"the calendar has no {quoted(written)}; {_EXAMPLE}"
    if len(days) == 1:
        return f"{quoted(written)} is not read alike everywhere; write {days[0]}"
    return f"{quoted(written)} may be either of two days; write {days[0]} or {days[1]}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_date(written: str) -> bool:
    """Whether Pelican can read it."""
    try:
        return isinstance(get_date(written), datetime)
    except (ValueError, OverflowError):
        return False
