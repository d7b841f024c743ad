"""What an import did, or would do: for people, and as JSON. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from desk.exchange.plan import Item, pages_not_found
from desk.exchange.records import Export, ForeignPage

_SHOWN = 40


@dataclass(frozen=True)
class Report:
    """The items of one import; ``problems`` name comments whose files could not be written yet."""

    export: Export
    items: tuple[Item, ...]
    dry_run: bool
    problems: tuple[str, ...] = ()

    @property
    def has_matches(self) -> bool:
        """Whether anything in the file belongs to a page here."""
        return any(item.outcome in ("imported", "known") for item in self.items)

    @property
    def emptiness(self) -> str:
        """Why nothing was brought in, where nothing was."""
        if not self.items:
            return "there are no comments in it"
        return "none of its comments belongs to a page here"

    @property
    def lost(self) -> dict[ForeignPage, int]:
        """The pages of the file that are not here, with the number of comments on each."""
        return pages_not_found(self.items)

    def as_json(self) -> dict[str, Any]:
        """Numbers first, then every item.

        ``comments`` are all in the file but pings; ``imported``, ``known`` from an earlier
        import and ``skipped`` add up to them. ``pending``, ``spam`` and ``trash`` are of the
        comments in the file.
        """
        comments = [item for item in self.items if item.outcome != "ping"]
        outcomes = Counter(item.outcome for item in self.items)
        statuses = Counter(item.reply.status for item in comments)
        return {
            "format": self.export.format,
            "dry_run": self.dry_run,
            "comments": len(comments),
            "pings": outcomes["ping"],
            "approved": statuses["approved"],
            "pending": statuses["pending"],
            "spam": statuses["spam"],
            "trash": statuses["trash"],
            "imported": outcomes["imported"],
            "known": outcomes["known"],
            "skipped": outcomes["skipped"],
            "skipped_because": dict(self._reasons()),
            "by_owner": sum(1 for item in self.items if item.row and item.row["by_owner"]),
            "depth": max((item.depth for item in self.items), default=0),
            "pages_not_found": [
                {
                    "address": page.address,
                    "title": page.title,
                    "id": page.id,
                    "comments": number,
                }
                for page, number in self.lost.items()
            ],
            "notes": list(self.export.notes),
            "problems": list(self.problems),
            "items": [_item(item) for item in self.items],
        }

    def lines(self) -> Iterator[str]:
        """The same for people; single items only where there is something to say of them."""
        data = self.as_json()
        verb = "would be imported" if self.dry_run else "imported"
        counts = (_count(data["comments"], "comment"), _count(data["pings"], "ping"))
        yield f"{self.export.format}: {', '.join(counts)}"
        yield from (f"  {note}" for note in self.export.notes)
        yield f"  {data['imported']} {verb}{_of_which(self.items)}"
        if data["known"]:
            yield f"  {data['known']} came with an earlier import"
        for reason, number in self._reasons():
            yield f"  {number} skipped: {reason}"
        if data["pings"]:
            yield f"  {_count(data['pings'], 'ping')} left out: links from other sites, no comments"
            yield from self._pings()
        owners = _owners(self.items)
        if owners:
            cure = ". If that is wrong, say --owner NAME" if self.dry_run else ""
            yield f"  Marked as yours: {owners}{cure}"
        yield from self._remarks()
        yield from self.problems
        yield from _lost(data["pages_not_found"])

    def _pings(self) -> Iterator[str]:
        pings = [item.reply for item in self.items if item.outcome == "ping"]
        yield from (f"    {ping.author}: {ping.url or ping.place}" for ping in pings[:_SHOWN])
        if len(pings) > _SHOWN:
            yield f"    and {len(pings) - _SHOWN} more; --json lists all"

    def _reasons(self) -> list[tuple[str, int]]:
        reasons = (item.reason for item in self.items if item.outcome == "skipped")
        return Counter(reasons).most_common()

    def _remarks(self) -> Iterator[str]:
        remarks = [(item, note) for item in self.items if item.row for note in item.notes]
        if remarks:
            yield "Not quite as it was:"
        for item, note in remarks[:_SHOWN]:
            yield f"  {item.reply.place}, {item.reply.author}: {note}"
        if len(remarks) > _SHOWN:
            yield f"  and {len(remarks) - _SHOWN} more; --json lists all"


def _item(item: Item) -> dict[str, Any]:
    reply = item.reply
    return {
        "outcome": item.outcome,
        "reason": item.reason,
        "place": reply.place,
        "foreign_id": reply.key,
        "id": item.id,
        "page": item.page_id,
        "found": item.how,
        "foreign_page": str(reply.page),
        "author": reply.author,
        "url": reply.url,
        "date": reply.date.isoformat() if reply.date else None,
        "status": reply.status,
        "kind": reply.kind,
        "depth": item.depth,
        "notes": list(item.notes),
    }


def _of_which(items: Iterable[Item]) -> str:
    statuses = Counter(item.reply.status for item in items if item.row)
    shown = [f"{statuses[name]} {name}" for name in ("pending", "spam", "trash") if statuses[name]]
    return f", of which {', '.join(shown)}" if shown else ""


def _owners(items: Iterable[Item]) -> str:
    names = Counter(item.row["author"] for item in items if item.row and item.row["by_owner"])
    return ", ".join(f"{name} ({number})" for name, number in names.most_common(10))


def _lost(pages: list[dict[str, Any]]) -> Iterator[str]:
    """The pages that are not here, in the shape of a mapping file."""
    if not pages:
        return
    yield "Pages that are not here. To say which they are, copy these lines into a file,"
    yield "write the id of a page after each comma, or “-” to leave it out, and say “import” again"
    yield "with --map FILE:"
    for page in pages:
        name = page["address"] or page["title"] or page["id"]
        quoted = f'"{name}"' if "," in name else name
        yield f"  {quoted},          ({_count(page['comments'], 'comment')})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
