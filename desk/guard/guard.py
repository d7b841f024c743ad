"""The guard itself: gathers what there is to know of a reply and has it judged."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from desk.config import Config
from desk.guard.attempt import Attempt, Known, Rules, Visit
from desk.guard.form_token import FormTokens
from desk.guard.likeness import sketch
from desk.guard.memory import Memory
from desk.guard.network import network_key
from desk.guard.outside import OutsideCheck
from desk.guard.signals import judge
from desk.guard.words import WordList, read_list
from desk.submission import Reply, Verdict

_LONG_WINDOW = timedelta(hours=1)
_FEWEST = 50
"""Replies of one network that are looked at for spam that was marked."""


class TooManyError(Exception):
    """More replies from one network than are taken in an hour; ``wait`` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Too many replies; wait {wait}")
        self.wait = wait


@dataclass(frozen=True)
class Guard:
    """Judges replies. It refuses none but for sheer number, and loses none."""

    config: Config
    clock: Callable[[], datetime]
    memory: Memory
    tokens: FormTokens
    outside: OutsideCheck

    def judge(self, reply: Reply, visit: Visit) -> Verdict:
        """What a reply looks like. Raises TooManyError above the hard limit."""
        (verdict,) = self.judge_all([self.attempt(reply, visit)])
        if isinstance(verdict, TooManyError):
            raise verdict
        return verdict

    def attempt(self, reply: Reply, visit: Visit) -> Attempt:
        """A reply with all that can be told of it without asking."""
        now = self.clock()
        return Attempt(
            reply=reply,
            visit=visit,
            token=self.tokens.read(visit.token, now),
            now=now,
            network=network_key(visit.address, self.config.secret_key),
            likeness=sketch(reply.body),
        )

    def judge_all(self, attempts: Sequence[Attempt]) -> list[Verdict | TooManyError]:
        """What replies look like that come at the same moment; they know nothing of each other."""
        rules = Rules.of(self.config.site, self.word_list())
        known = self.memory.recall(attempts, most=max(rules.too_many, rules.many, _FEWEST))
        return [self._judge(*both, rules) for both in zip(attempts, known, strict=True)]

    def _judge(self, attempt: Attempt, known: Known, rules: Rules) -> Verdict | TooManyError:
        too_many = _limit(known.arrivals, rules.too_many, attempt.now)
        if too_many:
            return too_many
        known = dataclasses.replace(known, outside=self.outside.is_spam(attempt))
        status, reasons, score = judge(attempt, known, rules)
        nonce = attempt.token.nonce
        return Verdict(status, reasons, score, attempt.network, nonce, attempt.likeness)

    def word_list(self) -> WordList:
        """The owner's list as it is in its file now; an empty one where there is no file."""
        file = self.config.root / self.config.site["REPLIES_WORDS"]
        return _read(file, file.stat().st_mtime_ns) if file.is_file() else WordList()

    def tidy(self) -> None:
        """Erase the traces whose time is over."""
        self.memory.forget(timedelta(days=self.config.site["REPLIES_KEEP_NETWORK_DAYS"]))


def _limit(arrivals: tuple[datetime, ...], most: int, now: datetime) -> TooManyError | None:
    lately = sorted(time for time in arrivals if time > now - _LONG_WINDOW)
    return TooManyError(lately[-most] + _LONG_WINDOW - now) if 0 < most <= len(lately) else None


@lru_cache(8)
def _read(file: Path, _changed: int) -> WordList:
    return read_list(file.read_text("utf-8", errors="replace"))[0]


def open_guard(engine: Engine, clock: Callable[[], datetime], config: Config) -> Guard:
    """A guard with its parts."""
    return Guard(
        config=config,
        clock=clock,
        memory=Memory(engine, clock),
        tokens=FormTokens(config.secret_key),
        outside=OutsideCheck(
            config.akismet_url,
            config.akismet_key,
            config.site["SITEURL"] or config.site["FEED_DOMAIN"],
        ),
    )
