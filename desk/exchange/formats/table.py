"""Tables of replies, as form services export them: CSV, or JSON with one object a reply."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from desk.exchange.formats.columns import fields, row_fields
from desk.exchange.html.comment_text import from_html
from desk.exchange.moments import is_day_first, is_numeric, moment
from desk.exchange.records import (
    ExchangeError,
    Export,
    Fate,
    ForeignPage,
    ForeignReply,
    Notes,
    with_keys,
)
from desk.exchange.text import delimiter, mappings

Rows = list[tuple[str, Mapping[str, Any]]]
"""Each row, after the place where it stands."""

_LISTS = ("comments", "replies", "submissions", "responses", "entries", "items", "data", "rows")
_STATUSES: dict[str, Fate] = {
    **dict.fromkeys(("approved", "approve", "published", "true", "yes", "1"), "approved"),
    **dict.fromkeys(("spam", "junk"), "spam"),
    **dict.fromkeys(("trash", "rejected", "refused"), "trash"),
    **dict.fromkeys(("deleted", "removed"), "deleted"),
}


def read_csv(text: str, zone: tzinfo, notes: Notes) -> Export:
    """A table with the names of its columns in the first row. Raises ExchangeError for others."""
    csv.field_size_limit(1 << 27)
    try:
        file = io.StringIO(text, newline="")
        reader = csv.DictReader(file, delimiter=delimiter(text), strict=True)
        rows: Rows = [(f"line {reader.line_num}", row) for row in reader]
    except csv.Error as error:
        raise ExchangeError(f"the table is damaged or cut off ({error})") from None
    names = tuple(name for name in reader.fieldnames or () if name)
    return _read(rows, names, "Table (CSV)", zone, notes)


def read_json(data: Any, zone: tzinfo, notes: Notes) -> Export:
    """A list of objects, alone or under a usual name, each with what stands in it further down."""
    if isinstance(data, dict):
        name = next((name for name in _LISTS if isinstance(data.get(name), list)), "")
        if not name:
            raise ExchangeError(
                "this JSON is of no kind that is known: it holds no list of "
                f"{', '.join(_LISTS[:-1])} or {_LISTS[-1]}"
            )
        data = data[name]
    rows: Rows = [
        (f"item {number}", _flat(row))
        for number, row in enumerate(mappings(data, "the whole"), start=1)
    ]
    names = tuple(dict.fromkeys(name for _place, row in rows for name in row))
    return _read(rows, names or ("message",), "List (JSON)", zone, notes)


def status(text: str) -> Fate:
    """The status that a word stands for. What nobody approved waits to be read."""
    return _STATUSES.get(text.casefold(), "pending")


def _read(rows: Rows, names: tuple[str, ...], format: str, zone: tzinfo, notes: Notes) -> Export:
    if not {"body", "html"} & set(fields(names)[0]):
        raise ExchangeError(
            f"no column holds the text of a comment; there are {', '.join(names[:12])}. "
            "Call one of them “message”"
        )
    texts = [_fields(row, notes) for _place, row in rows]
    day_first = _day_first([text["date"] for text in texts], notes)
    replies = [
        _reply(text, place, zone, day_first)
        for text, (place, _row) in zip(texts, rows, strict=True)
    ]
    return Export(format, "table:", with_keys(replies), notes.sentences())


def _fields(row: Mapping[str, Any], notes: Notes) -> dict[str, str]:
    """The fields of a row by the names that it has itself: objects need not have the same."""
    chosen, unused = fields(tuple(name for name in row if name))
    for name in unused:
        notes.add(f"the column “{name}” was not brought over")
    return row_fields(row, chosen)


def _reply(row: Mapping[str, str], place: str, zone: tzinfo, day_first: bool) -> ForeignReply:
    body, lost = (row["body"], ()) if row["body"] else from_html(row["html"], lines=False)
    date = moment(row["date"], zone, day_first)
    parts = (row["id"], row["page"], row["author"], row["date"], "" if row["id"] else body)
    return ForeignReply(
        id=row["id"] or place,
        # Ids of a form service may be no more than the number of the row.
        key=hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32],
        page=ForeignPage(address=row["page"], title=row["title"] or row["page"], id=row["page"]),
        author=row["author"],
        email=row["email"],
        url=row["url"],
        body=body,
        date=date,
        unread_date=row["date"],
        status=status(row["status"]),
        parent="" if row["parent"] == "0" else row["parent"],
        place=place,
        notes=lost,
    )


def _day_first(dates: list[str], notes: Notes) -> bool:
    """Whether 03/04/2020 is in April; where the file does not tell, it is, with a note."""
    known = is_day_first(dates)
    if known is None and any(is_numeric(date) for date in dates):
        notes.add("dates like 03/04/2020 were read with the day first; the file does not tell")
    return known is not False


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """An object with what stands in objects inside it; the outer one comes first."""
    flat = {name: value for name, value in row.items() if not isinstance(value, dict)}
    for value in row.values():
        if isinstance(value, dict):
            flat = _flat(value) | flat
    return flat
