"""Takes letters to a mail server."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from desk.mail.carrier import DeliveryError, Posted
from desk.mail.message import Sender, compose, one_line

Security = Literal["tls", "starttls", "none"]

_CLOSING, _REFUSED = 421, 500
"""Reply codes of RFC 5321: not just now; from here on, no for good."""

EXAMPLE = "smtp://user:password@mail.example.com:587"


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. ``security`` is how the way there is kept private."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = "starttls"


def mail_server(url: str) -> MailServer:
    """Read an address like ``smtp://user:password@host:587``. Raises ValueError with a sentence.

    ``smtps://`` encrypts from the first byte, ``smtp://`` by STARTTLS, which it insists on except
    on the way to this very machine; ``?tls=yes`` and ``?tls=no`` at its end overrule that.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"DESK_SMTP_URL is no address; write one like {EXAMPLE}") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(f"DESK_SMTP_URL is no address; write one like {EXAMPLE}")
    usual_tls = "no" if _is_this_machine(parts.hostname) else "yes"
    is_bare = parse_qs(parts.query).get("tls", [usual_tls]) == ["no"]
    security: Security = "none" if is_bare else "starttls"
    if parts.scheme == "smtps":
        security = "tls"
    usual = {"tls": 465, "starttls": 587, "none": 25}[security]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port or usual, user, password, security)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass
class Smtp:
    """Carries letters over one connection, opened when it is needed.

    ``timeout_s`` is how long the server may take for one answer, in seconds.
    """

    url: str
    sender: Sender
    timeout_s: float = 30.0
    _connection: smtplib.SMTP | None = None

    def deliver(self, posted: Posted) -> None:
        """Hand a letter in. Raises DeliveryError."""
        message = compose(posted, self.sender)
        connection = self._connection or self.connect()
        to = message["To"].addresses[0].addr_spec
        try:
            connection.send_message(message, message["From"].addresses[0].addr_spec, [to])
        except smtplib.SMTPException as error:
            raise self._told(error) from error
        except (OSError, ValueError) as error:
            self._drop()
            raise DeliveryError(_words(error), "letter") from error

    def connect(self) -> smtplib.SMTP:
        """Open a connection and sign in. Raises DeliveryError."""
        try:
            server = mail_server(self.url)
        except ValueError as error:
            raise DeliveryError(str(error), "server") from None
        try:
            self._connection = self._open(server)
            if server.user:
                self._connection.login(server.user, server.password)
        except (OSError, ValueError) as error:  # an SMTPException is an OSError
            self._drop()
            place = f"{server.host}, port {server.port}"
            raise DeliveryError(f"{place}: {_words(error)}", "server") from error
        return self._connection

    def close(self) -> None:
        """Say goodbye to the server."""
        if self._connection:
            with suppress(OSError):
                self._connection.quit()
        self._drop()

    def _open(self, server: MailServer) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=self.timeout_s, context=context
            )
        connection = smtplib.SMTP(server.host, server.port, timeout=self.timeout_s)
        self._connection = connection  # so that it is closed if what follows fails
        if server.security == "starttls":
            connection.starttls(context=context)
        return connection

    def _told(self, error: smtplib.SMTPException) -> DeliveryError:
        """What the server said, and whether it may say something else another time."""
        code = _code(error)
        if not self._connection or self._connection.sock is None:
            self._drop()
        if isinstance(error, smtplib.SMTPSenderRefused) or code == _CLOSING:
            return DeliveryError(_words(error), "server")
        return DeliveryError(_words(error), "letter", is_final=code >= _REFUSED)

    def _drop(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def _code(error: smtplib.SMTPException) -> int:
    """The reply code of the server; 0 where it did not come to that."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _REFUSED  # what it does not know today it will not know tomorrow
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _words(error: Exception) -> str:
    """What happened, as one line for the owner."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"the server said: {code} {_line(said)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server said: {error.smtp_code} {_line(error.smtp_error)}"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "the server did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the server closed the connection"
    if isinstance(error, ConnectionRefusedError):
        return "no mail server answers there"
    return one_line(str(error), 300) or type(error).__name__


def _line(said: bytes | str) -> str:
    return one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said, 300)
