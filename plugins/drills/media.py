"""The photo, the video and its captions: files of the site, named in the header of a drill."""

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.drills.page import Drill
from plugins.faults import Fault, header_line

_FIELDS = ("photo", "video", "video_captions")

_WRITTEN = re.compile(r"[{|](?P<what>static|attach)[|}](?P<path>.+)")


def media_faults(drill: Drill, content: Path) -> Iterator[Fault]:
    """What is wrong with the files a drill names; ``content`` is the folder they lie in."""
    for field, written in _named(drill):
        path = _path(drill, written)
        if path is None:
            message = f"{field} is “{written}”; write it like {{static}}/images/hip-hinge.jpg"
        elif not (content / path).is_file():
            message = f"{field} is “{written}”, but there is no file {path} in the content folder"
        else:
            continue
        yield Fault(drill.shown_path, header_line(Path(drill.source_path), field), message)


def media_paths(drill: Drill) -> set[str]:
    """The files that are to be copied to the output, as paths below the content folder."""
    paths = (_path(drill, written) for _, written in _named(drill))
    return {path for path in paths if path is not None}


def attach_media(drill: Drill) -> None:
    """Hang the files on a drill; Pelican must know all files of the site by now."""
    known = drill._context["static_content"]
    drill.files = {
        field: known[path]
        for field, written in _named(drill)
        if (path := _path(drill, written)) in known
    }
    for field, written in _named(drill):
        if field in drill.files and "attach" in written:
            drill.files[field].attach_to(drill)


def _named(drill: Drill) -> list[tuple[str, str]]:
    written = ((field, getattr(drill.facts, field)) for field in _FIELDS)
    return [(field, value) for field, value in written if value]


def _path(drill: Drill, written: str) -> str | None:
    """The file below the content folder, or None where it is not written as one."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    path = match["path"]
    if path.startswith("/"):
        return path.lstrip("/")
    return str(drill.get_relative_source_path(f"{drill.relative_dir}/{path}"))
