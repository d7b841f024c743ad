"""Once an hour, before some request: finish what was interrupted, erase what has expired."""

import logging
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from desk.services import Services

logger = logging.getLogger(__name__)

_EVERY = timedelta(hours=1)


class _Due:
    """Says when it is time, once for each time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        with self._lock:
            if self._next is not None and now < self._next:
                return False
            self._next = now + _EVERY
            return True


def register(app: Flask, services: Services) -> None:
    """Hook the housekeeping into an application; a request never fails because of it."""
    due = _Due()

    @app.before_request
    def keep_house() -> None:
        if due.is_due(services.clock()):
            try:
                services.tidy()
            except (SQLAlchemyError, OSError):
                logger.exception("The hourly housekeeping did not run; it is tried again")
