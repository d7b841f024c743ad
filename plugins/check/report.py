"""Tells what was found: to people, to programs, and on the page of a change at GitHub. Pure."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from plugins.check.finding import Finding


class Report(Protocol):
    """From the findings, sorted, and the number of files that were looked at, to a text.

    ``notes`` are sentences on what could not be looked at.
    """

    def __call__(self, findings: Sequence[Finding], files: int, notes: Sequence[str] = ()) -> str:
        """The text, without a line end."""


def as_text(findings: Sequence[Finding], files: int, notes: Sequence[str] = ()) -> str:
    """A line for each: ``file:line: error: sentence [rule]``, and one that counts them."""
    lines = [f"{it.path}:{it.line}: {it.severity}: {it.message} [{it.rule}]" for it in findings]
    errors = sum(it.is_error for it in findings)
    of = f"in {_counted(files, 'file')} of the content"
    if not findings:
        return "\n".join([*notes, f"Nothing is wrong {of}"])
    warnings = len(findings) - errors
    return "\n".join(
        [*lines, *notes, f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')} {of}"]
    )


def as_github(findings: Sequence[Finding], files: int, notes: Sequence[str] = ()) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    commands = (
        f"::{it.severity} file={_escaped(it.path, ':,')},line={it.line},"
        f"title={it.rule}::{_escaped(it.message)}"
        for it in findings
    )
    notices = (f"::notice::{_escaped(note)}" for note in notes)
    return "\n".join([*commands, *notices, as_text(findings, files).splitlines()[-1]])


def as_json(findings: Sequence[Finding], files: int, notes: Sequence[str] = ()) -> str:
    """All of it in one object."""
    errors = sum(it.is_error for it in findings)
    listed = [{**vars(it), "severity": it.severity} for it in findings]
    counts = {"files": files, "errors": errors, "warnings": len(findings) - errors}
    return json.dumps(
        counts | {"notes": list(notes), "findings": listed}, ensure_ascii=False, indent=1
    )


REPORTS: Mapping[str, Report] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
