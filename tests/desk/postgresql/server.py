"""A real PostgreSQL of a test's own: in a folder of its own, reached by a socket in it alone."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

_QUICK = ("fsync=off", "listen_addresses=", "max_connections=100")
"""Of a server that nobody's words depend on: no waiting for the disk, no port."""


def missing() -> str:
    """What a test with PostgreSQL lacks on this machine, "" if nothing."""
    for program in ("postgres", "initdb"):
        if not shutil.which(program):
            return f"PostgreSQL is not installed here: no {program} on the PATH"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg, the driver for PostgreSQL, is not installed here"
    if os.geteuid() == 0 and not _other_user():
        return "PostgreSQL refuses to run as root, and there is no user postgres or nobody"
    return ""


@dataclass
class Server:
    """A server that runs, and makes databases."""

    folder: Path
    _numbers: Iterator[int]

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://desk@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The address of a database with nothing in it."""
        name = f"inbox_{next(self._numbers)}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return self.url(name)


@contextmanager
def server() -> Iterator[Server]:
    """A server, stopped at the end and its folder taken away."""
    # Not pytest's folder: another user may have to enter it, and names of sockets must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = _other_user() if os.geteuid() == 0 else None
    as_user: dict[str, object] = {}
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    try:
        _make(folder, as_user)
        settings = [word for setting in _QUICK for word in ("-c", setting)]
        command = ["postgres", "-D", str(folder / "data"), "-k", str(folder), *settings]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdout=log,
                stderr=log,
                **as_user,  # type: ignore[call-overload]
            )
        try:
            running = Server(folder, count(1))
            _wait_for(running)
            yield running
        finally:
            process.send_signal(signal.SIGINT)  # ends connections, too
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, as_user: dict[str, object]) -> None:
    made = subprocess.run(
        ["initdb", "-D", str(folder / "data"), "-U", "desk", "--auth=trust", "-E", "UTF8", "-N"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **as_user,  # type: ignore[call-overload]
    )
    assert made.returncode == 0, made.stderr


def _wait_for(running: Server) -> None:
    engine = create_engine(running.url("postgres"))
    try:
        for _ in range(300):
            try:
                engine.connect().close()
            except OperationalError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((running.folder / "log").read_text("utf-8"))
    finally:
        engine.dispose()


def _other_user() -> pwd.struct_passwd | None:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known.get("nobody")
