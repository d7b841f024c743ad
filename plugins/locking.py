"""Waits for other processes by the lock of a file or folder, without holding up its own."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

_LOOK_AGAIN_S = 0.005


@contextmanager
def locked(path: Path, while_held: Callable[[], object] | None = None) -> Iterator[int]:
    """Be the only one, of all processes and all requests, that holds the lock of this path.

    ``while_held`` is called once where somebody else holds it. What comes is the descriptor of
    the lock: a program that inherits it holds the lock too, until it ends.
    """
    # To wait in the system would stop the whole process, where many requests take turns in one
    # thread: among them the one that holds the lock.
    with _opened(path) as descriptor:
        if not _takes(descriptor):
            if while_held:
                while_held()
            while not _takes(descriptor):
                sleep(_LOOK_AGAIN_S)
        yield descriptor


@contextmanager
def locked_if_free(path: Path) -> Iterator[bool]:
    """The same without waiting: whether it is held now."""
    with _opened(path) as descriptor:
        yield _takes(descriptor)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A descriptor of a folder, or of a file that is made where it is not there."""
    descriptor = os.open(path, os.O_RDONLY | (0 if path.is_dir() else os.O_CREAT), 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)  # which gives the lock back


def _takes(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
