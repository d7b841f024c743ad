"""A long thread over several pages. Pure.

Pages are numbered from the oldest, so that a comment keeps its number and its address whatever is
written after it. The page with the article shows the newest: at least one full page, and less
than two, so that it never shows one lonely comment.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.comments.model import Comment, Node, Thread


@dataclass(frozen=True)
class ThreadPage:
    """One page of a long thread; ``url`` is relative to the site's address.

    ``is_newest`` says that all of it is seen below the article, too.
    """

    number: int
    url: str
    nodes: tuple[Node, ...]
    is_newest: bool


@dataclass(frozen=True)
class Paging:
    """Where the comments of a thread stand.

    ``url`` is the address of the article, relative to the site's, and ``nodes`` are what is shown
    below it. ``pages`` are all pages, the oldest first; there are none where the thread fits below
    the article whole.
    """

    url: str
    nodes: tuple[Node, ...]
    pages: tuple[ThreadPage, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[Comment, ...]:
        """The comments below the article."""
        return tuple(comments(self.nodes))

    @property
    def moved(self) -> tuple[Comment, ...]:
        """Comments below the article once, when it had one page, and not any more."""
        if not self.pages or self.pages[0].is_newest:
            return ()
        return tuple(comments(self.pages[0].nodes))

    def older(self, number: int = 0) -> ThreadPage | None:
        """The page before one of this number, or before what the article shows (0)."""
        first = number or next((page.number for page in self.pages if page.is_newest), 1)
        return self.pages[first - 2] if first > 1 else None

    def newer(self, number: int) -> ThreadPage | None:
        """The page after one of this number; None where that is the article itself."""
        page = self.pages[number] if number < len(self.pages) else None
        return page if page and not page.is_newest else None

    def page_url(self, id: str) -> str:
        """The address of the page that a comment stands on for good."""
        return self.pages[self.numbers[id] - 1].url if id in self.numbers else self.url

    def permalink(self, id: str) -> str:
        """The address of a comment, relative to the site's."""
        return comment_url(self.page_url(id), id)


def paged(thread: Thread, url: str, per_page: int) -> Paging:
    """Share a thread out over pages of ``per_page`` comments with their answers (0: one page).

    ``url`` is the address of the article, relative to the site's.
    """
    roots = thread.nodes
    if not per_page or len(roots) <= per_page:
        return Paging(url, roots)
    first = max(len(roots) // per_page - 1, 0)  # of the pages that the article shows, from 0
    pages = tuple(
        ThreadPage(index + 1, page_url(url, index + 1), nodes, is_newest=index >= first)
        for index, nodes in enumerate(_slices(roots, per_page))
    )
    numbers = {comment.id: page.number for page in pages for comment in comments(page.nodes)}
    return Paging(url, roots[first * per_page :], pages, numbers)


def page_url(url: str, number: int) -> str:
    """The address of a page of the thread below an article at this address."""
    return f"{folder(url)}comments/{number}/"


def comment_url(page_url: str, id: str) -> str:
    """The address of a comment on the page of this address."""
    return f"{page_url}#comment-{id}"


def folder(url: str) -> str:
    """The folder for what goes with a page, by its address or its file."""
    parent, slash, name = url.rpartition("/")
    if name in ("", "index.html"):
        return parent + slash
    return f"{parent}{slash}{name.partition('.')[0]}/"


def comments(nodes: Iterable[Node]) -> Iterator[Comment]:
    """The comments of a part of a thread, in the order they are read in."""
    for node in nodes:
        yield node.comment
        yield from comments(node.replies)


def _slices(roots: Sequence[Node], size: int) -> Iterator[tuple[Node, ...]]:
    for start in range(0, len(roots), size):
        yield tuple(roots[start : start + size])
