"""Brings a copy back into a place where nothing is yet."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.backup.archive import (
    INBOX,
    KEY,
    BackupError,
    check_database,
    comment_files,
    sqlite_file,
    unpack,
)
from desk.config import Config
from desk.database import MIGRATIONS, migrate, open_engine


@dataclass(frozen=True)
class Restored:
    """What was brought back; ``made_at`` is when the copy was made."""

    made_at: datetime
    comments: int
    with_key: bool


def restore(config: Config, archive: Path) -> Restored:
    """Bring inbox, comments and key back; a copy of an older program is brought up to date.

    Raises BackupError, with nothing changed, where the copy is not whole or something is in the
    way. The inbox comes last: until it is there, the same can be done again.
    """
    inbox = sqlite_file(config.database_url)
    config.var.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=config.var, prefix=".restore-") as name:
        folder = Path(name)  # mode 700
        made_at = unpack(archive, folder)
        _check_version(check_database(folder / INBOX))
        _refuse_to_overwrite(config, inbox, folder)
        engine = open_engine(f"sqlite:///{folder / INBOX}")
        migrate(engine, folder / "migrate.lock")
        engine.dispose()
        comments = list(comment_files(folder))
        for file, place in comments:
            _place(file, config.comments / place, 0o644)
        with_key = (folder / KEY).exists()
        if with_key:
            _place(folder / KEY, config.var / KEY, 0o600)
        _place(folder / INBOX, inbox, 0o600)
    return Restored(made_at, len(comments), with_key)


def _check_version(version: str) -> None:
    known = {path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    if version not in known:
        raise BackupError(
            f"This copy was made by a newer program (its tables are “{version}”); "
            "bring the program up to date first"
        )


def _refuse_to_overwrite(config: Config, inbox: Path, folder: Path) -> None:
    for log in (inbox, *inbox.parent.glob(f"{inbox.name}-*")):
        if log.exists():
            raise BackupError(f"{log} is there already; stop the desk and move it away first")
    pairs = [(file, config.comments / place) for file, place in comment_files(folder)]
    if (folder / KEY).exists():
        pairs.append((folder / KEY, config.var / KEY))
    for file, place in pairs:
        if place.exists() and place.read_bytes() != file.read_bytes():
            raise BackupError(
                f"{place} is there already, and is not as in the copy; move it away first"
            )


def _place(file: Path, target: Path, mode: int) -> None:
    """Put a file where it belongs, whole; one that is there is the same and stays."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.restore")
    shutil.copyfile(file, draft)
    draft.chmod(mode)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.replace(target)
