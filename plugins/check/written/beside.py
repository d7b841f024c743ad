"""Files beside the articles and pages: comments, and files that no page is made of."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.check.built.private import addresses_in
from plugins.check.finding import Finding
from plugins.check.written.source import Source
from plugins.choices import did_you_mean
from plugins.comments import store

_WRITTEN = (".txt", ".doc", ".docx", ".odt", ".rtf", ".pages")
"""Endings of files that somebody may take for an article."""


def page_ids(sources: Iterable[Source], language: str) -> Iterator[str]:
    """The ids under which comments of these pages lie, those they had before as well."""
    for source in sources:
        for header in (*source.all_headers("former-id"), *source.all_headers("former_id")):
            yield from (part.strip() for part in header.value.split(","))
        lang = source.value("lang") or language
        slug = source.value("slug") or Path(source.path).stem
        derived = f"{source.kind}-{slug}{'' if lang == language else f'-{lang}'}".lower()
        yield source.value("id") or re.sub(r"[^a-z0-9]+", "-", derived).strip("-")


def comment_findings(
    settings: Mapping[str, Any], ids: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with comment files; ``ids`` are those of all pages.

    ``known`` are the e-mail addresses that the owner has made public herself.
    """
    folder = Path(settings["PATH"]) / settings.get("COMMENTS_PATH", "comments")
    shown = Path(os.path.relpath(folder))
    for thread in sorted(path for path in folder.glob("*/") if not path.name.startswith(".")):
        comments, faults = store.read_page(folder, thread.name, shown)
        yield from (Finding(it.path, it.line, "comment", it.message) for it in faults)
        first = min((comment.id for comment in comments), default="")
        if first and thread.name not in ids:
            message = (
                f"no page has the id “{thread.name}”, so its comments ({len(comments)}) are not "
                f"shown;{did_you_mean(thread.name, ids)} rename the folder, or write "
                f"“Former-Id: {thread.name}” in the header of the page they belong to"
            )
            yield Finding(str(shown / thread.name / f"{first}.txt"), 1, "comment-lost", message)
        for comment in comments:
            path = folder / thread.name / f"{comment.id}.txt"
            yield from _private(path, str(shown / thread.name / path.name), known)


def _private(path: Path, shown: str, known: Collection[str]) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        for address in sorted(addresses_in(line) - set(known)):
            message = (
                f"the e-mail address {address} would be public; take it out of the comment, "
                "or write it in a page of yours if it may be"
            )
            yield Finding(shown, number, "private", message)


def stray_findings(settings: Mapping[str, Any]) -> Iterator[Finding]:
    """Files among the articles and pages that Pelican passes over in silence."""
    root = Path(settings["PATH"])
    for kind in ("ARTICLE", "PAGE"):
        for folder in settings[f"{kind}_PATHS"]:
            for path in sorted((root / folder).rglob("*")):
                if path.suffix.lower() in _WRITTEN and not path.name.startswith("."):
                    near = path.with_suffix("").with_suffix(".md").name
                    message = (
                        f"no page is made of this file, for its name ends in {path.suffix}; "
                        f"save it as plain text called {near}"
                    )
                    yield Finding(os.path.relpath(path), 1, "unused", message)
