"""How the owner proves to be the owner: a password, a link that works once, or a PIN."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from desk.database import reading, writing
from desk.tables import owner_settings, sign_in_failures, sign_in_links

SHORTEST_PASSWORD = 12
SHORTEST_PIN = 6
LINK_LASTS = timedelta(hours=12)
_WINDOW = timedelta(minutes=15)
_MOST_FAILURES = 5
_MOST_FAILURES_OF_ALL = 50


class ThrottledError(Exception):
    """Too many wrong passwords or PINs; no more are looked at for a while."""


@dataclass(frozen=True)
class Credentials:
    """Passwords, links and failed attempts, all in the database, so that every process counts."""

    engine: Engine
    clock: Callable[[], datetime]
    secret_key: str

    def set_password(self, password: str) -> None:
        """Set the password and end every session. Raises ValueError for a short one."""
        if len(password) < SHORTEST_PASSWORD:
            raise ValueError(f"Choose at least {SHORTEST_PASSWORD} characters")
        with writing(self.engine) as connection:
            _put(connection, "password_hash", PasswordHasher().hash(password))
            _put(connection, "session_epoch", secrets.token_hex(8))

    def set_pin(self, pin: str) -> None:
        """Set the PIN for links in mails. Raises ValueError for one that is soon guessed."""
        if not (pin.isascii() and pin.isdigit() and len(pin) >= SHORTEST_PIN):
            raise ValueError(f"Choose at least {SHORTEST_PIN} digits")
        if len(set(pin)) < 3 or any(pin in row for row in ("0123456789" * 2, "9876543210" * 2)):
            raise ValueError("Choose digits that are not the first that come to mind")
        with writing(self.engine) as connection:
            _put(connection, "pin_hash", PasswordHasher().hash(pin))

    def has_pin(self) -> bool:
        """Whether a PIN was ever set."""
        return bool(self._setting("pin_hash"))

    def has_password(self) -> bool:
        """Whether a password was ever set."""
        return bool(self._setting("password_hash"))

    def session_epoch(self) -> str:
        """A mark that sessions carry; those with another one have ended."""
        return self._setting("session_epoch")

    def check_password(self, password: str, address: str) -> bool:
        """Whether this is the password. Raises ThrottledError after too many wrong ones.

        ``address`` is kept for a quarter of an hour, as a keyed hash.
        """
        return self._check("password_hash", password, address)

    def check_pin(self, pin: str, address: str) -> bool:
        """Whether this is the PIN: the same, and wrong ones count together with passwords."""
        return self._check("pin_hash", pin, address)

    def new_link_token(self) -> str:
        """A token for one sign-in within twelve hours; only its hash is stored."""
        token = secrets.token_urlsafe(32)
        with writing(self.engine) as connection:
            old = sign_in_links.c.expires_at < self.clock()
            connection.execute(delete(sign_in_links).where(old))
            row = {"token_hash": _hash(token), "expires_at": self.clock() + LINK_LASTS}
            connection.execute(insert(sign_in_links).values(row))
        return token

    def knows_link(self, token: str) -> bool:
        """Whether a token would still sign in; asking uses nothing up."""
        with reading(self.engine) as connection:
            query = select(sign_in_links.c.expires_at).where(self._live(token))
            return connection.scalar(query) is not None

    def use_link(self, token: str) -> bool:
        """Sign in with a token: true once, for whoever is first."""
        with writing(self.engine) as connection:
            used = connection.execute(delete(sign_in_links).where(self._live(token)))
            return used.rowcount == 1

    def expire(self) -> None:
        """Erase the traces of wrong passwords, and the links, whose time is over."""
        with writing(self.engine) as connection:
            _forget_failures(connection, self.clock())
            old = sign_in_links.c.expires_at < self.clock()
            connection.execute(delete(sign_in_links).where(old))

    def _check(self, setting: str, secret: str, address: str) -> bool:
        source = hmac.new(self.secret_key.encode(), address.encode(), hashlib.sha256).hexdigest()
        self._throttle(source)
        try:
            PasswordHasher().verify(self._setting(setting), secret)
        except (VerifyMismatchError, InvalidHashError):
            with writing(self.engine) as connection:
                row = {"source": source, "failed_at": self.clock()}
                connection.execute(insert(sign_in_failures).values(row))
            return False
        with writing(self.engine) as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.source == source))
        return True

    def _live(self, token: str) -> ColumnElement[bool]:
        links = sign_in_links.c
        return (links.token_hash == _hash(token)) & (links.expires_at > self.clock())

    def _throttle(self, source: str) -> None:
        failures = sign_in_failures.c
        with writing(self.engine) as connection:
            _forget_failures(connection, self.clock())
            mine = connection.scalar(select(func.count()).where(failures.source == source)) or 0
            every = connection.scalar(select(func.count()).select_from(sign_in_failures)) or 0
        if mine >= _MOST_FAILURES or every >= _MOST_FAILURES_OF_ALL:
            raise ThrottledError

    def _setting(self, name: str) -> str:
        query = select(owner_settings.c.value).where(owner_settings.c.name == name)
        with reading(self.engine) as connection:
            return connection.scalar(query) or ""


def _forget_failures(connection: Connection, now: datetime) -> None:
    old = sign_in_failures.c.failed_at < now - _WINDOW
    connection.execute(delete(sign_in_failures).where(old))


def _put(connection: Connection, name: str, value: str) -> None:
    changed = connection.execute(
        update(owner_settings).where(owner_settings.c.name == name).values(value=value)
    )
    if not changed.rowcount:
        connection.execute(insert(owner_settings).values(name=name, value=value))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
