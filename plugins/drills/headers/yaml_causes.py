"""Why a field cannot be read as YAML, in words for somebody who has never heard of YAML. Pure."""

import re
from collections.abc import Sequence

_SPECIAL = "*&!%@`"
_FIELD = re.compile(r"\s*(?:- )?\s*[\w ]+:(?:\s+|$)")
_LINK = re.compile(r"\{(static|attach|filename)\}")
_PAIRS = {"[": "]", "{": "}"}


def cause(rows: Sequence[str], guess: int) -> tuple[int, str]:
    """The row (from 0) and the likely cause; ``guess`` is where the parser gave up."""
    for number, row in enumerate(rows):
        if "\t" in row[: len(row) - len(row.lstrip())]:
            return number, "a tab stands at the start of this line; use spaces instead"
    for number, row in enumerate(rows):
        if message := _row_cause(row):
            return number, message
    for opening, closing in _PAIRS.items():
        text = "\n".join(rows)
        if text.count(opening) != text.count(closing):
            first = next((n for n, row in enumerate(rows) if opening in row), 0)
            return first, f"“{opening}” and “{closing}” do not pair up; every list needs both"
    message = (
        "this cannot be read; look at the spaces at the start of the lines, which must be the "
        "same within one list, and put text with special marks in straight quotes"
    )
    return min(max(guess, 0), len(rows) - 1), message


def cannot_begin_with(sign: str) -> str:
    """What to do about a sign that is YAML's own."""
    return f"a text cannot begin with “{sign}”; put all of it in straight quotes"


def _row_cause(row: str) -> str:
    """What is wrong within one row, "" where nothing is found."""
    if row.lstrip().startswith("#"):
        return ""
    field = _FIELD.match(row)
    value = (row[field.end() :] if field else row.strip().removeprefix("- ")).strip()
    if value[:1] and value[0] in _SPECIAL:
        return cannot_begin_with(value[0])
    if _LINK.match(value):
        return f'put this in straight quotes: "{value}"'
    if value[:1] in "“”„‘’" and value:
        return 'these are curly quotes; use straight ones, "like this", or none at all'
    if _is_quote_open(value):
        return "a quote is missing; a text in quotes begins and ends with the same straight quote"
    if field and value[:1] not in ("[", "{", '"', "'") and re.search(r":(\s|$)", value):
        return (
            "a colon with a space after it stands inside the text; put all of the text in "
            "straight quotes"
        )
    if not field and re.match(r"[a-z_]+:\S", row):
        key, _, rest = row.partition(":")
        return f"put a space after the colon: “{key}: {rest.strip()[:40]}”"
    return ""


def _is_quote_open(value: str) -> bool:
    """Whether a quoted text does not end, or goes on after its closing quote."""
    if value[:1] not in ('"', "'"):
        return value[:1] in ("[", "{") and value.count('"') % 2 == 1
    quote = value[0]
    inner = value[1:].replace('\\"', "").replace("''", "")
    _, end, rest = inner.partition(quote)
    return not end or (bool(rest.strip()) and not rest.strip().startswith("#"))
