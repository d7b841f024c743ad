"""Work that goes on beside the requests, in a thread of its own, for as long as the desk runs."""

import atexit
import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import ClassVar

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0
_REST_AFTER_FAULT_S = 30.0
_PATIENCE_S = 5.0
"""Seconds that the work in hand has to end when the process does."""


@dataclass
class Ongoing(ABC):
    """Looks every second whether there is something to do.

    It holds nothing that matters: what is still to do is in the rows, so it may die at any moment,
    and any number may run beside each other.
    """

    name: ClassVar[str]
    is_stopped: Event = field(default_factory=Event, init=False, repr=False, compare=False)

    @abstractmethod
    def work_once(self) -> object:
        """Do what there is to do now."""

    def start(self) -> None:
        """Work in a thread of this process until it ends."""
        thread = Thread(target=self.run, name=self.name, daemon=True)
        thread.start()

        def finish() -> None:
            self.stop()
            thread.join(_PATIENCE_S)

        atexit.register(finish)

    def stop(self) -> None:
        """End as soon as what is in hand allows it."""
        self.is_stopped.set()

    def run(self) -> None:
        """Work until stopped. A fault of the database or of ours is logged, and then it goes on."""
        pause = 0.0
        while not self.is_stopped.wait(pause):
            pause = _LOOK_EVERY_S
            try:
                self.work_once()
            except SQLAlchemyError as error:
                # The whole message would repeat what readers have written.
                reason = getattr(error, "orig", None) or type(error).__name__
                logger.error("The inbox cannot be reached; it is tried again: %s", reason)
                pause = _REST_AFTER_FAULT_S
            except Exception:
                logger.exception("The work of “%s” stumbled; it goes on", self.name)
                pause = _REST_AFTER_FAULT_S
