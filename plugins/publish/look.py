"""Fetches what has just been published, as a reader would, and compares it with what was sent."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from plugins.publish.changes import Changes, is_page

_AT_MOST = 100
"""Files that are fetched, spread over all that changed."""
_TIMEOUT_S = 20
_LOOK_AGAIN_S = 2.0
_GONE = (404, 410)


@dataclass(frozen=True)
class Looked:
    """How many files were fetched; and what differs, a sentence for each."""

    fetched: int
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Looker:
    """Looks at a site at ``address``; hosts that take their time have ``patience_s`` for it."""

    address: str
    patience_s: float
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def look(self, site: Path, changes: Changes) -> Looked:
        """Compare what was sent, and see that what was deleted is gone."""
        there = [path for path in changes.sent if _is_seen(path) and (site / path).is_file()]
        sent, gone = _spread(there), _spread(path for path in changes.gone if is_page(path))
        ahead = {path: _digest((site / path).read_bytes()) for path in sent} | dict.fromkeys(
            gone, ""
        )
        until = self.clock() + self.patience_s
        wrong = self._wrong(ahead)
        while wrong and self.clock() < until:
            self.sleep(_LOOK_AGAIN_S)
            wrong = self._wrong({path: ahead[path] for path in wrong})
        return Looked(len(ahead), tuple(wrong.values()))

    def _wrong(self, ahead: dict[str, str]) -> dict[str, str]:
        """What is wrong with each of these paths; "" for a digest means that it should be gone."""
        with ThreadPoolExecutor(8) as pool:
            said = pool.map(self._problem, ahead.keys(), ahead.values())
            return {path: problem for path, problem in zip(ahead, said, strict=True) if problem}

    def _problem(self, path: str, digest: str) -> str:
        address = f"{self.address.rstrip('/')}/{quote(path.removesuffix('index.html'))}"
        # No cache on the way may answer in place of the host.
        request = Request(
            address, headers={"Cache-Control": "no-cache", "User-Agent": "full-range"}
        )
        try:
            with urlopen(request, timeout=_TIMEOUT_S) as answer:
                is_same = _digest(answer.read()) == digest
        except HTTPError as error:
            is_same = error.code in _GONE and not digest
            return "" if is_same else f"{address} answers {error.code} {error.reason}"
        except (URLError, OSError, HTTPException) as error:
            return f"{address} cannot be fetched: {getattr(error, 'reason', error)}"
        if not digest:
            return f"{address} is still there"
        return "" if is_same else f"{address} has something else than what was sent"


def _is_seen(path: str) -> bool:
    """Whether a host hands this file out as it is: no copies, no notes to the host itself."""
    is_note = path.rpartition("/")[2].startswith((".", "_")) or path == "CNAME"
    # Some answer 404 there, too, and rightly so.
    return not is_note and path != "404.html" and not path.endswith(".gz")


def _spread(paths: Iterable[str]) -> list[str]:
    """Pages first of all; where there are many, some of everywhere."""
    chosen = sorted(paths, key=lambda path: (not is_page(path), path))
    step = -(-len(chosen) // _AT_MOST) or 1
    return chosen[::step]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
