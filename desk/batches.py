"""Lets threads that want the same at the same moment have it done for all of them at once.

While one of them works, others come. They need not wait in line for a turn each: the first of
them leads, gives those who are on their way a moment to arrive, and does for all at once what has
gathered. The more there is to do, the larger a batch becomes, and the less each costs.
"""

from collections.abc import Callable, Sequence
from threading import Event, Lock
from time import sleep
from typing import Generic, TypeVar

_MOMENT_S = 0.0001
_MOST_MOMENTS = 5

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Batches(Generic[_Item, _Result]):
    """One kind of work in one process, done in batches in order of arrival.

    ``work`` returns a result, or an error, for each item. What it raises concerns all. It runs in
    the thread of one of those who wait: it must not ask which request it belongs to.
    """

    def __init__(
        self,
        work: Callable[[Sequence[_Item]], Sequence[_Result | Exception]],
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._work = work
        self._pause = pause
        self._lock = Lock()
        self._waiting: list[_Place[_Item, _Result]] = []
        self._is_led = False

    def do(self, item: _Item) -> _Result:
        """Have it done; returns what came of this item, or raises what went wrong with it."""
        place = _Place[_Item, _Result](item)
        with self._lock:
            self._waiting.append(place)
            leads, self._is_led = not self._is_led, True
        if not leads:
            place.turn.wait()
        if not place.outcome:
            self._lead()
        outcome = place.outcome[0]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def _lead(self) -> None:
        """Work for all who wait, tell them, and pass the lead on to whoever came meanwhile."""
        self._gather()
        with self._lock:
            batch, self._waiting = self._waiting, []
        for place, outcome in zip(batch, self._outcomes(batch), strict=True):
            place.outcome = [outcome]
            place.turn.set()
        with self._lock:
            self._is_led = bool(self._waiting)
            if self._is_led:
                self._waiting[0].turn.set()

    def _gather(self) -> None:
        """Let those arrive who are on their way, as long as some do."""
        arrived = 0
        for _ in range(_MOST_MOMENTS):
            if len(self._waiting) == arrived:
                return
            arrived = len(self._waiting)
            self._pause(_MOMENT_S)

    def _outcomes(
        self, batch: "list[_Place[_Item, _Result]]"
    ) -> "Sequence[_Result | BaseException]":
        try:
            return self._work([place.item for place in batch])
        except BaseException as error:
            # Even an interruption: whoever waits must not wait for ever.
            return [error] * len(batch)


class _Place(Generic[_Item, _Result]):
    """Where one thread waits."""

    def __init__(self, item: _Item) -> None:
        self.item = item
        self.turn = Event()
        self.outcome: list[_Result | BaseException] = []
