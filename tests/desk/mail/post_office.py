"""A real mail server on loopback that can be told to be in a bad mood."""

import asyncio
import email
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from desk.mail.message import Sender
from desk.services import Services
from tests.support import Clock, Site, desk_services, free_port

SENDER = Sender("Full Range", "desk@example.com", "owner@example.com")


@dataclass
class PostOffice:
    """What came in, and how it answers: a reply of SMTP, "stall" or "drop", for each command."""

    port: int
    raw: list[bytes] = field(default_factory=list)
    sessions: int = 0
    on_sender: str = ""
    on_recipient: str = ""
    on_data: str = ""
    refuse_to: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(raw, policy=MAIL_POLICY) for raw in self.raw]

    def open(self) -> None:
        """Begin to answer, on the same port every time."""
        self._controller = Controller(self, "127.0.0.1", self.port, **self.extra)
        self._controller.start()

    def close(self) -> None:
        """Answer no more, as a server that is down."""
        if self._controller:
            self._controller.stop()
        self._controller = None

    async def handle_EHLO(  # noqa: N802 (the library's name)
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._answer(server, self.on_sender)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        mood = self.refuse_to.get(address, self.on_recipient)
        if not mood:
            envelope.rcpt_tos.append(address)
        return await self._answer(server, mood)

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if not self.on_data:
            self.raw.append(envelope.content)
        return await self._answer(server, self.on_data)

    async def _answer(self, server: SMTP, mood: str) -> str:
        if mood == "stall":
            await asyncio.sleep(3600)
        if mood == "drop":
            assert server.transport is not None
            server.transport.close()
        return mood or "250 OK"


@contextmanager
def post_office(**extra: Any) -> Iterator[PostOffice]:
    """An open post office."""
    office = PostOffice(free_port(), extra=extra)
    office.open()
    try:
        yield office
    finally:
        office.close()


def demanding(context: ssl.SSLContext, user: str, password: str) -> dict[str, Any]:
    """What makes a post office take nothing without STARTTLS, user and password."""

    def authenticate(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> Any:
        known = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=data == known, handled=False)

    keys = {"tls_context": context, "require_starttls": True, "auth_required": True}
    return keys | {"authenticator": authenticate}


@contextmanager
def mute_server() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(5)
        yield int(listener.getsockname()[1])


@contextmanager
def mailing_services(site: Site, clock: Clock, office: PostOffice) -> Iterator[Services]:
    """The services of a desk that hands its mail in there."""
    mail = {"smtp_url": office.url, "mail_from": SENDER.address, "OWNER_EMAIL": SENDER.owner}
    services = desk_services(site, clock, lock_timeout_s=5, **mail)
    yield services
    services.engine.dispose()
