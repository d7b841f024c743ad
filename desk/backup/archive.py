"""The copy is one compressed tar: the inbox, the comment files, perhaps the key, and a list.

The list, ``about.json``, stands last and names every file with its SHA-256, so that a copy that
is cut short or damaged is known before anything is done with it.
"""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from sqlalchemy import make_url

from plugins.comments.model import NAME

INBOX = "inbox.sqlite3"
KEY = "secret-key"
_ABOUT = "about.json"
_COMMENTS = "comments"
_PIECE = 1 << 20


class BackupError(Exception):
    """A copy cannot be made or used; the message says why and what to do."""


@dataclass
class Writer:
    """Puts files into a tar and remembers what they are."""

    tar: tarfile.TarFile
    hashes: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Put one file in."""
        with path.open("rb") as file:
            self.hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            self._put(name, os.fstat(file.fileno()).st_size, file)

    def finish(self, made_at: datetime) -> None:
        """Put the list in, last."""
        about = {"format": 1, "made_at": made_at.isoformat(), "files": self.hashes}
        text = json.dumps(about, indent=1).encode()
        self._put(_ABOUT, len(text), io.BytesIO(text))

    def _put(self, name: str, size: int, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, content)


def unpack(archive: Path, folder: Path) -> datetime:
    """Put all files of a copy into a folder and check them; returns when the copy was made.

    Raises BackupError for anything but a whole copy: no file is put outside the folder.
    """
    hashes: dict[str, str] = {}
    try:
        with tarfile.open(archive, "r:*") as tar:
            for member in tar:
                hashes[member.name] = _unpack(tar, member, folder)
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        hashes.pop(_ABOUT)
        if about["format"] != 1 or about["files"] != hashes or INBOX not in hashes:
            raise ValueError("what is in it is not what its list names")
        return datetime.fromisoformat(about["made_at"])
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError) as error:
        raise BackupError(f"{archive} is no whole copy: {error}") from None


def comment_name(path: Path) -> str:
    """The name of a comment file within a copy."""
    return f"{_COMMENTS}/{path.parent.name}/{path.name}"


def comment_files(unpacked: Path) -> Iterator[tuple[Path, Path]]:
    """The comment files of an unpacked copy, each with its path below the folder of comments."""
    for file in sorted((unpacked / _COMMENTS).glob("*/*.txt")):
        yield file, file.relative_to(unpacked / _COMMENTS)


def sqlite_file(database_url: str) -> Path:
    """Where the inbox lies. Raises BackupError where it is not in SQLite."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError(
            "This inbox is in PostgreSQL: copy it with pg_dump and give it back with pg_restore. "
            "The comment files are in git, or in any copy of content/"
        )
    return Path(url.database)


def check_database(path: Path) -> str:
    """Whether a database is whole; returns the name of its newest migration."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            (answer,) = database.execute("PRAGMA integrity_check").fetchone()
            if answer != "ok":
                raise BackupError(f"The inbox in it is damaged: {answer}")
            (version,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(version)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The inbox in it is damaged: {error}") from None


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    content = tar.extractfile(member) if member.isreg() and _is_known(member.name) else None
    if content is None:
        raise ValueError(f"“{member.name}” does not belong into it")
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _is_known(name: str) -> bool:
    """Only names that this program gives: none leads out of a folder."""
    if name in (INBOX, KEY, _ABOUT):
        return True
    parts = PurePosixPath(name).parts
    return (
        len(parts) == 3
        and parts[0] == _COMMENTS
        and NAME.fullmatch(parts[1]) is not None
        and parts[2].endswith(".txt")
        and NAME.fullmatch(parts[2].removesuffix(".txt")) is not None
    )
