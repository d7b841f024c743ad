"""Commento (version 1) and Comentario (versions 1 and 3): one JSON file of comments and people."""

from collections.abc import Mapping
from typing import Any

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
from desk.exchange.text import mappings, string

_KNOWN = (1, 3)
_STATES: dict[str, Fate] = {"approved": "approved", "unapproved": "pending", "flagged": "spam"}
_NOBODY = "00000000-0000-0000-0000-000000000000"


def is_export(data: Any) -> bool:
    """Whether this JSON is an export of Commento or Comentario."""
    return isinstance(data, dict) and "version" in data and "format" not in data


def read(data: dict[str, Any]) -> Export:
    """The comments of an export. Raises ExchangeError for a version that is not known."""
    version = data["version"]
    if version not in _KNOWN:
        raise ExchangeError(
            "the “version” of this export of Commento or Comentario is "
            f"{string(version) or 'missing'}; versions 1 and 3 can be read"
        )
    notes = Notes()
    comments = mappings(data.get("comments"), "comments")
    people = mappings(data.get("commenters"), "commenters")
    if version == 1:
        known = {string(person.get("commenterHex")): person for person in people}
        replies = [_first(comment, known) for comment in comments]
    else:
        known = {string(person.get("id")): person for person in people}
        pages = {string(page.get("id")): page for page in mappings(data.get("pages"), "pages")}
        replies = [_third(comment, known, pages) for comment in comments]
    votes = sum(1 for comment in comments if comment.get("score"))
    if votes:
        notes.add("votes are not kept here (comments with some: {n})", votes)
    host = next((h for c in comments if (h := string(c.get("domain") or c.get("host")))), "")
    name = "Commento or Comentario" if version == 1 else "Comentario"
    return Export(
        f"{name} (version {version})", f"commento:{host}", with_keys(replies), notes.sentences()
    )


def _first(comment: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]]) -> ForeignReply:
    person = people.get(string(comment.get("commenterHex")), {})
    path = string(comment.get("path")) or string(comment.get("url"))
    parent = string(comment.get("parentHex"))
    body, lost = _body(comment)
    created = string(comment.get("creationDate"))
    return ForeignReply(
        id=string(comment.get("commentHex")),
        page=ForeignPage(address=path if path.startswith("/") else f"/{path}"),
        author=string(person.get("name")),
        email=string(person.get("email")),
        url=_link(person),
        body=body,
        date=moment(created),
        unread_date=created,
        status="deleted"
        if comment.get("deleted")
        else _STATES.get(string(comment.get("state")), "pending"),
        parent="" if parent == "root" else parent,
        by_owner=person.get("isModerator") is True,
        place=f"comment {string(comment.get('commentHex'))[:8]}",
        notes=lost,
    )


def _third(
    comment: Mapping[str, Any],
    people: Mapping[str, Mapping[str, Any]],
    pages: Mapping[str, Mapping[str, Any]],
) -> ForeignReply:
    person = people.get(string(comment.get("userCreated")), {})
    page = pages.get(string(comment.get("pageId")), {})
    parent = string(comment.get("parentId"))
    body, lost = _body(comment)
    created = string(comment.get("createdTime"))
    return ForeignReply(
        id=string(comment.get("id")),
        page=ForeignPage(address=string(page.get("path")), title=string(page.get("title"))),
        author=string(comment.get("authorName")) or string(person.get("name")),
        email=string(person.get("email")),
        url=string(person.get("websiteUrl")),
        body=body,
        date=moment(created),
        unread_date=created,
        status=_third_status(comment),
        parent="" if parent == _NOBODY else parent,
        by_owner=person.get("isModerator") is True,
        place=f"comment {string(comment.get('id'))[:8]}",
        notes=lost,
    )


def _link(person: Mapping[str, Any]) -> str:
    link = string(person.get("link") or person.get("websiteUrl"))
    # What Commento writes for people who gave none.
    return "" if link == "undefined" else link


def _third_status(comment: Mapping[str, Any]) -> Fate:
    if comment.get("isDeleted"):
        return "deleted"
    if comment.get("isApproved"):
        return "approved"
    # Neither approved nor waiting: a moderator has refused it.
    return "pending" if comment.get("isPending") else "trash"


def _body(comment: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """What was typed, or what was made of it where that is missing."""
    typed = string(comment.get("markdown"))
    return (typed, ()) if typed else from_html(string(comment.get("html")), lines=False)
