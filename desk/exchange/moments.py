"""Dates as other systems write them, in UTC."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

_NUMERIC = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?([ap])m)?",
    re.I,
)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def moment(text: str | float | None, zone: tzinfo = UTC, day_first: bool = True) -> datetime | None:
    """The moment that is meant, or None for what is no date. ``zone`` is for those without one.

    Known are ISO 8601, that of e-mail, seconds and milliseconds since 1970, and 31/12/2020 10:30
    in the order ``day_first``.
    """
    if text is None or isinstance(text, bool):
        return None
    try:
        found = _read(str(text).strip(), zone, day_first)
        return _in_utc(found, zone) if found else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether dates like 03/04/2020 have the day first, or None where none of them tells."""
    for text in texts:
        found = _NUMERIC.match(text.strip())
        if found and int(found[1]) > 12:
            return True
        if found and int(found[2]) > 12:
            return False
    return None


def is_numeric(text: str) -> bool:
    """Whether it is a date in figures whose order is not plain."""
    return bool(_NUMERIC.match(text.strip()))


def _read(text: str, zone: tzinfo, day_first: bool) -> datetime | None:
    if re.fullmatch(r"\d{9,10}(\.\d+)?", text):
        return datetime.fromtimestamp(float(text), UTC)
    if re.fullmatch(r"\d{12,13}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    if found := _NUMERIC.match(text):
        return _figures(found, day_first)
    iso = (
        re.sub(r" (?=[+-]\d\d:?\d\d$|UTC$|GMT$|Z$)", "", text)
        .replace("UTC", "Z")
        .replace("GMT", "Z")
    )
    iso = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", iso)
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return parsedate_to_datetime(text)


def _figures(found: re.Match[str], day_first: bool) -> datetime:
    first, second, year, hour, minute, seconds, half = found.groups()
    day, month = (first, second) if day_first else (second, first)
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return datetime(int(year), int(month), int(day), hours, int(minute or 0), int(seconds or 0))


def _in_utc(found: datetime, zone: tzinfo) -> datetime | None:
    aware = found if found.tzinfo else found.replace(tzinfo=zone)
    whole = aware.astimezone(UTC).replace(microsecond=0)
    return whole if _EARLIEST <= whole < _LATEST else None
