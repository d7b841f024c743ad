"""What is to become of every reply of a file, before anything is done. Pure."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from desk.exchange.cleaning import Words, cleaned
from desk.exchange.finder import Finder, Found
from desk.exchange.page_map import LEFT_OUT
from desk.exchange.records import Export, ForeignPage, ForeignReply
from desk.submission import Status, text_key

Outcome = Literal["imported", "known", "skipped", "ping"]
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_NO_PAGE = "there is no such page here"
_LIFTED = "what it answered does not come along, so it stands a level higher"


@dataclass(frozen=True)
class Item:
    """One reply and what becomes of it; ``reason`` says why it is skipped.

    ``row`` is what the inbox is to hold, None for what is not imported.
    """

    reply: ForeignReply
    outcome: Outcome
    reason: str = ""
    page_id: str = ""
    how: str = ""
    id: str = ""
    depth: int = 0
    notes: tuple[str, ...] = ()
    row: Mapping[str, Any] | None = None


@dataclass
class Rules:
    """What an import needs to know of this desk.

    ``known`` leads from the marks of this source's foreign ids to our ids, ``mark`` makes such a
    mark of source and foreign id. ``taken`` are the ids that the
    inbox holds already. ``owners`` are names, e-mail addresses or user names of the owner, which
    replace what the file says. An e-mail address is kept for ``keep_email`` after publication.
    """

    finder: Finder
    now: datetime
    keep_email: timedelta
    mark: Callable[[str, str], str]
    known: Mapping[str, str] = field(default_factory=dict)
    taken: Collection[str] = ()
    owners: tuple[str, ...] = ()


def plan(export: Export, rules: Rules) -> list[Item]:
    """One item for each reply of the file, in its order."""
    items: list[Item] = []
    here: dict[str, Item] = {}
    ids: set[str] = set()
    for reply in export.replies:
        item = _item(reply, export.source, rules)
        if item.row and item.id in ids:
            item = Item(reply, "skipped", f"its id, “{item.id}”, stands twice in the file")
        ids.add(item.id)
        items.append(item)
        here.setdefault(reply.id, item)
    return [_placed(item, here) if item.row else item for item in items]


def _our_id(source: str, reply: ForeignReply, rules: Rules) -> str:
    """The id it brings along, or one made of date and foreign id: the same in every import, so
    that links to a comment hold."""
    if reply.keep_id:
        return reply.keep_id
    digest = hashlib.sha256(f"{source}\0{reply.key}".encode()).digest()
    letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:8])
    return f"{reply.date or rules.now:%Y%m%d-%H%M%S}-{letters}"


def _item(reply: ForeignReply, source: str, rules: Rules) -> Item:
    if reply.fault:
        return Item(reply, "skipped", reply.fault)
    if reply.kind != "comment":
        return Item(reply, "ping", f"a {reply.kind}, which is no comment")
    if reply.status == "deleted":
        return Item(reply, "skipped", "it was deleted there")
    if reply.date is None and reply.unread_date:
        return Item(reply, "skipped", f"its date, “{reply.unread_date[:40]}”, cannot be read")
    found = rules.finder.find(reply.page) or Found("", "")
    known_as = rules.known.get(rules.mark(source, reply.key), "")
    id = known_as or _our_id(source, reply, rules)
    if known_as or id in rules.taken:
        return Item(reply, "known", "", found.page_id, found.how, id)
    if not found.page_id:
        return Item(reply, "skipped", _NO_PAGE)
    if found.page_id == LEFT_OUT:
        return Item(reply, "skipped", "the mapping file leaves its page out")
    words = cleaned(reply)
    if not words.body:
        return Item(reply, "skipped", "it has no text")
    row = _row(reply, reply.status, words, rules) | {"id": id, "page_id": found.page_id}
    notes = (*reply.notes, *words.notes)
    return Item(reply, "imported", "", found.page_id, found.how, id, notes=notes, row=row)


def _row(reply: ForeignReply, status: Status, words: Words, rules: Rules) -> dict[str, Any]:
    date = reply.date or rules.now
    is_refused = status in ("spam", "trash")
    forgets_email = status != "pending" and date < rules.now - rules.keep_email
    return {
        "author": words.author,
        "email": "" if forgets_email else words.email,
        "url": words.url,
        "body": words.body,
        "text_key": text_key(words.body),
        "by_owner": _is_owner(reply, rules.owners),
        "received_at": date,
        "status": status,
        "previous_status": "pending" if is_refused else "",
        # What was refused is kept for its time from now on, for the owner may want to look.
        "decided_at": None if status == "pending" else rules.now if is_refused else date,
        "published_at": date if status == "approved" else None,
        "needs_filing": status == "approved",
    }


def _is_owner(reply: ForeignReply, owners: tuple[str, ...]) -> bool:
    if not owners:
        return reply.by_owner
    names = {reply.author.strip().casefold(), reply.email.strip().casefold()} - {""}
    return any(owner.strip().casefold() in names for owner in owners)


def _placed(item: Item, here: Mapping[str, Item]) -> Item:
    """The item below what it answers, or below what that answers where it does not come along."""
    above, depth, seen = "", 1, {item.reply.id}
    parent = here.get(item.reply.parent)
    while parent and parent.reply.id not in seen:
        seen.add(parent.reply.id)
        if parent.outcome in ("imported", "known") and parent.page_id == item.page_id:
            above = above or parent.id
            depth += 1
        parent = here.get(parent.reply.parent)
    direct = here.get(item.reply.parent)
    is_lifted = bool(item.reply.parent) and (direct is None or direct.id != above)
    notes = (*item.notes, _LIFTED) if is_lifted else item.notes
    return replace(item, row={**(item.row or {}), "parent_id": above}, depth=depth, notes=notes)


def pages_not_found(items: Iterable[Item]) -> dict[ForeignPage, int]:
    """The pages of the file that are not here, with the number of comments on each."""
    counts: dict[ForeignPage, int] = {}
    for item in items:
        if item.reason == _NO_PAGE:
            counts[item.reply.page] = counts.get(item.reply.page, 0) + 1
    return counts
