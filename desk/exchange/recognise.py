"""Tells the format of a file by what is in it, whatever its name, and reads it."""

import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import IO

from desk.exchange.container import opened
from desk.exchange.formats import commento, disqus, files, isso, mail, own, table, wxr
from desk.exchange.records import ExchangeError, Export, Notes
from desk.exchange.text import decoded, is_table, parsed_json
from desk.exchange.xml import Records

_HEAD = 1 << 12
_MAIL = re.compile(
    rb"(?i)(?:return-path|received|delivered-to|from|mime-version|date|subject|message-id"
    rb"|x-[\w-]+): "
)
_KNOWN = (
    "Known are exports of WordPress, Disqus, Isso, Commento and Comentario, of this program, "
    "tables (CSV), lists (JSON) and mails"
)


def read(path: Path, zone: tzinfo) -> Export:
    """The replies of a file or folder.

    ``zone`` is that of dates without one. Raises ExchangeError for what cannot be read, with a
    sentence that names the place.
    """
    if path.is_dir():
        return mail.read_maildir(path) if (path / "cur").is_dir() else files.read(path)
    with opened(path) as stream:
        head = stream.read(_HEAD)
        stream.seek(0)
        if not head.strip():
            raise ExchangeError("the file is empty")
        return _reader(path, head, zone)(stream)


def _reader(path: Path, head: bytes, zone: tzinfo) -> Callable[[IO[bytes]], Export]:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"SQLite format 3\0"):
        return lambda stream: _from_disk(path, stream, isso.read_database)
    if head.startswith(b"From "):
        return lambda stream: _from_disk(path, stream, mail.read_mbox)
    if start[:1] in (b"{", b"["):
        return lambda stream: _json(stream, zone)
    if _MAIL.match(head):
        return lambda stream: mail.read_mails([stream.read()], "Mail")
    if b"<" in head[:256] and (b"<?xml" in head or b"<rss" in head or b"<disqus" in head):
        return lambda stream: _xml(stream, zone)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ExchangeError(f"this is no export that is known. {_KNOWN}")
    return lambda stream: _csv(stream, zone)


def _xml(stream: IO[bytes], zone: tzinfo) -> Export:
    root = Records(stream, 0, Notes()).root_name()
    stream.seek(0)
    if root == "disqus":
        return disqus.read(stream)
    if root == "rss":
        return wxr.read(stream, zone)
    raise ExchangeError(f"line 1: this is XML of the kind “{root}”. {_KNOWN}")


def _json(stream: IO[bytes], zone: tzinfo) -> Export:
    notes = Notes()
    data = parsed_json(decoded(stream, notes))
    if own.is_export(data):
        return own.read(data)
    if commento.is_export(data):
        return commento.read(data)
    if isso.is_threads(data):
        return isso.read_json(data)
    return table.read_json(data, zone, notes)


def _csv(stream: IO[bytes], zone: tzinfo) -> Export:
    notes = Notes()
    text = decoded(stream, notes)
    if not is_table(text):
        raise ExchangeError(f"line 1: this is no export that is known. {_KNOWN}")
    return table.read_csv(text, zone, notes)


def _from_disk(path: Path, stream: IO[bytes], reader: Callable[[Path], Export]) -> Export:
    """Read what cannot be read from a stream: the file itself, or a copy of what was packed."""
    if getattr(stream, "name", None) == str(path):
        return reader(path)
    with tempfile.NamedTemporaryFile(prefix="import-") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        return reader(Path(copy.name))
