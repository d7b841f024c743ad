"""Shares one commit, and so one wait for the disk, between all who write at the same moment.

While one transaction is written to disk, others wait. They need not wait in line for a disk each:
the first of them leads, and stores what all of them bring in a single transaction of its own.
Each is answered after that commit and not before, so an answer means as much as if it were alone.
"""

from collections.abc import Callable
from threading import Event, Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from desk.database import writing

_T = TypeVar("_T")


class GroupCommit:
    """Writes for many threads of one process; other processes take turns with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._waiting: list[_Work[Any]] = []
        self._is_led = False

    def write(self, do: Callable[[Connection], _T]) -> _T:
        """Do it in a transaction and return its result once that is on disk; in order of arrival.

        What ``do`` raises is raised here, its rows are gone, and nobody else's are. What the
        database refuses to all of them (it is locked, or the disk is full) is raised to all.
        ``do`` may run in another thread: it must not ask which request it belongs to.
        """
        work = _Work(do)
        with self._lock:
            self._waiting.append(work)
            leads, self._is_led = not self._is_led, True
        if not leads:
            work.turn.wait()
        if not work.is_over:
            self._lead()
        return work.outcome()

    def _lead(self) -> None:
        """Store what waits, tell everyone, and pass the lead on to whoever came meanwhile."""
        with self._lock:
            group, self._waiting = self._waiting, []
        try:
            self._store(group)
        finally:
            for work in group:
                work.is_over = True
                work.turn.set()
            with self._lock:
                self._is_led = bool(self._waiting)
                if self._is_led:
                    self._waiting[0].turn.set()

    def _store(self, group: "list[_Work[Any]]") -> None:
        try:
            with writing(self._engine) as connection:
                for work in group:
                    work.run(connection)
        except BaseException as error:
            # Even one that failed by itself: what it knew of the others is not true any more.
            for work in group:
                work.error = error


class _Work(Generic[_T]):
    """What one thread brings, and what becomes of it."""

    def __init__(self, do: Callable[[Connection], _T]) -> None:
        self._do = do
        self._results: list[_T] = []
        self.turn = Event()
        self.is_over = False
        self.error: BaseException | None = None

    def run(self, connection: Connection) -> None:
        """Do it between two savepoints. Raises what concerns the whole transaction."""
        try:
            with connection.begin_nested():
                self._results.append(self._do(connection))
        except OperationalError:
            raise  # SQLite may have taken the whole transaction back already
        except Exception as error:
            self.error = error

    def outcome(self) -> _T:
        """The result, or the error."""
        if self.error is not None:
            raise self.error
        return self._results[0]
