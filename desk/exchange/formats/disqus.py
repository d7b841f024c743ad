"""Exports of Disqus: threads first, then posts that name their thread and the post they answer."""

import re
from typing import IO

from desk.exchange.html.comment_text import from_html
from desk.exchange.moments import moment
from desk.exchange.records import (
    ExchangeError,
    Export,
    Fate,
    ForeignPage,
    ForeignReply,
    Notes,
    with_keys,
)
from desk.exchange.xml import Element, Records

_DEPTH = 1
_UNQUOTED = re.compile(rb"(<(?:thread|post|parent|category) dsq:id=)([^\s\"'/>]+)")


def read(stream: IO[bytes]) -> Export:
    """The comments of an export. Raises ExchangeError for damaged XML, or XML of another kind."""
    notes = Notes()
    records = Records(stream, _DEPTH, notes, _UNQUOTED)
    threads: dict[str, ForeignPage] = {}
    posts: list[Element] = []
    forum = ""
    for record in records:
        if record.name == "thread":
            forum = forum or record.value("forum")
            threads[record.attributes.get("id", "")] = _page(record)
        elif record.name == "post":
            posts.append(record)
    if records.root.name != "disqus":
        raise ExchangeError(f"line 1: this is XML of the kind “{records.root.name}”, not Disqus")
    replies = [_reply(post, threads) for post in posts]
    return Export("Disqus", f"disqus:{forum}", with_keys(replies), notes.sentences())


def _page(thread: Element) -> ForeignPage:
    return ForeignPage(
        address=thread.value("link"), title=thread.value("title"), id=thread.value("id")
    )


def _reply(post: Element, threads: dict[str, ForeignPage]) -> ForeignReply:
    author, parent = post.child("author"), post.child("parent")
    body, notes = from_html(post.value("message"), lines=False)
    thread = post.child("thread")
    thread_id = thread.attributes.get("id", "") if thread else ""
    created = post.value("createdAt")
    return ForeignReply(
        id=post.attributes.get("id", ""),
        page=threads.get(thread_id) or ForeignPage(id=f"thread {thread_id}"),
        author=author.value("name") if author else "",
        email=author.value("email") if author else "",
        body=body,
        date=moment(created),
        unread_date=created,
        status=_status(post),
        parent=parent.attributes.get("id", "") if parent else "",
        place=f"line {post.line}",
        notes=notes,
    )


def _status(post: Element) -> Fate:
    if post.value("isDeleted") == "true":
        return "deleted"
    if post.value("isSpam") == "true":
        return "spam"
    # Newer exports say so; without a word, a post was published.
    return "pending" if post.value("isApproved") == "false" else "approved"
