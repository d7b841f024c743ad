"""The preview's server: a thread for every connection, and none cut off when it stops."""

from threading import Condition
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PATIENCE_S = 2.0
"""Seconds that open connections have to end: a browser opens some that it never uses."""


class _Handler(WSGIRequestHandler):
    """Answers one request a connection, and says nothing in the terminal.

    A connection kept for the next request would be cut when the server begins anew, maybe just
    as that request is under way. The terminal is for what the owner has to know.
    """

    protocol_version = "HTTP/1.0"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class PreviewServer(ThreadedWSGIServer):
    """Werkzeug's server, on a socket that another has opened.

    Threads are what a preview needs: each open page holds one to hear of changes. It listens on
    loopback only; a public desk runs gunicorn.
    """

    def __init__(self, host: str, port: int, app: "WSGIApplication", handle: int) -> None:
        super().__init__(host, port, app, handler=_Handler, fd=handle)
        self._open = 0
        self._ended = Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count a connection from its acceptance, before its thread has read a byte."""
        with self._ended:
            self._open += 1
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer it, and count it out."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._ended:
                self._open -= 1
                self._ended.notify_all()

    def finish(self) -> bool:
        """Wait until what was accepted is answered; whether all of it was, in ``PATIENCE_S``."""
        with self._ended:
            return self._ended.wait_for(lambda: not self._open, PATIENCE_S)
