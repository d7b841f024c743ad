"""The worker: takes letters from the outbox to their carriers, and keeps the clock of the desk."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from desk.mail.carrier import Carrier, Carriers, DeliveryError, Posted
from desk.mail.outbox import Outbox
from desk.ongoing import Ongoing

logger = logging.getLogger(__name__)

_BATCH = 50
_LONGEST_DELIVERY = timedelta(minutes=2.5)
"""A letter is not begun with less than this left of the claim."""

Chore = Callable[[], object]


@dataclass
class Worker(Ongoing):
    """Sends what is due; told to stop, it ends after the letter in hand.

    ``chores`` are done before, at every look.
    """

    name: ClassVar[str] = "mail"
    outbox: Outbox
    carriers: Carriers
    chores: Sequence[Chore] = ()

    def work_once(self) -> int:
        """Do the chores and send all that is due; returns how many letters went out."""
        for chore in self.chores:
            chore()
        return sum(self._empty(name, carrier) for name, carrier in self.carriers.items())

    def _empty(self, name: str, carrier: Carrier) -> int:
        sent = 0
        try:
            while not self.is_stopped.is_set() and (batch := self.outbox.claim(name, _BATCH)):
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
            if is_late or self.is_stopped.is_set():
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
