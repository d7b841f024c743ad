"""The digest: one letter a day to the owner, of what came in since the last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from desk.database import reading, writing
from desk.mail.notices import Titles
from desk.mail.outbox import Outbox
from desk.mail.summary import Summary
from desk.tables import owner_settings, submissions

_HOUR = 7
"""Of the day, where the site is; the first look after it writes the letter."""

_SETTING = "digest_at"


@dataclass
class Digest:
    """Writes the letter of the day, once, however many processes look."""

    engine: Engine
    clock: Callable[[], datetime]
    outbox: Outbox
    site: Mapping[str, Any]
    desk_url: str
    title: Titles
    _done_on: date | None = None

    def write_if_due(self) -> None:
        """Write it, if the hour has struck and there is something to tell."""
        now = self.clock()
        local = now.astimezone(ZoneInfo(self.site["TIMEZONE"]))
        is_wanted = self.site["REPLIES_NOTIFY"] == "digest" and "mail" in self.outbox.carriers
        if not is_wanted or local.hour < _HOUR or self._done_on == local.date():
            return
        last = self._last()
        if last is None or last.astimezone(local.tzinfo).date() < local.date():
            self._write(last, now)
        self._done_on = local.date()

    def _last(self) -> datetime | None:
        query = select(owner_settings.c.value).where(owner_settings.c.name == _SETTING)
        with reading(self.engine) as connection:
            value = connection.scalar(query)
        return datetime.fromisoformat(value) if value else None

    def _write(self, last: datetime | None, now: datetime) -> None:
        try:
            with writing(self.engine) as connection:
                if _is_first(connection, last, now):
                    since = last or now - timedelta(days=1)
                    new = submissions.c.received_at >= since
                    letter = self._summary().letter(connection, new)
                    if letter:
                        self.outbox.put(connection, letter)
        except IntegrityError:
            return  # another process was first on the very first day

    def _summary(self) -> Summary:
        return Summary("digest", self.site, self.desk_url, self.title)


def _is_first(connection: Connection, last: datetime | None, now: datetime) -> bool:
    """Take the day for this process; false where another has taken it in between."""
    setting = owner_settings.c
    if last is None:
        connection.execute(insert(owner_settings).values(name=_SETTING, value=now.isoformat()))
        return True
    mine = (setting.name == _SETTING) & (setting.value == last.isoformat())
    taken = connection.execute(update(owner_settings).where(mine).values(value=now.isoformat()))
    return taken.rowcount == 1
