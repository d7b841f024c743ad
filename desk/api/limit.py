"""How often a program may ask; counted in memory, so by each process for itself."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

_WINDOW = timedelta(minutes=1)
_MOST_CALLERS = 1000


@dataclass
class Limit:
    """At most so many requests a minute of each caller; callers of long ago are forgotten."""

    clock: Callable[[], datetime]
    most: int
    _lock: Lock = field(default_factory=Lock)
    _asked: OrderedDict[str, deque[datetime]] = field(default_factory=OrderedDict)

    def wait(self, caller: str) -> timedelta | None:
        """Count a request; how long to wait where it is one too many, else None."""
        now = self.clock()
        with self._lock:
            times = self._asked.setdefault(caller, deque())
            self._asked.move_to_end(caller)
            if len(self._asked) > _MOST_CALLERS:
                self._asked.popitem(last=False)
            while times and times[0] <= now - _WINDOW:
                times.popleft()
            if len(times) >= self.most:
                return times[0] + _WINDOW - now
            times.append(now)
            return None
