"""The mapping file: which page here an old address, title or id stands for.

A table of two columns, as any spreadsheet writes it, or a JSON object::

    https://old.example/2014/knee/,knee-pain
    Hello world,-

A hyphen in place of the id leaves the comments of that page out.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from desk.exchange.records import ExchangeError, Notes
from desk.exchange.text import decoded, delimiter, parsed_json

LEFT_OUT = "-"
_HEADINGS = ("page", "page id", "id", "here", "new")


def read(path: Path, known: Mapping[str, object]) -> dict[str, str]:
    """What the file says. ``known`` holds the ids of the pages there are.

    Raises ExchangeError for a page that is not among them, with the line.
    """
    try:
        with path.open("rb") as stream:
            text = decoded(stream, Notes())
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror or error}") from None
    pairs = _from_json(text) if text.lstrip().startswith("{") else _from_table(text)
    found = {}
    for place, foreign, page_id in pairs:
        if page_id != LEFT_OUT and page_id not in known:
            raise ExchangeError(
                f"{path}, {place}: there is no page with the id “{page_id}”; "
                "the ids are those in the headers of articles, drills and pages"
            )
        found[foreign] = page_id
    return found


def _from_json(text: str) -> list[tuple[str, str, str]]:
    return [
        (f"“{foreign}”", foreign.strip(), str(page).strip())
        for foreign, page in parsed_json(text).items()
    ]


def _from_table(text: str) -> list[tuple[str, str, str]]:
    pairs = []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter(text)), start=1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or (number == 1 and cells[-1].casefold() in _HEADINGS):
            continue
        if len(cells) != 2:
            raise ExchangeError(
                f"line {number} of the mapping file: write the old address, title or id, a comma, "
                "and the id of the page here"
            )
        pairs.append((f"line {number}", cells[0], cells[1]))
    return pairs
