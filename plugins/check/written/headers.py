"""What can be wrong with the headers of an article or page. Pure."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from plugins.check.finding import Finding
from plugins.check.written.header_dates import date_findings
from plugins.check.written.header_values import LISTS, value_findings
from plugins.check.written.source import MARK, Header, Source
from plugins.choices import any_of, did_you_mean
from plugins.text import quoted

_KNOWN = (
    *("title", "date", "modified", "category", "tags", "slug", "summary", "description", "id"),
    *("status", "lang", "translation", "author", "authors", "template", "save_as", "url"),
    *("replies", "former", "former-id", "former_id", "drills", "accept"),
)
_STATUSES = ("published", "draft", "hidden", "skip")
_LONGEST_TITLE = 70
"""Letters; search engines cut titles off at about 600 pixels, some 60 to 70 letters."""
_LONGEST_DESCRIPTION = 160
_SPACED = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]+:[ \t]*(.*)")
_AFTER_BLANK = re.compile(r"^(?:Title|Date|Category|Tags|Slug|Summary|Id|Status|Lang):", re.I)

Rule = Callable[[Source], Iterator[Finding]]


def header_findings(
    source: Source, today: date, also_known: Collection[str] = ()
) -> Iterator[Finding]:
    """Everything wrong with the headers; ``also_known`` are names of the owner's own."""
    passed_over = _passed_over(source)
    if passed_over:
        yield passed_over
    if passed_over and not source.headers:
        return  # that there is no title, no date and so on follows from it
    for rule in _RULES:
        yield from rule(source)
    yield from date_findings(source, today)
    yield from value_findings(source)
    known = (*_KNOWN, *(name.lower() for name in also_known))
    yield from _unknown(source, known)


def _at(source: Source, header: Header | None, rule: str, message: str) -> Finding:
    return Finding(source.path, header.line if header else 1, rule, message)


def _title(source: Source) -> Iterator[Finding]:
    header = source.header("title")
    if not source.value("title") and source.is_below("title"):
        return
    if not source.value("title"):
        message = "there is no title; write a line like “Title: Knee Pain” at the very top"
        yield _at(source, header, "title-missing", message)
    elif len(source.value("title")) > _LONGEST_TITLE:
        message = (
            f"the title has {len(source.value('title'))} letters, and search engines show some "
            f"{_LONGEST_TITLE}; say it in fewer"
        )
        yield _at(source, header, "title-length", message)


def _status(source: Source) -> Iterator[Finding]:
    header = source.header("status")
    if header and header.value and header.value.lower() not in _STATUSES:
        hint = did_you_mean(header.value, _STATUSES)
        message = f"no status is {quoted(header.value)};{hint} write {any_of(_STATUSES)}"
        yield _at(source, header, "status", message)


def _description(source: Source) -> Iterator[Finding]:
    header = source.header("description") or source.header("summary")
    is_below = source.is_below("summary") or source.is_below("description")
    if source.kind == "article" and not (header and header.value) and not is_below:
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


def _twice(source: Source) -> Iterator[Finding]:
    seen: dict[str, Header] = {}
    for header in source.headers:
        first = seen.setdefault(header.name, header)
        if first is not header and header.name not in LISTS:
            message = f"“{header.typed}” stands in line {first.line} already; keep one of the two"
            yield _at(source, header, "metadata", message)


def _passed_over(source: Source) -> Finding | None:
    """The first header that is none for Pelican, because of where or how it stands."""
    if source.stray:
        if source.text.startswith(MARK):
            return None  # that is told of the line itself
        if match := _SPACED.match(source.text):
            message = f"no space may stand before the colon; write “{match[1]}: {match[2].strip()}”"
            return Finding(source.path, source.stray, "metadata", message)
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
    _status,
    _description,
    _twice,
)
