"""A load of requests over some connections at once, and what each was answered with.

Each request comes by a connection of its own, as web servers hand requests on unless told
otherwise. One process and one selector: a request costs it some 100 microseconds, and all are
made before the first is sent, so that on two cores the servers are measured and not this.
"""

import selectors
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

CONNECTIONS = 16
_LONGEST_WAIT = 60.0
"""Seconds without any answer after which a server counts as dead."""


@dataclass(frozen=True)
class Answer:
    """What came back for the request of this number, after how many seconds from connecting."""

    number: int
    status: int
    head: str
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """The value of a header, or ""."""
        start = f"{name.lower()}:"
        lines = self.head.split("\r\n")
        return next(
            (line[len(start) :].strip() for line in lines if line.lower().startswith(start)), ""
        )


class _Exchange:
    """One request under way. Raises ConnectionError where there will be no answer."""

    def __init__(self, port: int, number: int, request: bytes) -> None:
        self._number, self._received = number, b""
        self._begun_at = perf_counter()
        self.socket = socket.create_connection(("127.0.0.1", port), _LONGEST_WAIT)
        self.socket.sendall(request)

    def receive(self) -> Answer | None:
        """The answer, once it is whole."""
        part = self.socket.recv(65536)
        self._received += part
        head, blank, body = self._received.partition(b"\r\n\r\n")
        answer = self._answer(head.decode("latin-1"), body) if blank else None
        if answer and len(body) >= int(answer.header("Content-Length") or 0):
            return answer
        if not part:
            raise ConnectionError("The server hung up")
        return None

    def _answer(self, head: str, body: bytes) -> Answer:
        return Answer(self._number, int(head[9:12]), head, body, perf_counter() - self._begun_at)


def fire(port: int, requests: Sequence[bytes], seconds: float = _LONGEST_WAIT) -> Iterator[Answer]:
    """Send these requests, so many at a time, until there are none or so many seconds are over.

    Ends early where the server dies: what was acknowledged before has been handed out.
    """
    numbered = iter(enumerate(requests))
    end = perf_counter() + seconds
    with selectors.DefaultSelector() as selector:

        def go_on() -> None:
            """The next request, if there is to be another."""
            following = next(numbered, None) if perf_counter() < end else None
            if following is not None:
                exchange = _Exchange(port, *following)
                selector.register(exchange.socket, selectors.EVENT_READ, exchange)

        try:
            for _ in range(CONNECTIONS):
                go_on()
            while selector.get_map():
                for key, _ in selector.select(_LONGEST_WAIT):
                    answer = key.data.receive()
                    if answer is not None:
                        selector.unregister(key.data.socket)
                        key.data.socket.close()
                        yield answer
                        go_on()
        except ConnectionError:
            return
        finally:
            for key in list(selector.get_map().values()):
                key.data.socket.close()
