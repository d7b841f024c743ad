"""What can be wrong with the headers of an article or page. Pure."""

import re
from collections.abc import Callable, Collection, Iterator

from plugins.check.dates import date_problem
from plugins.check.finding import Finding
from plugins.check.source import Header, Source
from plugins.choices import any_of, did_you_mean
from plugins.text import quoted

_KNOWN = (
    *("title", "date", "modified", "category", "tags", "slug", "summary", "description", "id"),
    *("status", "lang", "translation", "author", "authors", "template", "save_as", "url"),
    *("replies", "former", "former-id", "former_id", "drills", "accept"),
)
_SEVERAL = ("authors", "tags", "former", "former-id", "former_id", "drills", "accept")
"""Headers that may be written more than once."""
_STATUSES = ("published", "draft", "hidden", "skip")
_LONGEST_TITLE = 70
"""Letters; search engines cut titles off at about 600 pixels, some 60 to 70 letters."""
_LONGEST_DESCRIPTION = 160
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AFTER_BLANK = re.compile(r"^(?:Title|Date|Category|Tags|Slug|Summary|Id|Status|Lang):", re.I)

Rule = Callable[[Source], Iterator[Finding]]


def header_findings(source: Source, also_known: Collection[str] = ()) -> Iterator[Finding]:
    """Everything wrong with the headers; ``also_known`` are names of the owner's own."""
    passed_over = _passed_over(source)
    if passed_over:
        yield passed_over
    if passed_over and not source.headers:
        return  # that there is no title, no date and so on follows from it
    for rule in _RULES:
        yield from rule(source)
    known = (*_KNOWN, *(name.lower() for name in also_known))
    yield from _unknown(source, known)


def _at(source: Source, header: Header | None, rule: str, message: str) -> Finding:
    return Finding(source.path, header.line if header else 1, rule, message)


def _title(source: Source) -> Iterator[Finding]:
    header = source.header("title")
    if not source.value("title"):
        message = "there is no title; write a line like “Title: Knee Pain” at the very top"
        yield _at(source, header, "title-missing", message)
    elif len(source.value("title")) > _LONGEST_TITLE:
        message = (
            f"the title has {len(source.value('title'))} letters, and search engines show some "
            f"{_LONGEST_TITLE}; say it in fewer"
        )
        yield _at(source, header, "title-length", message)


def _dates(source: Source) -> Iterator[Finding]:
    if source.kind == "article" and not source.value("date"):
        message = "there is no date, so it would be left out; write a line like “Date: 2020-02-26”"
        yield _at(source, source.header("date"), "date", message)
    for name in ("date", "modified"):
        if (header := source.header(name)) and (problem := date_problem(header.value)):
            yield _at(source, header, "date", problem)


def _status(source: Source) -> Iterator[Finding]:
    header = source.header("status")
    if header and header.value.lower() not in _STATUSES:
        hint = did_you_mean(header.value, _STATUSES)
        message = f"no status is {quoted(header.value)};{hint} write {any_of(_STATUSES)}"
        yield _at(source, header, "status", message)


def _description(source: Source) -> Iterator[Finding]:
    header = source.header("description") or source.header("summary")
    if source.kind == "article" and not (header and header.value):
        message = (
            "there is no summary, so lists and search engines show how the text begins; "
            "write a line “Summary: …” with one or two sentences"
        )
        yield _at(source, header, "description-missing", message)
    elif header and len(header.value) > _LONGEST_DESCRIPTION:
        message = (
            f"the {header.name} has {len(header.value)} letters, and search engines show some "
            f"{_LONGEST_DESCRIPTION}; shorten it"
        )
        yield _at(source, header, "description-length", message)


def _language(source: Source) -> Iterator[Finding]:
    header = source.header("lang")
    if header and not _LANGUAGE.fullmatch(header.value):
        message = f"{quoted(header.value)} is no code of a language; write one like en, de or pt-BR"
        yield _at(source, header, "metadata", message)


def _yaml(source: Source) -> Iterator[Finding]:
    """What YAML would take for a list, and Pelican takes to the letter."""
    for header in source.headers:
        value, items = header.value, ""
        if header.name in _SEVERAL or header.name == "category":
            if value.startswith("[") and value.endswith("]"):
                items = value[1:-1].replace('"', "").replace("'", "")
            elif value.startswith("- "):
                items = ", ".join(part.strip() for part in value[2:].split(" - "))
        if items:
            message = (
                f"{quoted(value)} would be taken to the letter, signs and all; "
                f"write “{header.typed}: {items.strip()}”"
            )
            yield _at(source, header, "metadata", message)


def _twice(source: Source) -> Iterator[Finding]:
    seen: dict[str, Header] = {}
    for header in source.headers:
        first = seen.setdefault(header.name, header)
        if first is not header and header.name not in _SEVERAL:
            message = f"“{header.typed}” stands in line {first.line} already; keep one of the two"
            yield _at(source, header, "metadata", message)


def _passed_over(source: Source) -> Finding | None:
    """The first header that is none for Pelican, because of where or how it stands."""
    if source.stray:
        message = (
            "this line is no header like “Name: value”, so it and all below it would be text; "
            "mend it, or leave a line blank between the headers and the text"
        )
        return Finding(source.path, source.stray, "metadata", message)
    lines = enumerate(source.text.split("\n"), start=source.text_line)
    number, line = next(((number, line) for number, line in lines if line.strip()), (0, ""))
    if not _AFTER_BLANK.match(line):
        return None
    message = (
        f"{quoted(line)} stands below a blank line, so it would be text, and what follows it; "
        "move it up to the other headers, to the very top of the file"
    )
    return Finding(source.path, number, "metadata", message)


def _unknown(source: Source, known: Collection[str]) -> Iterator[Finding]:
    for header in source.headers:
        if header.name not in known:
            hint = did_you_mean(header.typed, known)
            message = (
                f"no header is called “{header.typed}”;{hint or ' take it out'} "
                "(or name it in CHECK_HEADERS in pelicanconf.py, if your theme reads it)"
            )
            yield _at(source, header, "unknown-header", message)


_RULES: tuple[Rule, ...] = (
    _title,
    _dates,
    _status,
    _description,
    _language,
    _yaml,
    _twice,
)
