"""Everything that is here, for whoever wants to leave: JSON, WXR, or the comment files."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TextIO, get_args

from desk.exchange import wxr_writer
from desk.exchange.formats import own
from desk.exchange.leaving import Leaving, LeavingPage, leaving_pages
from desk.exchange.records import ExchangeError
from desk.services import Services

Format = Literal["json", "wxr", "files"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export_replies(services: Services, to: Path, format: Format, *, private: bool) -> int:
    """Write the export to a new file or folder; returns the number of comments in it.

    Without ``private``, it holds what is published, and of that what everybody can read.
    Raises ExchangeError where something is there already, or cannot be written.
    """
    if format == "files" and private:
        raise ExchangeError("comment files have no place for private facts; choose json or wxr")
    try:
        if format == "files":
            return _copy_files(services.config.comments, to)
        pages = leaving_pages(services, private=private)
        with _new_file(to) as file:
            if format == "json":
                _write_json(file, pages)
            else:
                wxr_writer.write(file, pages, services.config.site)
    except FileExistsError:
        raise ExchangeError(f"{to} is there already; choose another name") from None
    except OSError as error:
        raise ExchangeError(f"{to} cannot be written: {error.strerror or error}") from None
    return sum(len(page.comments) for page in pages)


def _write_json(file: TextIO, pages: Iterable[LeavingPage]) -> None:
    data = {
        "format": own.FORMAT,
        "version": own.VERSION,
        "pages": [
            {
                "id": page.id,
                "title": page.title,
                "url": page.url,
                "comments": [_as_json(leaving) for leaving in page.comments],
            }
            for page in pages
        ],
    }
    json.dump(data, file, ensure_ascii=False, indent=1)
    file.write("\n")


def _as_json(leaving: Leaving) -> dict[str, Any]:
    comment = leaving.comment
    public = {
        "id": comment.id,
        "author": comment.author,
        "date": comment.date.isoformat(),
        "body": comment.body,
        "url": comment.url,
        "in_reply_to": comment.in_reply_to,
        "by_owner": comment.by_owner,
    }
    private = leaving.private
    return public | ({"email": private.email, "status": private.status} if private else {})


def _copy_files(folder: Path, to: Path) -> int:
    """The folder of comments as it is, without what is half-written."""
    if not folder.is_dir():
        to.mkdir()
        return 0
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns(".*"))
    return sum(1 for _ in to.glob("*/*.txt"))


@contextmanager
def _new_file(to: Path) -> Iterator[TextIO]:
    """A file that is there whole or not at all, readable by its owner only."""
    if to.exists():
        raise FileExistsError(to)
    handle, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        # A link and not a rename: it does not overwrite.
        to.hardlink_to(draft)
    finally:
        Path(draft).unlink(missing_ok=True)
