"""The layers: each looks at one thing and says in words what is suspicious, or nothing.

A layer is a pure function. Adding one is writing it and naming it in ``_LAYERS``.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import compress
from typing import Literal
from urllib.parse import urlsplit

from disposable_email_domains import blocklist

from desk.guard.attempt import WINDOW, Attempt, Known, Rules, bare_host
from desk.guard.learning import spam_probability
from desk.guard.likeness import are_like
from desk.guard.namesake import is_namesake, is_same_address
from desk.guard.words import hosts

SHORTEST_WRITING = timedelta(seconds=3)
LONGEST_WRITING = timedelta(days=1)
_LIKELY = 0.75
_WORTH_TELLING = 0.2
_SURE = 0.25
"""How much else must speak against a reply whose trap is filled, before it goes to the spam."""

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_LINK_CODE = re.compile(r"\[(?:url|link)\b[^\]]*\]|<a\s[^>]*href", re.IGNORECASE)


@dataclass(frozen=True)
class Signal:
    """One reason to suspect a reply: its name, words for the owner, and a weight from 0 to 1."""

    name: str
    words: str
    weight: float


def judge(
    attempt: Attempt, known: Known, rules: Rules
) -> tuple[Literal["pending", "spam"], tuple[str, ...], float]:
    """Where a reply is put, the reasons, the weightiest first, and how suspicious it is.

    Only a filled trap with other signs beside it puts a reply with the spam; all else waits.
    """
    signals = sorted(find_signals(attempt, known, rules), key=lambda signal: -signal.weight)
    others = [signal for signal in signals if signal.name != "trap"]
    is_trapped = len(others) < len(signals) and _together(others) >= _SURE
    score = _together(signals)
    reasons = tuple(signal.words for signal in signals) if score >= _WORTH_TELLING else ()
    return "spam" if is_trapped else "pending", reasons, score


def find_signals(attempt: Attempt, known: Known, rules: Rules) -> list[Signal]:
    """Everything suspicious about a reply."""
    return [signal for layer in _LAYERS for signal in layer(attempt, known, rules)]


def _together(signals: list[Signal]) -> float:
    """Each weight takes its share of what the others leave: never above 1, in any order."""
    return round(1 - math.prod(1 - signal.weight for signal in signals), 3)


def _trap(attempt: Attempt, _known: Known, _rules: Rules) -> Iterator[Signal]:
    if attempt.visit.trap:
        yield Signal("trap", "Something stands in the field that people do not see", 0.9)


def _token(attempt: Attempt, known: Known, _rules: Rules) -> Iterator[Signal]:
    token = attempt.token
    if token.state == "absent":
        yield Signal("token-absent", "It was sent without the script of the page", 0.1)
    elif token.state == "forged":
        yield Signal("token-forged", "Its form was not made by this site", 0.6)
    elif token.page_id != attempt.reply.page_id:
        yield Signal("token-elsewhere", "Its form belongs to another page", 0.5)
    elif known.token_is_used:
        yield Signal("token-used", "The same form was sent once before", 0.3)


def _pace(attempt: Attempt, _known: Known, _rules: Rules) -> Iterator[Signal]:
    if attempt.token.state != "genuine":
        return
    age = attempt.token.age
    if age < SHORTEST_WRITING:
        yield Signal("fast", "It was sent within three seconds of the first touch", 0.6)
    elif age > LONGEST_WRITING:
        yield Signal("slow", f"Its form was opened {age.days + 1} days before it was sent", 0.2)


def _origin(attempt: Attempt, _known: Known, rules: Rules) -> Iterator[Signal]:
    visit = attempt.visit
    sender = urlsplit(visit.origin).netloc
    if sender and bare_host(sender) not in rules.hosts | {bare_host(visit.host)}:
        yield Signal("origin", f"It was sent from another website, {sender}", 0.6)
    if visit.fetch_mode and visit.fetch_mode != "navigate":
        yield Signal("script", "A script sent it, not the button of the form", 0.4)
    if not visit.origin and not visit.fetch_mode:
        yield Signal("program", "What sent it says less of itself than browsers do", 0.2)


def _crowd(attempt: Attempt, known: Known, rules: Rules) -> Iterator[Signal]:
    lately = sum(time > attempt.now - WINDOW for time in known.arrivals)
    if lately >= rules.many > 0:
        words = f"{lately} other replies came from the same network within ten minutes"
        yield Signal("crowd", words, 0.5)
    if known.marked:
        words = "You marked replies from the same network as spam"
        yield Signal("marked-network", words, 0.4)


def _links(attempt: Attempt, _known: Known, rules: Rules) -> Iterator[Signal]:
    count = len(_LINK.findall(attempt.reply.body))
    if count > rules.max_links:
        yield Signal("links", f"It has {count} links", 0.5)
    if _LINK_CODE.search(attempt.reply.body):
        yield Signal("link-code", "Its links are written as programs write them", 0.5)


def _repetition(attempt: Attempt, known: Known, _rules: Rules) -> Iterator[Signal]:
    # A correction is meant to be like what it corrects.
    if not attempt.likeness or attempt.reply.corrects:
        return
    verdicts = are_like(attempt.likeness, (sketch for _, sketch in known.sketches))
    alike = set(compress((status for status, _ in known.sketches), verdicts))
    if "spam" in alike:
        yield Signal("like-spam", "Almost the same words came before, and are spam", 0.8)
    elif alike:
        yield Signal("like-another", "Almost the same words came before", 0.4)


def _list(attempt: Attempt, _known: Known, rules: Rules) -> Iterator[Signal]:
    reply = attempt.reply
    beside = hosts(reply.url) | {_domain(reply.email)}
    found = rules.words.found_in(f"{reply.author}\n{reply.body}", beside)
    if found:
        yield Signal("list", f"It has words of your list: {_some(found)}", 0.7)


def _namesake(attempt: Attempt, _known: Known, rules: Rules) -> Iterator[Signal]:
    reply = attempt.reply
    names = [name for name in rules.owner_names if is_namesake(reply.author, name)]
    if names:
        yield Signal("namesake", f"Its name is, or looks like, yours: {names[0]}", 0.8)
    if is_same_address(reply.email, rules.owner_email):
        yield Signal("same-address", "Its email address is, or looks like, yours", 0.8)


def _disposable(attempt: Attempt, _known: Known, _rules: Rules) -> Iterator[Signal]:
    domain = _domain(attempt.reply.email)
    if domain in blocklist:
        yield Signal("disposable", f"{domain} gives out addresses to throw away", 0.15)


def _learnt(attempt: Attempt, known: Known, _rules: Rules) -> Iterator[Signal]:
    probability, telling = spam_probability(attempt.features, known.learnt)
    if probability >= _LIKELY:
        words = f"Its words are like those of the spam you marked: {_some(telling)}"
        yield Signal("learnt", words, min(probability, 0.95))


def _outside(_attempt: Attempt, known: Known, _rules: Rules) -> Iterator[Signal]:
    if known.outside:
        yield Signal("outside", "The outside check takes it for spam", 0.8)


def _domain(email: str) -> str:
    return email.rpartition("@")[2].casefold()


def _some(found: tuple[str, ...]) -> str:
    return ", ".join(found[:4]) + (" …" if len(found) > 4 else "")


_LAYERS = (
    _trap,
    _token,
    _pace,
    _origin,
    _crowd,
    _links,
    _repetition,
    _list,
    _namesake,
    _disposable,
    _learnt,
    _outside,
)
