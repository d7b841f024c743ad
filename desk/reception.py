"""Takes replies in: has them judged and stored, those that come at the same moment together.

They share what the guard must ask, and one commit, so one wait for the disk. Each is answered
after that commit and not before, so an answer means as much as if it had come alone.
"""

from collections.abc import Sequence

from sqlalchemy.exc import OperationalError

from desk.batches import Batches
from desk.guard.attempt import Attempt, Visit
from desk.guard.guard import Guard
from desk.inbox import Inbox
from desk.submission import Reply, Submission, Verdict

_Arrival = tuple[Attempt, Reply]
"""A reply as it is judged, and as it is stored."""


class Reception:
    """Replies on their way into the inbox, for many threads of one process.

    Other processes take turns with it.
    """

    def __init__(self, guard: Guard, inbox: Inbox) -> None:
        self._guard = guard
        self._inbox = inbox
        self._batches = Batches[_Arrival, Submission](self._take)

    def receive(self, judged: Reply, visit: Visit, stored: Reply) -> Submission:
        """Have a reply judged as it was sent and stored as it belongs; on disk at the return.

        The same reply again is stored once. Raises TooManyError above the hard limit of the guard.
        """
        if self._guard.outside.is_on:  # it may take seconds, for which no other should wait
            return self._inbox.receive(stored, self._guard.judge(judged, visit))
        return self._batches.do((self._guard.attempt(judged, visit), stored))

    def _take(self, arrivals: Sequence[_Arrival]) -> list[Submission | Exception]:
        verdicts = self._guard.judge_all([attempt for attempt, _ in arrivals])
        accepted = [
            (reply, verdict)
            for (_, reply), verdict in zip(arrivals, verdicts, strict=True)
            if isinstance(verdict, Verdict)
        ]
        stored = iter(self._store(accepted))
        return [next(stored) if isinstance(it, Verdict) else it for it in verdicts]

    def _store(self, accepted: Sequence[tuple[Reply, Verdict]]) -> list[Submission | Exception]:
        """Store all together, as nearly always succeeds; where one fails, each for itself."""
        try:
            return [*self._inbox.receive_all(accepted)]
        except OperationalError:
            raise  # the database is locked, full or away: so it would be for each of them
        except Exception:
            return [self._store_one(reply, verdict) for reply, verdict in accepted]

    def _store_one(self, reply: Reply, verdict: Verdict) -> Submission | Exception:
        try:
            return self._inbox.receive(reply, verdict)
        except Exception as error:
            return error
