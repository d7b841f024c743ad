"""From easier to harder drills: a ladder has no circles. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from plugins.drills.model import Drill


def circles(drills: Iterable[Drill]) -> Iterator[tuple[str, ...]]:
    """Slugs that each claim to be easier than the next, and the last easier than the first.

    A drill that names itself is no circle.
    """
    harder = _harder(drills)
    done: set[str] = set()
    for slug in harder:
        yield from _from(slug, harder, done)


def _harder(drills: Iterable[Drill]) -> Mapping[str, Iterable[str]]:
    """The drills that are harder than each, whichever of the two says so."""
    known: dict[str, dict[str, None]] = {}
    for drill in drills:
        pairs = [(drill.slug, other) for other in drill.harder]
        pairs += [(other, drill.slug) for other in drill.easier]
        for easy, hard in pairs:
            if easy != hard:
                known.setdefault(easy, {})[hard] = None
    return known


def _from(
    start: str, harder: Mapping[str, Iterable[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    """Walk up from one drill, depth first, without going twice over the same ground."""
    way = [] if start in done else [start]
    stack = [(slug, iter(harder.get(slug, ()))) for slug in way]
    while stack:
        slug, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            stack.pop()
            way.pop()
            done.add(slug)
        elif following in way:
            yield tuple(way[way.index(following) :])
        elif following not in done:
            way.append(following)
            stack.append((following, iter(harder.get(following, ()))))
