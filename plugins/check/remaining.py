"""Builds what can be built of a site with faults, so that one fault does not hide all others."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.check.building import Built, build_aside, faulty_files
from plugins.check.finding import Finding

_UNBUILT = ("hidden-character", "encoding")
_TRIES = 4
"""What leads to a file that was left out may be a fault then, and is left out in its turn."""


def build_remaining(
    name: str, settings: Mapping[str, Any], folder: str, stopped: Built, known: Iterable[Finding]
) -> Built | None:
    """The site without the files that ``stopped`` a build; None where that cannot be built either.

    Some that are ``known`` to be wrong would stop it without a word, and are left out, too.
    Works on a copy of the content within ``folder``. What the builds say is of no interest: it
    follows from what is missing.
    """
    root = Path(settings["PATH"]).resolve()
    left_out: tuple[str, ...] = ()
    wrong = [*faulty_files(stopped), *(it.path for it in known if it.rule in _UNBUILT)]
    for number in range(_TRIES):
        found = [path for path in dict.fromkeys(wrong) if path not in left_out]
        left_out += tuple(path for path in found if Path(path).resolve().is_relative_to(root))
        if not found or not left_out:
            return None
        part = Path(folder, str(number))
        copy = _copy(root, part / root.name, left_out)
        built = _shown_in(root, copy, build_aside(name, settings["PLUGINS"], part, copy))
        if not built.failure:
            return replace(built, left_out=left_out)
        wrong = [*faulty_files(built)]
        shutil.rmtree(part)
    return None


def _copy(root: Path, copy: Path, left_out: Sequence[str]) -> Path:
    gone = {str(Path(path).resolve()) for path in left_out}

    def ignored(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if str(Path(folder) / name) in gone}

    return Path(shutil.copytree(root, copy, ignore=ignored, copy_function=_linked))


def _linked(source: str, target: str) -> None:
    """A second name for the same file, where the disk allows that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _shown_in(root: Path, copy: Path, built: Built) -> Built:
    """The same with every path of the copy as one of the content."""
    here, there = os.path.relpath(root), os.path.relpath(copy)
    origins = {page: path.replace(there, here, 1) for page, path in built.origins.items()}
    return replace(built, failure=built.failure.replace(there, here), origins=origins)
