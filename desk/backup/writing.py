"""Makes a copy while the desk runs: as of one moment, checked, whole or not at all."""

import os
import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.backup.archive import (
    INBOX,
    KEY,
    BackupError,
    Writer,
    check_database,
    comment_name,
    sqlite_file,
    unpack,
)
from desk.config import Config
from plugins.locking import locked

_DRAFT = ".full-range-draft-"
_LEFT_OVER_S = 24 * 3600


@dataclass(frozen=True)
class Written:
    """A copy that was made and checked."""

    path: Path
    comments: int
    with_key: bool


def back_up(config: Config, to: Path, now: datetime, with_key: bool = False) -> Written:
    """Copy inbox and comments into one file, readable by its owner only.

    ``to`` is a folder, in which the file gets a name with the time, or the name of a new file.
    Raises BackupError or OSError; no file of that name is there then, and none is ever half.
    """
    database = sqlite_file(config.database_url)
    if not database.is_file():
        raise BackupError(f"There is no inbox at {database}")
    target = to / f"full-range-{now:%Y%m%d-%H%M%S}.tar.gz" if to.is_dir() else to
    if target.exists():
        raise BackupError(f"{target} is there already; name another file, or a folder")
    key = _key(config) if with_key else None
    _sweep(target.parent, now)
    with TemporaryDirectory(dir=target.parent, prefix=_DRAFT) as name:
        folder = Path(name)  # mode 700
        draft = folder / "draft.tar.gz"
        count = _write(config, database, draft, folder / INBOX, now, key)
        _check(draft, folder / "check")
        # Nobody else writes this name, but for a second copy within the same second.
        draft.replace(target)
    _sync(target.parent)
    return Written(target, count, with_key)


def _write(
    config: Config, database: Path, draft: Path, copy: Path, now: datetime, key: Path | None
) -> int:
    with (
        draft.open("xb") as file,
        tarfile.open(fileobj=file, mode="w:gz") as tar,
    ):
        os.fchmod(file.fileno(), 0o600)
        writer = Writer(tar)
        # No comment is filed meanwhile, so that rows and files are of one moment. Replies come in.
        with locked(config.var / "filing.lock"):
            _copy_database(database, copy)
            comments = sorted(config.comments.glob("*/*.txt"))
            for path in comments:
                writer.add(comment_name(path), path)
        check_database(copy)
        writer.add(INBOX, copy)
        if key:
            writer.add(KEY, key)
        writer.finish(now)
    _sync(draft)
    return len(comments)


def _copy_database(database: Path, copy: Path) -> None:
    address = f"{database.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(copy)) as new:
        live.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def _check(draft: Path, folder: Path) -> None:
    """Read back all that was written."""
    folder.mkdir()
    unpack(draft, folder)
    check_database(folder / INBOX)


def _key(config: Config) -> Path:
    path = config.var / KEY
    if not path.is_file() or path.read_text("ascii") != config.secret_key:
        raise BackupError("The key is in DESK_SECRET_KEY and in no file; keep it where you set it")
    return path


def _sweep(folder: Path, now: datetime) -> None:
    """Take away the drafts that a crash left, which no running copy can still be writing."""
    for left in folder.glob(f"{_DRAFT}*"):
        if left.stat().st_mtime < now.timestamp() - _LEFT_OVER_S:
            shutil.rmtree(left)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
