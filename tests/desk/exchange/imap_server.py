"""A small mail server that speaks enough IMAP (RFC 3501) to be read from, on a loopback port."""

import re
import socket
import socketserver
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Any


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode("ascii").strip():
            tag, _, command = line.partition(" ")
            self.server.said.append(command)  # type: ignore[attr-defined]
            done = self.answer(command)
            self.say(f"{tag} {done}")
            if command == "LOGOUT":
                return

    def answer(self, command: str) -> str:
        server = self.server
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif command.startswith("LOGIN"):
            wanted = f'LOGIN {server.user} "{server.password}"'  # type: ignore[attr-defined]
            return "OK done" if command == wanted else "NO [AUTHENTICATIONFAILED] wrong password"
        elif command.startswith(("EXAMINE", "SELECT")):
            if server.folder not in command:  # type: ignore[attr-defined]
                return "NO no such folder"
            self.say(f"* {len(server.mails)} EXISTS")  # type: ignore[attr-defined]
        elif command == "UID SEARCH ALL":
            numbers = range(1, len(server.mails) + 1)  # type: ignore[attr-defined]
            self.say(f"* SEARCH {' '.join(map(str, numbers))}")
        elif found := re.fullmatch(r"UID FETCH ([\d,]+) \(BODY\.PEEK\[\]\)", command):
            for number in map(int, found[1].split(",")):
                mail = server.mails[number - 1]  # type: ignore[attr-defined]
                self.say(f"* {number} FETCH (UID {number} BODY[] {{{len(mail)}}}")
                self.wfile.write(mail + b")\r\n")
        elif command not in ("CLOSE", "LOGOUT"):
            return "BAD what?"
        return "OK done"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Holds one folder of mails; ``said`` keeps what clients asked for."""

    daemon_threads = True
    user, password, folder = "ann@example.com", "open sesame", "Form replies"

    def __init__(self, mails: Sequence[bytes], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mails, self.context = mails, context
        self.said: list[str] = []

    def get_request(self) -> tuple[socket.socket, Any]:
        """A connection, encrypted from its first byte where that is wanted."""
        connection, peer = super().get_request()
        if self.context:
            connection = self.context.wrap_socket(connection, server_side=True)
        return connection, peer

    def address(self, folder: str = "Form%20replies") -> str:
        """What the owner types."""
        scheme = "imaps" if self.context else "imap"
        return f"{scheme}://ann%40example.com@127.0.0.1:{self.server_address[1]}/{folder}"


@contextmanager
def mail_server(*mails: str, context: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """A server with these mails in its folder."""
    messages = [mail.replace("\n", "\r\n").encode() for mail in mails]
    with MailServer(messages, context) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
