"""A score learnt from the owner's own decisions: naive Bayes over words, smoothed, explained."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from desk.guard.words import hosts, words

_MOST_FEATURES = 300
_MOST_TELLING = 15
_FEWEST_DECISIONS = 5
_NAMED = 4


class Count(NamedTuple):
    """In how many replies of each kind a word stood."""

    spam: int
    ham: int


NOTHING = Count(0, 0)


@dataclass(frozen=True)
class Learnt:
    """What the decisions taught so far: the replies of each kind, and the words asked for."""

    replies: Count = NOTHING
    words: Mapping[str, Count] = field(default_factory=dict)

    @cached_property
    def leanings(self) -> Mapping[str, float]:
        """How much each of the words speaks of spam."""
        return {word: lean(count, self.replies) for word, count in self.words.items()}

    @property
    def is_enough(self) -> bool:
        """Whether enough of both kinds has been seen to say anything."""
        return min(self.replies.spam, self.replies.ham) >= _FEWEST_DECISIONS


def features(body: str, url: str) -> tuple[str, ...]:
    """What is learnt of a reply: each of its words and hosts once, never a name or an address."""
    found = dict.fromkeys(f"site:{host}"[:60] for host in sorted(hosts(f"{body} {url}")))
    found |= dict.fromkeys(words(body))
    return tuple(found)[:_MOST_FEATURES]


def spam_probability(found: Collection[str], learnt: Learnt) -> tuple[float, tuple[str, ...]]:
    """How likely these words are spam, 0 to 1, and those that say so most; 0 before it has learnt.

    Only the most telling words count, so that a long text cannot drown them.
    """
    if not learnt.is_enough:
        return 0.0, ()
    leanings = learnt.leanings
    ranked = sorted((-abs(leanings[word] - 0.5), word) for word in found if word in leanings)
    telling = [word for _, word in ranked[:_MOST_TELLING]]
    odds = sum(math.log(leanings[word] / (1 - leanings[word])) for word in telling)
    named = tuple(word.removeprefix("site:") for word in telling if leanings[word] > 0.5)
    return 1 / (1 + math.exp(-odds)), named[:_NAMED]


def lean(count: Count, replies: Count) -> float:
    """How much one word speaks of spam, above 0 and below 1; one half is nothing.

    A word that was seen seldom is drawn towards one half (Robinson's smoothing).
    """
    spam, ham = max(count.spam, 0) / replies.spam, max(count.ham, 0) / replies.ham
    seen = max(count.spam, 0) + max(count.ham, 0)
    share = spam / (spam + ham) if spam + ham else 0.5
    return (0.5 + seen * share) / (1 + seen)
