"""The text of a file, in whatever encoding it came, and JSON with its faults in words."""

import codecs
import json
import re
from typing import IO, Any

from desk.exchange.records import ExchangeError, Notes

_DELIMITERS = ",;\t|"


def decoded(stream: IO[bytes], notes: Notes) -> str:
    """The whole text. What is not UTF-8 or UTF-16 is taken for that of Windows, with a note."""
    data = stream.read()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.add("the file is not in UTF-8, so it was read as Windows text; look at the accents")
        return data.decode("cp1252", "replace")


def delimiter(text: str) -> str:
    """What stands between the columns of a table, judged by its first row."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
    return max(_DELIMITERS, key=first.count)


def is_table(text: str) -> bool:
    """Whether the first row has more than one column."""
    return delimiter(text) in text.lstrip("\n").partition("\n")[0]


def parsed_json(text: str) -> Any:
    """What the JSON holds. Raises ExchangeError with the line of a fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ExchangeError(
            f"line {error.lineno}, column {error.colno}: "
            f"the JSON is damaged or cut off here ({error.msg})"
        ) from None
    except RecursionError:
        raise ExchangeError("the JSON is nested too deeply for an export") from None


def string(value: Any) -> str:
    """A value of JSON as text; what is not there is ""."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return str(value).strip()


def mappings(value: Any, what: str) -> list[dict[str, Any]]:
    """A list of objects. Raises ExchangeError for anything else, by the name of what it holds."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ExchangeError(f"“{what}” should be a list of objects, and is not")
    return value
