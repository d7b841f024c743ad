"""Reads large XML piece by piece, and safely: a file that declares entities is refused.

Nothing is fetched from anywhere, and no more than one record is held at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from desk.exchange.records import ExchangeError, Notes

_CHUNK = 1 << 16
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
# No XML file may hold them, and old blogs export them all the same.
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_SEPARATOR = "\x1f"


@dataclass
class Element:
    """One element: its namespace and name, what it holds, and the line it begins in."""

    space: str
    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in it, without that of its children."""
        return "".join(self.pieces)

    def child(self, name: str, space: str | None = None) -> "Element | None":
        """The first child of this name, of any namespace unless one is asked for."""
        return next(self.all(name, space), None)

    def all(self, name: str, space: str | None = None) -> Iterator["Element"]:
        """The children of this name."""
        for child in self.children:
            if child.name == name and (space is None or child.space == space):
                yield child

    def value(self, name: str, space: str | None = None) -> str:
        """The text of the first child of this name, without space around; "" without one."""
        found = self.child(name, space)
        return found.text.strip() if found else ""


class Records:
    """The elements of one depth, one after the other, and the root they stand in.

    The root is of depth 0. ``spaces`` gives every namespace of the file. ``unquoted`` finds an
    attribute that a faulty export writes without quotes: its two groups are name and value.
    """

    def __init__(
        self,
        stream: IO[bytes],
        depth: int,
        notes: Notes,
        unquoted: re.Pattern[bytes] | None = None,
    ) -> None:
        self.root = Element("", "", 0)
        self.spaces: set[str] = set()
        self._stream, self._depth, self._notes = stream, depth, notes
        self._unquoted = unquoted
        self._stack: list[Element] = []
        self._done: list[Element] = []
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartNamespaceDeclHandler = self._space
        self._parser.EntityDeclHandler = self._refuse_entity

    def __iter__(self) -> Iterator[Element]:
        """Read on. Raises ExchangeError, with the line, where the file is no good XML."""
        chunks = _clean(self._stream, self._notes)
        for chunk in _quoted(chunks, self._unquoted, self._notes) if self._unquoted else chunks:
            yield from self._feed(chunk, last=False)
        yield from self._feed(b"", last=True)

    def root_name(self) -> str:
        """The name of the root, read from the start of the file; "" where there is none."""
        for chunk in _clean(self._stream, self._notes):
            try:
                self._feed(chunk, last=False)
            except ExchangeError:
                if self.root.name:
                    break  # Whoever reads the whole will name the place.
                raise
            if self.root.name:
                break
        return self.root.name

    def _feed(self, chunk: bytes, last: bool) -> list[Element]:
        try:
            self._parser.Parse(chunk, last)
        except ExchangeError:
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = self._parser.CurrentLineNumber
            raise ExchangeError(
                f"line {line}: the file is damaged or cut off here ({error})"
            ) from None
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_SEPARATOR)
        plain = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
        element = Element(space, local, self._parser.CurrentLineNumber, plain)
        if not self._stack:
            self.root = element
        elif len(self._stack) > self._depth:
            self._stack[-1].children.append(element)
        self._stack.append(element)

    def _end(self, _name: str) -> None:
        element = self._stack.pop()
        if len(self._stack) == self._depth:
            self._done.append(element)

    def _data(self, text: str) -> None:
        if len(self._stack) > self._depth:
            self._stack[-1].pieces.append(text)

    def _space(self, _prefix: str | None, uri: str) -> None:
        self.spaces.add(uri)

    def _refuse_entity(self, name: str, *_rest: object) -> None:
        raise ExchangeError(
            f"line {self._parser.CurrentLineNumber}: the file defines an entity, “{name}”; "
            "no export does, and it is not read for safety's sake"
        )


def _clean(stream: IO[bytes], notes: Notes) -> Iterator[bytes]:
    """The bytes of the file, without what stands before the first tag or is forbidden in XML."""
    first = stream.read(_CHUNK)
    if first.startswith(_UTF_16):
        yield first
        while chunk := stream.read(_CHUNK):
            yield chunk
        return
    stray, tag, rest = first.removeprefix(b"\xef\xbb\xbf").partition(b"<")
    if stray.strip():
        notes.add("stray bytes before the beginning were passed over ({n})", len(stray))
    chunk = tag + rest
    while chunk:
        kept = chunk.translate(None, _FORBIDDEN)
        if len(kept) < len(chunk):
            notes.add(
                "control characters, which no XML may hold, were taken out ({n})",
                len(chunk) - len(kept),
            )
        yield kept
        chunk = stream.read(_CHUNK)


def _quoted(chunks: Iterator[bytes], unquoted: re.Pattern[bytes], notes: Notes) -> Iterator[bytes]:
    """The same bytes with quotes where they were left out, cut between tags only."""
    rest = b""
    for chunk in chunks:
        whole, tag_end, tail = (rest + chunk).rpartition(b">")
        rest = tail
        mended, times = unquoted.subn(rb'\1"\2"', whole + tag_end)
        if times:
            notes.add("quotes that were missing were taken as meant ({n})", times)
        yield mended
    yield rest
