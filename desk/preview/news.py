"""Tells open pages that something has changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

HEARTBEAT_S = 10.0
"""Seconds between signs of life; a page that has gone is noticed by the next one."""


@dataclass
class News:
    """The state of the preview, and a way to wait for the next.

    ``faults`` stopped the last build; ``advice`` is what a check of the content finds.

    ``version`` grows with every good build. ``run`` differs for every start of the server, so
    that a page which slept through a restart knows.
    """

    run: str
    version: int = 0
    faults: str = ""
    advice: tuple[str, ...] = ()
    _changed: Condition = field(default_factory=Condition)
    _edition: int = 0
    _is_closed: bool = False

    def built(self, faults: str) -> None:
        """Spread the result of a build."""
        with self._changed:
            self.faults = faults
            self.version += 0 if faults else 1
            self._spread()

    def advised(self, advice: tuple[str, ...]) -> None:
        """Spread what a check found."""
        with self._changed:
            self.advice = advice
            self._spread()

    def close(self) -> None:
        """End all streams; the pages ask again by themselves."""
        with self._changed:
            self._is_closed = True
            self._spread()

    def stream(self) -> Iterator[str]:
        """Server-sent events: the state now, then every change of it."""
        yield "retry: 300\n\n"
        seen = -1
        while not self._is_closed:
            with self._changed:
                is_new = self._wait_for_other_than(seen)
                seen = self._edition
                state = json.dumps(self._state())
            yield f"data: {state}\n\n" if is_new else ": still here\n\n"

    def _state(self) -> dict[str, Any]:
        version = f"{self.run}.{self.version}"
        return {"version": version, "faults": self.faults, "advice": self.advice}

    def _spread(self) -> None:
        self._edition += 1
        self._changed.notify_all()

    def _wait_for_other_than(self, seen: int) -> bool:
        return self._changed.wait_for(lambda: self._edition != seen, HEARTBEAT_S)
