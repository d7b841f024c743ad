"""What a value or a name in YAML says about how it was typed, in words for its author. Pure."""

import re

from plugins.text import cut, quoted

KEY = re.compile(r"[^\s#\-\]})>,&*!|%@`'\"].*")
"""A row at the left edge that begins a field."""

SWALLOWED = "a line below begins further in than this one; begin the things of a list alike"
CUT_OFF = "what comes after “#” is not read; put the text in straight quotes"
NOTE = re.compile(r"\s+#")
"""How a note begins after a value."""

ESCAPED = (
    'a backslash inside "double" quotes takes the letter after it with it; write two of them, or '
    "put the text in 'single' quotes"
)

_JOINED = re.compile(r"([A-Za-z_]+(?: [a-z]+)?):((?!//)\S.*)", re.DOTALL)
_JOINED_DASH = re.compile(r"-([^\s\d-].*)", re.DOTALL)
_BACKSLASH = re.compile(
    r"""\\(?:["\\/\s]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|(?P<odd>.))""", re.IGNORECASE
)
_SPECIAL = "*&!%@`"
_SIGNS = ("&", "!")
"""What YAML takes for its own before a value, so that an author would miss it."""
_LISTS = ("via", "mistakes")
"""The lists whose things have fields of their own."""


def begins_with_special(text: str) -> str:
    """What to do about a text that begins with a sign of YAML's own, "" where it does not."""
    if text[:1] and text[0] in _SPECIAL:
        return f"a text cannot begin with “{text[0]}”; put all of it in straight quotes"
    return ""


def taken_by_yaml(after: str) -> str:
    """What is wrong where a value begins with a sign that YAML would pass over silently."""
    return begins_with_special(after) if after.startswith(_SIGNS) else ""


def joined(text: str) -> str:
    """What is wrong with a name and its value without a space between, "" where it is not so."""
    found = _JOINED.fullmatch(text.strip())
    if not found:
        return ""
    return f"a space is missing after the colon: write “{cut(found[1])}: {cut(found[2])}”"


def joined_dash(text: str) -> str:
    """What is wrong with a thing of a list without a space before it, "" where it is not so."""
    found = _JOINED_DASH.fullmatch(text.strip())
    return f"a space is missing after the dash: write “- {cut(found[1])}”" if found else ""


def not_a_field(text: str) -> str:
    """What to write where a header has a text and no field."""
    every = "every field is a name, a colon, a space and a value, such as “title: Glute bridge”"
    return joined(text) or every


def not_a_text(value: str, before: str, after: str) -> str:
    """What is wrong with a value that has no quotes; ``before`` and ``after`` are of its row."""
    if not value and after.lstrip().startswith("#"):
        return (
            "“#” begins a note that readers never see, so this is empty; put the text in straight "
            "quotes"
        )
    if before.strip():
        return ""
    first = after.partition("#")[0]
    return joined_dash(first) or joined(first)


def backslash(written: str) -> int | None:
    """Where in a text in "double" quotes a backslash stands that is none, None if nowhere."""
    odd = (found.start() for found in _BACKSLASH.finditer(written) if found["odd"])
    return next(odd, None)


def twice(name: str, line: int, owner: str) -> str:
    """What to say of a name that is there again; ``owner`` is the field it belongs to."""
    cure = f"; begin each thing of “{owner}” with a dash and a space" if owner in _LISTS else ""
    return f"{quoted(name)} is here twice, first in line {line}{cure}"
