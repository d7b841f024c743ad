"""The photo, the video and its captions: files of the site, named in the header of a drill."""

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.choices import any_of
from plugins.drills.page import Drill
from plugins.faults import Fault, header_line
from plugins.files import cut, file_problem

_ENDINGS = {
    "photo": ("jpg", "jpeg", "png", "webp", "avif", "gif", "svg"),
    "video": ("mp4", "webm"),
    "video_captions": ("vtt",),
}
"""The fields that name a file, and how the names of such files may end."""

_WRITTEN = re.compile(r"[{|](?P<what>static|attach)[|}](?P<path>.+)")


def media_faults(drill: Drill, content: Path) -> Iterator[Fault]:
    """What is wrong with the files a drill names; ``content`` is the folder they lie in."""
    for field, written in _named(drill):
        if problem := _problem(drill, field, written, content):
            line = header_line(Path(drill.source_path), field)
            yield Fault(drill.shown_path, line, f"{field} is “{cut(written)}”{problem}")


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
    written = ((field, getattr(drill.facts, field)) for field in _ENDINGS)
    return [(field, value) for field, value in written if value]


def _problem(drill: Drill, field: str, written: str, content: Path) -> str:
    """How the sentence on a file goes on, "" where nothing is wrong with it."""
    path, endings = _path(drill, written), _ENDINGS[field]
    if path is None:
        return f"; write it like {{static}}/images/hip-hinge.{endings[0]}"
    if not path.lower().endswith(tuple(f".{ending}" for ending in endings)):
        return f"; name a file that ends in {any_of(f'.{ending}' for ending in endings)}"
    problem = file_problem(content, path)
    return problem and f", but {problem}"


def _path(drill: Drill, written: str) -> str | None:
    """The file below the content folder, or None where it is not written as one."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    path = match["path"]
    if path.startswith("/"):
        return path.lstrip("/")
    return str(drill.get_relative_source_path(f"{drill.relative_dir}/{path}"))
