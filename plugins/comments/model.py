"""Comments and threads. Standard library only."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What the id of a page or of a comment may look like: it becomes the name of a folder or file."""


@dataclass(frozen=True)
class Comment:
    """A published remark on a page.

    It has public fields only: there is no e-mail address here that a template could leak.
    ``date`` is aware of its time zone. ``by_owner`` marks the owner's own answers; no form
    sets it. ``body`` is what was typed, in the small Markdown of ``plugins.comments.body``.
    """

    id: str
    author: str
    date: datetime
    body: str
    url: str = ""
    in_reply_to: str = ""
    by_owner: bool = False


@dataclass(frozen=True)
class Node:
    """A comment in its place in a thread.

    ``answers`` is the comment it replies to when its place does not show that by itself,
    because the thread is flattened there.
    """

    comment: Comment
    replies: tuple["Node", ...] = ()
    answers: Comment | None = None


@dataclass(frozen=True)
class Thread:
    """All comments of one page, as a tree, oldest first."""

    nodes: tuple[Node, ...] = ()
    comments: tuple[Comment, ...] = field(default=())

    @property
    def count(self) -> int:
        """The number of comments, at every depth."""
        return len(self.comments)


def thread(comments: Iterable[Comment], depth: int) -> Thread:
    """Arrange comments as a tree of at most ``depth`` levels (1 is a flat list).

    Replies that would stand deeper become siblings of what they answer, in order of time, and
    say whom they answer. A comment whose parent is missing, or that answers itself in a circle,
    becomes a root.
    """
    ordered = tuple(sorted(comments, key=_age))
    by_id = {comment.id: comment for comment in ordered}
    openers = _circle_openers(by_id)
    children: dict[str, list[Comment]] = {}
    for comment in ordered:
        is_root = comment.in_reply_to not in by_id or comment.id in openers
        children.setdefault("" if is_root else comment.in_reply_to, []).append(comment)
    return Thread(_nodes(children.get("", []), children, depth), ordered)


def _age(comment: Comment) -> tuple[datetime, str]:
    return comment.date, comment.id


def _circle_openers(by_id: dict[str, Comment]) -> set[str]:
    """The oldest comment of every circle of replies; made a root, it opens the circle."""
    openers: set[str] = set()
    settled: set[str] = set()
    for start in by_id:
        path: dict[str, None] = {}
        id = start
        while id in by_id and id not in settled and id not in path:
            path[id] = None
            id = by_id[id].in_reply_to
        if id in path:
            walked = list(path)
            circle = walked[walked.index(id) :]
            openers.add(min(circle, key=lambda id: _age(by_id[id])))
        settled.update(path)
    return openers


def _nodes(
    siblings: Sequence[Comment], children: dict[str, list[Comment]], depth: int
) -> tuple[Node, ...]:
    if depth > 1:
        return tuple(
            Node(comment, _nodes(children.get(comment.id, []), children, depth - 1))
            for comment in siblings
        )
    return _flattened(siblings, children)


def _flattened(siblings: Sequence[Comment], children: dict[str, list[Comment]]) -> tuple[Node, ...]:
    """The last level: everything below stands beside it, in order of time."""
    answered: dict[str, Comment | None] = {comment.id: None for comment in siblings}
    flat = list(siblings)
    for comment in flat:  # it grows while it is read
        for reply in children.get(comment.id, []):
            answered[reply.id] = comment
            flat.append(reply)
    flat.sort(key=_age)
    return tuple(Node(comment, answers=answered[comment.id]) for comment in flat)
