"""Before ``make clean``: carries an inbox in which replies still wait out of harm's way.

Readers were told that their replies are stored, and these are nowhere else. Runs without the
virtual environment, so it uses the standard library alone.
"""

import os
import shutil
import sqlite3
import sys
from datetime import datetime
from pathlib import Path


def keep_inbox(inbox: Path, shelf: Path, now: datetime) -> Path | None:
    """Copy the inbox to ``shelf`` if replies wait in it; returns where it is then."""
    waiting = _waiting(inbox)
    if not waiting:
        return None
    kept = shelf / f"inbox-{now:%Y%m%d-%H%M%S}.sqlite3"
    shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy(inbox, kept)
    for log in inbox.parent.glob(f"{inbox.name}-*"):  # what SQLite has not folded in yet
        shutil.copy(log, kept.with_name(kept.name + log.name.removeprefix(inbox.name)))
    kept.chmod(0o600)
    return kept


def _waiting(inbox: Path) -> int:
    if not inbox.is_file():
        return 0
    try:
        with sqlite3.connect(inbox) as connection:
            query = "SELECT count(*) FROM submissions WHERE status = 'pending'"
            return int(connection.execute(query).fetchone()[0])
    except sqlite3.DatabaseError:
        return 1  # it cannot be read, so it is not for us to throw away


if __name__ == "__main__":
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    place = keep_inbox(Path("var/inbox.sqlite3"), state / "full-range", datetime.now())
    if place:
        sys.stdout.write(
            f"Replies still waited to be read, so the inbox was kept as {place}\n"
            "To go on with it: mkdir -p var && cp THAT_FILE var/inbox.sqlite3\n"
        )
