"""Waits for other processes by the lock of a file, without holding up the rest of this one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

_LOOK_AGAIN_S = 0.005


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only one, of all processes and all requests, that holds the lock of this file."""
    # To wait in the system would stop the whole process, where many requests take turns in one
    # thread: among them the one that holds the lock.
    with path.open("w") as file:
        while not _takes(file.fileno()):
            sleep(_LOOK_AGAIN_S)
        yield


@contextmanager
def locked_if_free(path: Path) -> Iterator[bool]:
    """The same without waiting: whether it is held now."""
    with path.open("w") as file:
        yield _takes(file.fileno())


def _takes(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
