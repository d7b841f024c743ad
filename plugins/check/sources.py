"""Reads the files of the content folder and finds what is wrong with each, and between them."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.check.finding import Finding
from plugins.check.headers import header_findings
from plugins.check.source import Source, read_source
from plugins.check.text import Content, text_findings
from plugins.drills.headers import read_drill
from plugins.faults import Fault

_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")


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
    """Everything wrong with the files as they are written; and the articles and pages, read."""
    files = content_files(settings)
    content = Content(Path(settings["PATH"]), frozenset(str(file.place) for file in files))
    found: list[Finding] = []
    sources: list[Source] = []
    for file in files:
        try:
            text = file.path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            line = file.path.read_bytes()[: error.start].count(b"\n") + 1
            message = "this is not UTF-8; save the file as UTF-8"
            found.append(Finding(file.shown, line, "encoding", message))
            continue
        if file.kind == "drill":
            found.extend(_of_drill(file, text, content, today))
            continue
        source = read_source(file.shown, file.kind, text)
        sources.append(source)
        found += header_findings(source, settings.get("CHECK_HEADERS", ()))
        found += text_findings(file.shown, file.place, source.text, source.text_line, content)
    found += _slugs_twice(sources, settings["DEFAULT_LANG"])
    return found, sources


def _of_drill(file: ContentFile, text: str, content: Content, today: date) -> Iterator[Finding]:
    parsed = read_drill(text, file.shown, file.path.stem, today)
    yield from _as_findings("drill", parsed.faults)
    yield from _as_findings("drill-advice", parsed.warnings)
    line = text.count("\n") - parsed.body.count("\n") + 1
    yield from text_findings(file.shown, file.place, parsed.body, line, content)


def _as_findings(rule: str, faults: Sequence[Fault]) -> Iterator[Finding]:
    return (Finding(fault.path, fault.line, rule, fault.message) for fault in faults)


def _slugs_twice(sources: Sequence[Source], language: str) -> Iterator[Finding]:
    """Two files of a kind and language that would be at one address."""
    seen: dict[tuple[str, str, str], Source] = {}
    for source in sources:
        if source.value("status").lower() == "skip" or source.value("save_as"):
            continue
        slug = source.value("slug") or Path(source.path).stem
        key = (source.kind, source.value("lang") or language, slug)
        first = seen.setdefault(key, source)
        if first is not source:
            header = source.header("slug")
            message = (
                f"{first.path} has the address “{slug}” already; "
                "give this file another name, or another “Slug:”"
            )
            yield Finding(source.path, header.line if header else 1, "slug", message)


def _is_ignored(path: Path, settings: Mapping[str, Any]) -> bool:
    return any(
        fnmatch(part, pattern.removeprefix("**/"))
        for part in path.parts
        for pattern in settings["IGNORE_FILES"]
    )
