"""Mails that still lie on a mail server: a folder is read over IMAP, and nothing in it changes."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import SplitResult, unquote, urlsplit

from desk.exchange.formats import mail
from desk.exchange.records import ExchangeError, Export

_ADDRESS = re.compile(r"(?i)imaps?://")
_TIMEOUT_S = 30
_AT_ONCE = 50
_NEAR = ("127.0.0.1", "::1", "localhost")


def is_address(text: str) -> bool:
    """Whether this names a folder on a mail server: ``imaps://user@host/folder``."""
    return _ADDRESS.match(text) is not None


def read(address: str, password: str) -> Export:
    """The mails of a folder, ``INBOX`` where none is named; a ``@`` in the user is ``%40``.

    ``imap://`` insists on STARTTLS, but on this machine. Raises ExchangeError with what the server
    said.
    """
    parts = _parts(address)
    try:
        with _connected(parts) as server:
            server.login(unquote(parts.username or ""), password)
            return mail.read_mails(
                list(_mails(server, unquote(parts.path).strip("/"))), "Mails (IMAP)"
            )
    except UnicodeError:
        raise ExchangeError("user, password and folder can have plain letters only") from None
    except imaplib.IMAP4.error as error:
        raise ExchangeError(f"the mail server says: {_words(error)}") from None
    except OSError as error:
        raise ExchangeError(f"{parts.hostname} cannot be reached: {error}") from None


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.username and parts.hostname) and parts.port != 0
    except ValueError:  # the port is no number
        is_whole = False
    if not is_whole:
        raise ExchangeError("write it like imaps://ann%40example.com@imap.example.com/INBOX")
    if parts.password:
        raise ExchangeError("leave the password out: you are asked for it")
    return parts


def _connected(parts: SplitResult) -> imaplib.IMAP4:
    host, context = parts.hostname or "", ssl.create_default_context()
    if parts.scheme.casefold() == "imaps":
        return imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=_TIMEOUT_S)
    server = imaplib.IMAP4(host, parts.port or 143, timeout=_TIMEOUT_S)
    if host not in _NEAR:
        server.starttls(context)
    return server


def _mails(server: imaplib.IMAP4, folder: str) -> Iterator[bytes]:
    name = (folder or "INBOX").replace("\\", "\\\\").replace('"', '\\"')
    status, said = server.select(f'"{name}"', readonly=True)
    if status != "OK":
        raise ExchangeError(f"the folder “{folder or 'INBOX'}” cannot be opened: {_words(said[0])}")
    _status, found = server.uid("SEARCH", "ALL")
    numbers = (found[0] or b"").decode("ascii").split()
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = ",".join(numbers[start : start + _AT_ONCE])
        # Without PEEK, they would be marked as read.
        _status, answers = server.uid("FETCH", wanted, "(BODY.PEEK[])")
        yield from (answer[1] for answer in answers if isinstance(answer, tuple))
    with suppress(imaplib.IMAP4.error):
        server.close()


def _words(said: object) -> str:
    """What a server said, which may stand in an error as bytes."""
    first = said.args[0] if isinstance(said, Exception) and said.args else said
    text = first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
    return " ".join(text.split())[:200]
