"""Closed lists: finds the standard term for what an author typed, or says what is allowed. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from plugins.text import quoted

_CURLY = str.maketrans({"’": "'", "‘": "'", "–": "-", "−": "-"})


@dataclass(frozen=True)
class Choice:
    """The standard terms, and what may be typed instead of each.

    Capitals do not matter, nor whether words are joined by spaces, hyphens or underscores.
    """

    terms: tuple[str, ...]
    plain: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def standard(self, typed: str) -> str:
        """The standard term. Raises ValueError with the allowed terms and the likely one."""
        known = self._known()
        term = known.get(_key(typed))
        if term is None:
            hint = did_you_mean(typed, self._words())
            # Who is near to a term needs no more words for it.
            allowed = any_of(self.terms if hint else with_plain(self.terms, self.plain))
            raise ValueError(f"{quoted(typed)} is not known;{hint} write {allowed}")
        return term

    def _words(self) -> list[str]:
        return [*self.terms, *(word for words in self.plain.values() for word in words)]

    def _known(self) -> dict[str, str]:
        plain = {_key(word): term for term, words in self.plain.items() for word in words}
        return plain | {_key(term): term for term in self.terms}


def nearest(typed: str, words: Iterable[str]) -> str:
    """The word that is spelt most like the typed one, "" where none is near."""
    known = {_key(word): word for word in words}
    close = get_close_matches(_key(typed)[:60], known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def did_you_mean(typed: str, words: Iterable[str]) -> str:
    """A question such as `` did you mean “hip”?``, "" where nothing is near."""
    near = nearest(typed, words)
    return f" did you mean “{near}”?" if near else ""


def with_plain(terms: Iterable[str], plain: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every term with its plain words in brackets, if they tell more than the term."""
    for term in terms:
        words = [word for word in plain.get(term, ()) if not word.startswith(term)]
        yield f"{term} ({', '.join(words)})" if words else term


def any_of(words: Iterable[str]) -> str:
    """Words as a choice: ``a, b or c``."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _key(word: str) -> str:
    plain = word.translate(_CURLY).casefold().replace("-", " ").replace("_", " ")
    return " ".join(plain.split())
