"""Where things on built pages come from: the source file, and the line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote


@dataclass(frozen=True)
class Origins:
    """Where things on built pages come from; what has no source is named as the site has it."""

    sources: Mapping[str, str]
    address: str

    def __call__(self, path: str, text: str) -> tuple[str, int]:
        """The source file of a page, and the first line in which this text stands, or 1."""
        source = self.sources.get(path)
        if source is None:
            return f"output/{path}", 1
        lines = Path(source).read_text("utf-8-sig", errors="replace").split("\n")
        for typed in _spellings(text, self.address):
            for number, line in enumerate(lines, start=1):
                if typed in line:
                    return source, number
        return source, 1


def _spellings(text: str, address: str) -> Iterator[str]:
    """How an address may stand in the source, the likeliest first."""
    path, sign, fragment = text.partition("#")
    name = PurePosixPath(path).name
    yield from filter(None, (text, text.removeprefix(address), unquote(text)))
    if sign and fragment:
        yield from (f"{name}.md#{unquote(fragment)}", f"#{unquote(fragment)}")
    if text and name:
        yield from (f"/{name}.md", f"{name}.md", name)
