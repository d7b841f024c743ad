"""One publication at a time from here; who comes second is told who is at it, and waits."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from plugins.locking import locked


@contextmanager
def alone(var: Path, now: datetime, tell: Callable[[str], object]) -> Iterator[int]:
    """Hold the lock in ``var``; gives its descriptor, for programs that are to hold it too."""
    # The one above by itself, since the inbox will lie in it: parents get no mode.
    var.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    var.mkdir(mode=0o700, exist_ok=True)
    lock, holder = var / "lock", var / "holder"

    def wait() -> None:
        who = holder.read_text("utf-8") if holder.is_file() else "another process"
        tell(f"Waiting for another publication to end: {who}")

    with locked(lock, wait) as descriptor:
        holder.write_text(f"process {os.getpid()}, since {now:%H:%M:%S}", encoding="utf-8")
        try:
            yield descriptor
        finally:
            holder.unlink(missing_ok=True)
