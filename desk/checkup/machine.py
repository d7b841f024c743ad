"""Whether the machine can keep what it is given: database, folders, room on the disk."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Engine, exists, false, func, select, update
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from desk.checkup.finding import Finding
from desk.config import Config
from desk.database import open_engine, writing
from desk.mail.standing import Standing, standing
from desk.publishing.ledger import Ledger
from desk.publishing.state import State
from desk.services import utc_now
from desk.tables import owner_settings, submissions

_LEAST_ROOM = 200 * 1024 * 1024
"""Bytes that should be free where the inbox is."""


@dataclass(frozen=True)
class Inbox:
    """How it stands with what the inbox keeps for other parts of the desk."""

    mail: Standing
    publishing: State


def look(config: Config) -> tuple[list[Finding], Inbox | None]:
    """What was found, and how it stands, as far as the inbox can be read."""
    found, inbox = _database(config)
    return [*found, *_folders(config)], inbox


def _database(config: Config) -> tuple[list[Finding], Inbox | None]:
    try:
        engine = open_engine(config.database_url, config.lock_timeout_s)
    except ModuleNotFoundError:
        message = "DATABASE_URL needs a driver that is not installed; see the README."
        return [Finding("database", "error", message)], None
    except ArgumentError:
        message = "DATABASE_URL is no address; write one like postgresql://user:password@host/name."
        return [Finding("database", "error", message)], None
    try:
        found = list(_inbox(config, engine))
        return found, Inbox(standing(engine, utc_now()), Ledger(engine, utc_now).read())
    except SQLAlchemyError as error:
        message = f"The inbox cannot be used: {error.args[0]}"
        return [Finding("database", "error", message)], None
    finally:
        engine.dispose()


def _inbox(config: Config, engine: Engine) -> Iterator[Finding]:
    has_password = select(exists().where(owner_settings.c.name == "password_hash"))
    unfiled = select(func.count()).where(submissions.c.needs_filing)
    with writing(engine) as connection:
        # Changes nothing, but is refused where nothing may be changed.
        connection.execute(update(owner_settings).where(false()).values(value=""))
        is_set, number = connection.scalar(has_password), connection.scalar(unfiled)
    yield Finding("database", "good", "It can be reached and written.")
    if not is_set and urlsplit(config.site["REPLIES_URL"]).netloc:
        yield Finding("sign-in", "note", "No password is set: “make set-password”.")
    if number:
        message = f"{number} decided, but not filed yet; “python -m desk tidy” says why."
        yield Finding("comments", "error", message)


def _folders(config: Config) -> Iterator[Finding]:
    place = config.comments
    while not place.exists():
        place = place.parent
    if not os.access(place, os.W_OK):
        message = f"{config.comments} cannot be written: approved replies stay unpublished."
        yield Finding("comments", "error", message)
    if config.output in (config.var, *config.var.parents):
        message = f"{config.var} lies in {config.output}, which is public: set DESK_VAR."
        yield Finding("folders", "error", message)
    is_open = config.var.stat().st_mode & stat.S_IXOTH
    files = [config.var / name for name in ("secret-key", "inbox.sqlite3")]
    if is_open and any(file.exists() and file.stat().st_mode & stat.S_IROTH for file in files):
        message = f"Everybody on this machine may read the inbox: “chmod 700 {config.var}”."
        yield Finding("folders", "note", message)
    free = shutil.disk_usage(config.var).free
    if free < _LEAST_ROOM:
        message = f"Only {free // 1024**2} MB are free where the inbox is."
        yield Finding("folders", "error", message)
