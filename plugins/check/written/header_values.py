"""What can be wrong with how the value of a header is written. Pure."""

import re
from collections.abc import Iterator

from plugins.check.finding import Finding
from plugins.check.written.source import Source
from plugins.text import quoted

LISTS = ("tags", "drills", "authors", "former", "former-id", "former_id", "accept")
"""Headers that may hold several things, with commas between, and be written more than once."""
_MISSED = ("title", "date", "summary", "description")
"""Headers of which another rule says that they are empty."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def value_findings(source: Source) -> Iterator[Finding]:
    """Everything wrong with the values, but for what each means."""
    yield from _empty(source)
    yield from _language(source)
    yield from _quotes(source)
    yield from _yaml(source)


def _empty(source: Source) -> Iterator[Finding]:
    for header in source.headers:
        if not header.value and header.name not in _MISSED:
            message = (
                f"“{header.typed}:” says nothing; write something behind it, or take the line out"
            )
            yield Finding(source.path, header.line, "metadata", message)


def _language(source: Source) -> Iterator[Finding]:
    header = source.header("lang")
    if header and header.value and not _LANGUAGE.fullmatch(header.value):
        message = f"{quoted(header.value)} is no code of a language; write one like en, de or pt-BR"
        yield Finding(source.path, header.line, "metadata", message)


def _quotes(source: Source) -> Iterator[Finding]:
    """Quotes as YAML needs them: here they would be seen."""
    for header in source.headers:
        value = header.value
        if (
            len(value) > 2
            and value[0] == value[-1]
            and value[0] in "\"'"
            and value.count(value[0]) == 2
        ):
            message = (
                f"the quotes of {value} would be seen; write “{header.typed}: {value[1:-1]}”, "
                "or curly ones where they are meant"
            )
            yield Finding(source.path, header.line, "metadata", message)


def _yaml(source: Source) -> Iterator[Finding]:
    """What YAML would take for a list, and Pelican takes to the letter."""
    for header in source.headers:
        value, items = header.value, ""
        if header.name in (*LISTS, "category"):
            if value.startswith("[") and value.endswith("]"):
                items = value[1:-1].replace('"', "").replace("'", "")
            elif value.startswith("- "):
                items = ", ".join(part.strip() for part in value[2:].split(" - "))
        if items:
            message = (
                f"{quoted(value)} would be taken to the letter, signs and all; "
                f"write “{header.typed}: {items.strip()}”"
            )
            yield Finding(source.path, header.line, "metadata", message)
