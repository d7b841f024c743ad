"""Addresses and ids that two files would share. Pure."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.check.finding import Finding
from plugins.check.written.source import Source


def taken_twice(sources: Sequence[Source], language: str) -> Iterator[Finding]:
    """What a file has that an earlier one has already; ``language`` is that of the site."""
    built = [source for source in sources if source.value("status").lower() != "skip"]
    yield from _slugs_twice(built, language)
    yield from _ids_twice(built)


def _slugs_twice(sources: Sequence[Source], language: str) -> Iterator[Finding]:
    """Two files of a kind and language that would be at one address."""
    seen: dict[tuple[str, str, str], Source] = {}
    for source in sources:
        if source.value("save_as"):
            continue
        slug = source.value("slug") or Path(source.path).stem
        key = (source.kind, source.value("lang") or language, slug)
        first = seen.setdefault(key, source)
        if first is not source and source.kind != "drill":
            header = source.header("slug")
            message = (
                f"{first.path} has the address “{slug}” already; "
                "give this file another name, or another “Slug:”"
            )
            yield Finding(source.path, header.line if header else 1, "slug", message)


def _ids_twice(sources: Sequence[Source]) -> Iterator[Finding]:
    seen: dict[str, Source] = {}
    for source in sources:
        header = source.header("id")
        if header is None or not header.value:
            continue
        first = seen.setdefault(header.value, source)
        if first is not source:
            spelt = "id" if source.kind == "drill" else "Id"
            message = (
                f"the id “{header.value}” belongs to {first.path}; "
                f"give this page another “{spelt}:”"
            )
            yield Finding(source.path, header.line, "id", message)
