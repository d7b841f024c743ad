"""Why a field cannot be read as YAML, in words for somebody who has never heard of YAML. Pure."""

import re
from collections.abc import Sequence

from plugins.drills.headers import yaml_words
from plugins.drills.headers.yaml_layout import Above, misplaced
from plugins.text import cut

_FIELD = re.compile(r"\s*(?:- )?\s*[\w ]+:(?:\s+|$)")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_LINK = re.compile(r"\{(static|attach|filename)\}")
_PAIRS = {"[": "]", "{": "}"}
_IN_FLOW = re.compile(r"""[\[{,:]\s*"(?:[^"\\]|\\.)*"\s*(?P<after>[^\s,\]}:#])""")
_MISSING = "a quote is missing; a text in quotes begins and ends with the same straight quote"
_INSIDE = {
    '"': "there are quotes inside the quotes; write 'single' ones inside",
    "'": (
        "there is an apostrophe or a quote inside the 'single' quotes; put all of the text in "
        '"double" ones'
    ),
}


def cause(rows: Sequence[str], guess: int, above: Above) -> tuple[int, str]:
    """The row (from 0) and the likely cause; ``guess`` is where the parser gave up."""
    for number, row in enumerate(rows):
        if "\t" in row[: len(row) - len(row.lstrip())]:
            return number, "a tab stands at the start of this line; use spaces instead"
    for number, row in enumerate(rows):
        if message := _row_cause(row):
            return number, message
    text = "\n".join(rows)
    for quoted in _DOUBLE.finditer(text):
        if (at := yaml_words.backslash(quoted[0])) is not None:
            return text.count("\n", 0, quoted.start() + at), yaml_words.ESCAPED
    for opening, closing in _PAIRS.items():
        if text.count(opening) != text.count(closing):
            first = next((n for n, row in enumerate(rows) if opening in row), 0)
            return first, f"“{opening}” and “{closing}” do not pair up; every list needs both"
    if found := misplaced(rows, above):
        return found
    if 0 < guess <= len(rows) and re.search(r"\s#", rows[guess - 1]):
        return guess - 1, yaml_words.CUT_OFF
    message = (
        "this cannot be read; look at the spaces at the start of the lines, which must be the "
        "same within one list, and put text with special marks in straight quotes"
    )
    return min(max(guess, 0), len(rows) - 1), message


def _row_cause(row: str) -> str:
    """What is wrong within one row, "" where nothing is found."""
    if row.lstrip().startswith("#"):
        return ""
    field = _FIELD.match(row)
    value = (row[field.end() :] if field else row.strip().removeprefix("- ")).strip()
    if message := yaml_words.begins_with_special(value):
        return message
    if _LINK.match(value):
        return f'put this in straight quotes: "{cut(value)}"'
    if value[:1] in "“”„‘’" and value:
        return 'these are curly quotes; use straight ones, "like this", or none at all'
    if message := _quotes(value):
        return message
    if field and value[:1] not in ("[", "{", '"', "'") and re.search(r":(\s|$)", value):
        return (
            "a colon with a space after it stands inside the text; put all of the text in "
            "straight quotes"
        )
    return "" if field else yaml_words.joined(value) or yaml_words.joined_dash(value)


def _quotes(value: str) -> str:
    """What is wrong where a quoted text does not end, or goes on after its closing quote."""
    quote = value[:1]
    if quote in ("[", "{"):
        if _IN_FLOW.search(value):
            return _INSIDE['"']
        return _MISSING if value.count('"') % 2 else ""
    if quote not in ('"', "'"):
        return ""
    _, end, rest = value[1:].replace('\\"', "").replace("''", "").partition(quote)
    rest = rest.strip()
    if end and (not rest or rest.startswith("#")):
        return ""
    return _INSIDE[quote] if quote in rest else _MISSING
