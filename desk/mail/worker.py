"""The worker: takes letters from the outbox to their carriers, and keeps the clock of the desk.

It holds nothing that matters: what is still to do is in the rows, so it may die at any moment,
and any number of workers may run beside each other.
"""

import atexit
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from desk.mail.carrier import Carrier, Carriers, DeliveryError, Posted
from desk.mail.outbox import Outbox

logger = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0
_REST_AFTER_FAULT_S = 30.0
_BATCH = 50
_LONGEST_DELIVERY = timedelta(minutes=2.5)
"""A letter is not begun with less than this left of the claim."""

Chore = Callable[[], object]


@dataclass
class Worker:
    """Sends what is due, again and again. ``chores`` are done before, at every look."""

    outbox: Outbox
    carriers: Carriers
    chores: Sequence[Chore] = ()
    _stopped: Event = field(default_factory=Event)

    def start(self) -> None:
        """Work in a thread of this process until it ends."""
        thread = Thread(target=self.run, name="mail", daemon=True)
        thread.start()

        def finish() -> None:
            self.stop()
            thread.join(5)

        atexit.register(finish)

    def stop(self) -> None:
        """End the work after the letter in hand."""
        self._stopped.set()

    def run(self) -> None:
        """Work until stopped. A fault of the database or of ours is logged, and then it goes on."""
        pause = 0.0
        while not self._stopped.wait(pause):
            pause = _LOOK_EVERY_S
            try:
                self.work_once()
            except SQLAlchemyError as error:
                # The whole message would repeat what readers have written.
                reason = getattr(error, "orig", None) or type(error).__name__
                logger.error("The outbox cannot be reached; it is tried again: %s", reason)
                pause = _REST_AFTER_FAULT_S
            except Exception:
                logger.exception("The worker stumbled; it goes on")
                pause = _REST_AFTER_FAULT_S

    def work_once(self) -> int:
        """Do the chores and send all that is due; returns how many letters went out."""
        for chore in self.chores:
            chore()
        return sum(self._empty(name, carrier) for name, carrier in self.carriers.items())

    def _empty(self, name: str, carrier: Carrier) -> int:
        sent = 0
        try:
            while not self._stopped.is_set() and (batch := self.outbox.claim(name, _BATCH)):
                sent_now = self._deliver(carrier, batch)
                sent += sent_now
                if sent_now:
                    self.outbox.hurry(name)
        finally:
            carrier.close()
        return sent

    def _deliver(self, carrier: Carrier, batch: list[Posted]) -> int:
        """Send one letter after the other; returns how many went out."""
        sent = 0
        for position, posted in enumerate(batch):
            rest = batch[position:]
            is_late = self.outbox.clock() > posted.claimed_until - _LONGEST_DELIVERY
            if is_late or self._stopped.is_set():
                self.outbox.give_back(rest)
                break
            error = _try(carrier, posted)
            if error is None:
                self.outbox.mark_sent(posted)
                sent += 1
            elif error.fault == "server":  # the others would fare no better
                for one in rest:
                    self.outbox.mark_failed(one, error)
                break
            else:
                self.outbox.mark_failed(posted, error)
        return sent


def _try(carrier: Carrier, posted: Posted) -> DeliveryError | None:
    try:
        carrier.deliver(posted)
    except DeliveryError as error:
        return error
    except Exception as error:
        # A letter that the program cannot handle must neither stop the others nor vanish.
        fault = type(error).__name__
        logger.error("Letter %s (%s) cannot be sent: %s", posted.id, posted.letter.kind, fault)
        return DeliveryError(f"this letter cannot be sent: {error!r}", "letter", is_final=True)
    return None
