"""Watches what the site is made of, and has it rebuilt when that changes."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import DefaultFilter, watch

from desk.building import Built, advise, build
from desk.preview.news import News

_WATCHED = ("content", "theme", "plugins", "desk", "languages", "pelicanconf.py", "publishconf.py")
# A change in these means that the running desk itself is out of date: it holds what is in them.
_OF_THE_DESK = (".py", ".css", ".js", ".po")


class _Sources(DefaultFilter):
    """Leaves out the half-written files of editors and of the comment store."""

    def __call__(self, change: object, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).name.startswith(".")  # type: ignore[arg-type]


def watch_and_build(root: Path, news: News, restart: Callable[[], None]) -> None:
    """Rebuild on every change, for ever; ``restart`` is called when the desk must begin anew."""
    paths = [root / name for name in _WATCHED if (root / name).exists()]
    for changes in watch(*paths, watch_filter=_Sources(), debounce=200, step=50):
        result = build(root)
        report(result, news)
        if not result.faults and _concerns_desk(path for _, path in changes):
            restart()
        check(root, news)


def report(result: Built, news: News) -> None:
    """Tell terminal and open pages what came of a build."""
    sys.stdout.write(f"{result.log}\n")
    sys.stdout.flush()
    news.built(result.faults)


def check(root: Path, news: News) -> None:
    """Tell terminal and open pages what is to be mended in the content, where that is new."""
    advice = advise(root)
    if advice != news.advice:
        sys.stdout.write("".join(f"{line}\n" for line in advice))
        sys.stdout.flush()
        news.advised(advice)


def _concerns_desk(paths: Iterable[str]) -> bool:
    return any(path.endswith(_OF_THE_DESK) for path in paths)
