"""Opens the database so that what is committed is on disk, and keeps its tables current."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy import table as lightweight_table
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import column

MIGRATIONS = Path(__file__).parent / "migrations"
_BEGIN = "sqlite_begin"


def open_engine(url: str, lock_timeout_s: float = 5.0) -> Engine:
    """An engine for SQLite (write-ahead log, synced at every commit) or PostgreSQL."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": lock_timeout_s})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
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
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with writing(engine) as connection:
            alembic.attributes["connection"] = connection
            command.upgrade(alembic, "head")


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


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, too late to wait for a lock in good order.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_BEGIN, "DEFERRED")
    connection.execute(text(f"BEGIN {mode}"))
