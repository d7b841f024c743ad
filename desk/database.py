"""Opens the database so that what is committed is on disk, and keeps its tables current."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect, select
from sqlalchemy import table as lightweight_table
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import column

from plugins.locking import locked

MIGRATIONS = Path(__file__).parent / "migrations"
_BEGIN = "sqlite_begin"
_LOOK_AGAIN_S = 0.0005
"""Seconds between two looks whether another process has finished writing."""


def open_engine(url: str, lock_timeout_s: float = 5.0) -> Engine:
    """An engine for SQLite (write-ahead log, synced at every commit) or PostgreSQL."""
    # What readers wrote has no business in an error message, which ends in a log.
    if not url.startswith("sqlite"):
        return _open_postgresql(url, lock_timeout_s)
    engine = create_engine(url, connect_args={"timeout": lock_timeout_s}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", partial(_begin_sqlite, lock_timeout_s))
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only looks."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes things: it waits for its turn at the start, not in the middle."""
    with engine.connect() as connection:
        connection = connection.execution_options(**{_BEGIN: "IMMEDIATE"})
        with connection.begin():
            yield connection


def migrate(engine: Engine, lock: Path) -> None:
    """Bring the tables to their newest shape; several processes may ask for it at once."""
    if _is_current(engine):
        return
    # Here and not above: most starts have nothing to migrate, and the import takes its time.
    from alembic import command
    from alembic.config import Config as AlembicConfig

    alembic = AlembicConfig()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    with locked(lock), writing(engine) as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")


def scrub(engine: Engine) -> None:
    """Empty the write-ahead log of SQLite, which still holds what was erased.

    Readers at work may keep it from that; the next time does it then.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()  # not in a transaction, as the pragma demands
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()


def is_unavailable(error: Exception) -> bool:
    """Whether the database could not do it now: locked, its disk full, or away."""
    return isinstance(error, OperationalError)


def _is_current(engine: Engine) -> bool:
    newest = max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    version = lightweight_table("alembic_version", column("version_num"))
    with reading(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return bool(connection.scalar(select(version.c.version_num)) == newest)


def _open_postgresql(url: str, lock_timeout_s: float) -> Engine:
    options = f"-c lock_timeout={round(lock_timeout_s * 1000)}"
    engine = create_engine(
        url, connect_args={"options": options}, pool_pre_ping=True, hide_parameters=True
    )
    event.listen(engine, "handle_error", _keep_first_line)
    return engine


def _keep_first_line(context: ExceptionContext) -> None:
    """Leave out the further lines of an error of PostgreSQL, which quote the whole row."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, too late to wait for a lock in good order.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten, too


def _begin_sqlite(lock_timeout_s: float, connection: Connection) -> None:
    # The driver itself, for it takes a tenth of the time, and this is done for every request.
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    if connection.get_execution_options().get(_BEGIN) != "IMMEDIATE":
        raw.execute("BEGIN DEFERRED")
        return
    # SQLite would wait by looking ever more seldom, down to ten times a second, while others
    # who come later go first.
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        if not _begins_in_turn(raw, monotonic() + lock_timeout_s):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises the error of SQLAlchemy
    finally:
        raw.execute(f"PRAGMA busy_timeout = {round(lock_timeout_s * 1000)}")


def _begins_in_turn(raw: sqlite3.Connection, deadline: float) -> bool:
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            # The low byte: which kind of busy does not matter.
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or monotonic() > deadline:
                return False
            sleep(_LOOK_AGAIN_S)
        else:
            return True
