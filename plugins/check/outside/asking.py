"""Asks an address of another site whether it is still there, and never one of a private network."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

_MOST_MOVES = 6
_MOVED_FOR_GOOD = (301, 308)
_MOVED = (*_MOVED_FOR_GOOD, 302, 303, 307)
_GONE = (404, 410)


class PrivateAddressError(OSError):
    """The name leads to this machine or a private network, which readers cannot reach."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the Internet."""
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


@dataclass(frozen=True)
class Asker:
    """How to ask: ``agent`` says who does, ``timeout_s`` is for each wait.

    ``may_ask`` judges the IP address itself, once it is known, so that no name can lead astray.
    """

    agent: str
    timeout_s: float = 8.0
    may_ask: Callable[[str], bool] = is_public

    def problem(self, url: str) -> str:
        """What to say of an address, "" of one that answers. Asks at most twice a place."""
        try:
            return self._follow(url)
        except PrivateAddressError:
            return "leads into a private network, where no reader can follow; take the link out"
        except ssl.SSLCertVerificationError as error:
            return (
                f"has a certificate that browsers refuse ({error.verify_message}); "
                "tell its owner, or take the link out"
            )
        except TimeoutError:
            return f"did not answer within {self.timeout_s:g} seconds; try again another day"
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            return f"cannot be reached ({reason}); mend the address, or take the link out"

    def _follow(self, url: str) -> str:
        place, moved_to = url, ""
        is_for_good = True
        for _ in range(_MOST_MOVES):
            status, location = self._status(place)
            if status not in _MOVED or not location:
                return _judged(status, moved_to)
            place = urljoin(place, location)
            is_for_good = is_for_good and status in _MOVED_FOR_GOOD
            moved_to = place if is_for_good else moved_to
        return "leads from one address to the next without end; take the link out"

    def _status(self, url: str) -> tuple[int, str]:
        status, location = self._ask("HEAD", url)
        # Many servers know no HEAD, and say so in many ways.
        return self._ask("GET", url) if status >= 400 else (status, location)

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"it leads to {url[:80]}")
        connect = _Https if parts.scheme == "https" else _Http
        connection = connect(parts.hostname, parts.port, timeout=self.timeout_s)
        connection.may_ask = self.may_ask
        try:
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            quoted = "".join(it if "!" <= it <= "~" else _percent(it) for it in path)
            headers = {"User-Agent": self.agent, "Accept": "*/*"}
            connection.request(method, quoted, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or ""
        finally:
            connection.close()


class _Http(HTTPConnection):
    may_ask: Callable[[str], bool]

    def connect(self) -> None:
        """Called by the library; connects to the very address that was judged."""
        self.sock = _socket(self.host, self.port, self.timeout, self.may_ask)


class _Https(HTTPSConnection):
    may_ask: Callable[[str], bool]

    def connect(self) -> None:
        """Called by the library."""
        plain = _socket(self.host, self.port, self.timeout, self.may_ask)
        context = ssl.create_default_context()
        try:
            self.sock = context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise


def _socket(
    host: str, port: int, timeout: float | None, may_ask: Callable[[str], bool]
) -> socket.socket:
    found = [str(it[4][0]) for it in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    public = [address for address in found if may_ask(address)]
    if not public:
        raise PrivateAddressError(host)
    failure = OSError(host)
    for address in public[:2]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            failure = error
    raise failure


def _judged(status: int, moved_to: str) -> str:
    if status in _GONE:
        return f"is gone (the server answers {status}); link to something else"
    if status >= 500:
        return f"does not work at present (the server answers {status}); try again another day"
    # Others that refuse, such as 403, often refuse programs alone.
    return f"has moved for good; write {moved_to}" if moved_to and status < 400 else ""


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
