"""What of a site is new to a host, by content and not by time; and in which order it goes. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

RECORD = "publication.json"
"""The file on a host that says what was published there."""
_IN_DOUBT = "in doubt"
_NEW = "in doubt and new"
"""Stand for the content of a file that is being sent, or was when it was interrupted."""

_LEFT = re.compile(r"(?P<path>.+)\.[0-9a-f]{8}\.partial")
"""What rclone calls a file that has not arrived yet."""
_FORMAT = 1
_FOR_MACHINES = (".xml", ".txt", ".json", ".webmanifest")

Hashes = Mapping[str, str]
"""From the path of a file in the site to a hash of its content."""


@dataclass(frozen=True)
class Record:
    """What a host has, as far as it is known: for the ``key`` of each path, a hash of the content.

    Paths are hashed too, because the record is public and some pages are for those only who know
    their address.
    """

    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_in_doubt(self) -> bool:
        """Whether a publication was interrupted, or goes on now."""
        return any(content in (_IN_DOUBT, _NEW) for content in self.files.values())

    def to_json(self) -> str:
        """The record as it is written on the host."""
        return json.dumps({"format": _FORMAT, "files": dict(sorted(self.files.items()))}, indent=0)

    def while_sending(self, changes: "Changes") -> "Record":
        """The same while these changes are being made."""
        doubt = dict.fromkeys(map(key, (*changes.changed, *changes.gone)), _IN_DOUBT)
        new = dict.fromkeys(map(key, changes.new), _NEW)
        return Record(MappingProxyType({**self.files, **doubt, **new}))


@dataclass(frozen=True)
class Changes:
    """Paths that are new to a host, changed, or of no use any more."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def sent(self) -> tuple[str, ...]:
        """Everything that travels."""
        return tuple(sorted((*self.new, *self.changed)))

    def phases(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Groups of files with a word for each, to be sent one group after the other.

        What pages load goes first, then new pages, then those that lead to them, and last what
        tells programs of them: no reader is led to what is not there yet.
        """
        sent = {"files": _assets(self.sent), "new pages": _pages(self.new)}
        sent |= {"pages": _pages(self.changed), "feeds": _feeds(self.sent)}
        return ((word, files) for word, files in sent.items() if files)


def key(path: str) -> str:
    """What a record calls a path."""
    return sha256(path.encode()).hexdigest()[:20]


def hashes(folder: Path) -> Hashes:
    """The files of a folder, hashed."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:20]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def record_of(site: Hashes) -> Record:
    """The record of a host that has this site, and nothing else of ours."""
    return Record(MappingProxyType({key(path): content for path, content in site.items()}))


def read_record(text: str) -> Record:
    """What a host says it has. Raises ValueError for what no version of this program wrote."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise ValueError("another version of this program wrote it")
    return Record(MappingProxyType({str(name): str(it) for name, it in data["files"].items()}))


def stale(record: Record, site: Hashes) -> frozenset[str]:
    """The keys of what was published once and is not in the site any more."""
    return frozenset(record.files.keys() - {key(path) for path in site})


def compare(record: Record, site: Hashes, present: Iterable[str] = ()) -> Changes:
    """What makes a host with this record have this site.

    ``present`` are the paths of all files there. It is needed only where some are ``stale``, or
    the record is in doubt, and what somebody else put there is left alone.
    """
    known = {path: record.files.get(key(path)) for path in site}
    old = stale(record, site)
    return Changes(
        new=tuple(path for path in site if known[path] in (None, _NEW)),
        changed=tuple(path for path in site if known[path] not in (None, _NEW, site[path])),
        gone=tuple(sorted(path for path in present if key(path) in old or _is_left(path, record))),
    )


def _is_left(path: str, record: Record) -> bool:
    """Whether an interrupted copy has left this beside a file of ours."""
    left = _LEFT.fullmatch(path)
    return left is not None and key(left["path"]) in record.files


def is_page(path: str) -> bool:
    """Whether readers see this file as a page."""
    return path.endswith(".html")


def _pages(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if is_page(path))


def _feeds(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if PurePosixPath(path).suffix in _FOR_MACHINES)


def _assets(paths: Iterable[str]) -> tuple[str, ...]:
    others = {*_pages(paths), *_feeds(paths)}
    return tuple(path for path in paths if path not in others)
