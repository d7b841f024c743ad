"""Words and hosts in a text, of any language, as lists and the learnt score compare them."""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LONGEST_WORD = 40
_RUN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_HOST = re.compile(r"(?<![\w.@-])(?:[\w-]+\.)+[^\W\d_][\w-]*")


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters, in order; without spaces, each two letters are one."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    if not _UNSPACED.search(plain):
        yield from (run[:_LONGEST_WORD] for run in _RUN.findall(plain))
        return
    for run in _RUN.findall(plain):
        if len(run) > 1 and _UNSPACED.search(run):
            yield from ("".join(pair) for pair in pairwise(run))
        else:
            yield run[:_LONGEST_WORD]


def hosts(text: str) -> set[str]:
    """Every name of a computer in a text, linked or not, without ``www.``."""
    return {host.removeprefix("www.") for host in _HOST.findall(text.casefold())}


@dataclass(frozen=True)
class WordList:
    """The owner's own list: phrases of whole words, and domains with all below them."""

    phrases: frozenset[tuple[str, ...]] = frozenset()
    domains: frozenset[str] = frozenset()

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self.phrases))

    def found_in(self, text: str, more_hosts: Set[str] = frozenset()) -> tuple[str, ...]:
        """What of the list stands in a text, or among ``more_hosts``, in order of the alphabet."""
        if not self.phrases and not self.domains:
            return ()
        spoken = tuple(words(text))
        found = {
            " ".join(spoken[start : start + length])
            for length in self._lengths
            for start in range(len(spoken) - length + 1)
            if spoken[start : start + length] in self.phrases
        }
        named = {above for host in hosts(text) | more_hosts for above in _with_parents(host)}
        return tuple(sorted(found | (self.domains & named)))


def read_list(text: str) -> tuple[WordList, tuple[int, ...]]:
    """Read a list: a word, phrase or domain a line; ``#`` begins a note.

    Also returns the numbers of the lines that hold nothing to look for.
    """
    phrases: set[tuple[str, ...]] = set()
    domains: set[str] = set()
    empty: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if entry and _HOST.fullmatch(entry):
            domains |= hosts(entry)
        elif phrase := tuple(words(entry)):
            phrases.add(phrase)
        elif entry:
            empty.append(number)
    return WordList(frozenset(phrases), frozenset(domains)), tuple(empty)


def _with_parents(host: str) -> Iterator[str]:
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels) - 1))
