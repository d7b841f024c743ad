"""Files beside the pages: those the content names, and the key that the desk keeps."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def file_problem(content: Path, path: str) -> str:
    """What is wrong with a file, named by its path below ``content``; "" where nothing is.

    Links in the file system are followed, so that none leads out of the folder either.
    """
    missing = f"there is no file {cut(path)} in the content folder"
    try:
        found = (content / path).resolve()
        is_inside, is_file = found.is_relative_to(content.resolve()), found.is_file()
    except (OSError, RuntimeError, ValueError):
        # A name too long, links that go round in a circle, a null byte.
        return missing
    if not is_inside:
        return (
            "that is outside the content folder; "
            f"put the file into {content.name}/images and write {{static}}/images/{found.name}"
        )
    return "" if is_file else missing


def cut(path: str) -> str:
    """A path as a message shows it: its beginning, where it is long."""
    return path if len(path) <= 80 else f"{path[:79]}…"


def kept_secret(settings: Mapping[str, Any]) -> str:
    """The secret key that the desk of this site keeps, "" where it keeps none."""
    var = Path(os.environ.get("DESK_VAR") or Path(settings["PATH"]).parent / "var")
    file = var / "secret-key"
    return file.read_text("ascii") if file.is_file() else ""
