"""Before ``make clean``: carries an inbox that holds what is nowhere else out of harm's way.

Readers were told that their replies are stored, that they will hear of answers, and that their
links work. Runs without the virtual environment, so it uses the standard library alone.
"""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

_AWAITED = {
    "submissions": "status = 'pending'",
    "subscriptions": "confirmed_at IS NOT NULL",
    "letters": "state <> 'sent'",
}
"""What somebody still waits for, by table."""


def keep_inbox(inbox: Path, shelf: Path, now: datetime) -> Path | None:
    """Copy inbox and key into a folder on the shelf if anything is awaited; returns the folder."""
    if not inbox.is_file() or not _is_awaited(inbox):
        return None
    folder = shelf / f"{now:%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, mode=0o700)
    _copy(inbox, folder / inbox.name)
    key = inbox.with_name("secret-key")
    if key.is_file():
        shutil.copyfile(key, folder / key.name)
    for file in folder.iterdir():
        file.chmod(0o600)
    return folder


def _is_awaited(inbox: Path) -> bool:
    try:
        with closing(sqlite3.connect(inbox)) as connection:
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = {name for (name,) in connection.execute(query)} & set(_AWAITED)
            return not tables or any(
                connection.execute(f"SELECT 1 FROM {table} WHERE {_AWAITED[table]}").fetchone()
                for table in sorted(tables)
            )
    except sqlite3.DatabaseError:
        return True  # it cannot be read, so it is not for us to throw away


def _copy(inbox: Path, target: Path) -> None:
    """As of one moment, even while a desk still runs; as it lies there if it cannot be read."""
    try:
        with closing(sqlite3.connect(inbox)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
    except sqlite3.DatabaseError:
        shutil.copyfile(inbox, target)
        for log in inbox.parent.glob(f"{inbox.name}-*"):
            shutil.copyfile(log, target.with_name(log.name))


if __name__ == "__main__":
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    place = keep_inbox(Path("var/inbox.sqlite3"), state / "full-range", datetime.now())
    if place:
        sys.stdout.write(
            f"Replies, readers or letters still waited, so inbox and key were kept in {place}\n"
            f"To go on with them: mkdir -p var && cp {place}/* var/\n"
        )
