"""Reads the files of the content folder and finds what is wrong with each, and between them."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.check.built.private import known_addresses
from plugins.check.finding import Finding
from plugins.check.written.beside import comment_findings, page_ids, stray_findings
from plugins.check.written.drills import drill_source
from plugins.check.written.headers import header_findings
from plugins.check.written.letters import letter_problems
from plugins.check.written.source import Source, read_source
from plugins.check.written.taken import taken_twice
from plugins.check.written.targets import Content
from plugins.check.written.text import text_findings
from plugins.drills.headers import Parsed, read_drill
from plugins.faults import Fault

_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_NOT_PUBLIC = ("draft", "skip")


@dataclass(frozen=True)
class ContentFile:
    """A file that becomes a page: where it is, its path below the content folder, its kind."""

    path: Path
    place: PurePosixPath
    kind: str

    @property
    def shown(self) -> str:
        """The path as it is shown."""
        return os.path.relpath(self.path)


@dataclass(frozen=True)
class _Read:
    """A file and what stands in it; of a drill, also what its own reader made of it."""

    file: ContentFile
    text: str
    source: Source
    drill: Parsed | None = None


def content_files(settings: Mapping[str, Any]) -> list[ContentFile]:
    """Every file of the content that becomes a page, in order of their paths."""
    root = Path(settings["PATH"])
    found = {
        path: ContentFile(path, PurePosixPath(path.relative_to(root).as_posix()), kind)
        for kind in ("drill", "page", "article")
        for folder in settings[f"{kind.upper()}_PATHS"]
        for path in (root / folder).rglob("*")
        if path.suffix.lower() in _ENDINGS and path.is_file() and not _is_ignored(path, settings)
    }
    return [found[path] for path in sorted(found)]


def check_sources(settings: Mapping[str, Any], today: date) -> tuple[list[Finding], list[Source]]:
    """Everything wrong with the files as they are written; and what they say, read."""
    files = content_files(settings)
    found: list[Finding] = []
    known: list[_Read] = []
    for file in files:
        try:
            known.append(_read(file, file.path.read_text("utf-8-sig"), today))
        except UnicodeDecodeError as error:
            line = file.path.read_bytes()[: error.start].count(b"\n") + 1
            message = "this is not UTF-8; save the file as UTF-8"
            found.append(Finding(file.shown, line, "encoding", message))
    content = _content(Path(settings["PATH"]), files, known)
    for read in known:
        found.extend(_of_file(read, content, settings, today))
    sources = [read.source for read in known]
    found += taken_twice(sources, settings["DEFAULT_LANG"])
    ids = frozenset(page_ids(sources, settings["DEFAULT_LANG"]))
    found += comment_findings(settings, ids, known_addresses(settings))
    found += stray_findings(settings)
    return found, sources


def _read(file: ContentFile, text: str, today: date) -> _Read:
    if file.kind != "drill":
        return _Read(file, text, read_source(file.shown, file.kind, text))
    parsed = read_drill(text, file.shown, file.path.stem, today)
    return _Read(file, text, drill_source(file.shown, text, parsed), parsed)


def _content(folder: Path, files: Iterable[ContentFile], known: Iterable[_Read]) -> Content:
    drafts = (
        str(it.file.place) for it in known if it.source.value("status").lower() in _NOT_PUBLIC
    )
    return Content(folder, frozenset(str(file.place) for file in files), frozenset(drafts))


def _of_file(
    read: _Read, content: Content, settings: Mapping[str, Any], today: date
) -> Iterator[Finding]:
    shown, source = read.file.shown, read.source
    if read.drill:
        yield from _as_findings("drill", read.drill.faults)
        yield from _as_findings("drill-advice", read.drill.warnings)
    else:
        yield from header_findings(source, today, settings.get("CHECK_HEADERS", ()))
    for line, problem in letter_problems(read.text):
        yield Finding(shown, line, "hidden-character", problem)
    if source.kind == "article" and not source.text.strip():
        message = "there is no text; write it below the headers, after a blank line"
        yield Finding(shown, source.text_line, "text-missing", message)
    yield from text_findings(shown, read.file.place, source.text, source.text_line, content)


def _as_findings(rule: str, faults: Sequence[Fault]) -> Iterator[Finding]:
    return (Finding(fault.path, fault.line, rule, fault.message) for fault in faults)


def _is_ignored(path: Path, settings: Mapping[str, Any]) -> bool:
    return any(
        fnmatch(part, pattern.removeprefix("**/"))
        for part in path.parts
        for pattern in settings["IGNORE_FILES"]
    )
