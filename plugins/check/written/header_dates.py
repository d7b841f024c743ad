"""Whether the dates of an article or page are there, are dates, and can be true. Pure."""

from collections.abc import Iterator
from datetime import date

from plugins.check.finding import Finding
from plugins.check.written.dates import date_problem, day_of
from plugins.check.written.source import Source


def date_findings(source: Source, today: date) -> Iterator[Finding]:
    """Everything wrong with “Date:” and “Modified:”."""
    written = source.header("date")
    is_draft = source.value("status").lower() == "draft"
    if source.kind == "article" and not source.value("date") and not source.is_below("date"):
        message = "there is no date, so it would be left out; write a line like “Date: 2020-02-26”"
        yield Finding(source.path, written.line if written else 1, "date", message)
    for name in ("date", "modified"):
        header = source.header(name)
        if header and (problem := date_problem(header.value)):
            yield Finding(source.path, header.line, "date", problem)
        elif header and header.value and not is_draft and (day := day_of(header.value)) > today:
            message = (
                f"{day} is still to come, yet it is published at once; write the right day, "
                "or “Status: draft” until then"
            )
            yield Finding(source.path, header.line, "date-future", message)
    yield from _order(source)


def _order(source: Source) -> Iterator[Finding]:
    first, last = source.header("date"), source.header("modified")
    if not first or not last or not first.value or not last.value:
        return
    if date_problem(first.value) or date_problem(last.value):
        return
    if day_of(last.value) < day_of(first.value):
        message = (
            f"it cannot have been modified on {day_of(last.value)}, before it was published on "
            f"{day_of(first.value)}; mend one of the two"
        )
        yield Finding(source.path, last.line, "date", message)
