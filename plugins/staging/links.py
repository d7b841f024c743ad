"""Files that the text of a page links to, and that are not in the content folder."""

import os
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from plugins.faults import Fault
from plugins.files import cut, file_problem


def link_faults(content: Any, folder: Path) -> Iterator[Fault]:
    """What is wrong with the files that a page asks to be copied from ``folder``, the content."""
    written = {
        match["path"]: match["value"]
        for match in content._get_intrasite_link_regex().finditer(content._content)
        if match["what"] in ("static", "attach")
    }
    for link, value in written.items():
        problems = [file_problem(folder, path) for path in _paths(content, value)]
        if all(problems):
            source, typed = Path(content.source_path), unescape(link)
            message = f"the text links to “{cut(typed)}”, but {problems[0]}"
            yield Fault(os.path.relpath(source), _line(source, typed), message)


def _paths(content: Any, value: str) -> Iterator[str]:
    """The paths below the content folder that Pelican looks for, one after the other."""
    path = urlparse(value).path
    for found in (path, unquote(path), urlparse(unescape(value)).path):
        if found.startswith("/"):
            yield found[1:]
        else:
            yield content.get_relative_source_path(f"{content.relative_dir}/{found}")


def _line(source: Path, link: str) -> int:
    """The first line with this link; 1 where it is written in another way."""
    lines = source.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if link in line), 1)
