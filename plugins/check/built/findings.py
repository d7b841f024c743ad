"""Everything wrong with a built site, each at the source it comes from."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from plugins.check.building import Built
from plugins.check.built.data import data_findings
from plugins.check.built.feeds import feed_problems
from plugins.check.built.links import link_findings, orphan_findings, unused_findings
from plugins.check.built.loaded import loaded_findings
from plugins.check.built.private import READABLE, known_addresses, private_problems
from plugins.check.built.site import read_site
from plugins.check.finding import Finding
from plugins.files import kept_secret

_SLUG = re.compile(r"^slug:(.*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class _Origins:
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


def built_findings(built: Built, settings: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with links, feeds, data for machines, and what must not be public."""
    site = read_site(built.output, settings["SITEURL"])
    origin = _Origins(built.origins, site.address)
    yield from link_findings(site, origin, _names(built.left_out))
    if not built.left_out:
        yield from orphan_findings(site, origin)
        yield from unused_findings(site, Path(settings["PATH"]))
    yield from loaded_findings(site, origin, built.output)
    yield from data_findings(site, origin)
    known = known_addresses(settings)
    secrets = list(filter(None, (kept_secret(settings).strip(), os.environ.get("DESK_SECRET_KEY"))))
    for name in sorted(site.files):
        if not name.endswith(READABLE):
            continue
        text = (built.output / name).read_text("utf-8", errors="replace")
        shown, line = origin(name, "")
        if name.endswith(".atom.xml"):
            yield from (Finding(shown, 1, "feed", it) for it in feed_problems(text))
        for problem in private_problems(text, known, secrets):
            yield Finding(shown, line, "private", problem)


def _spellings(text: str, address: str) -> Iterator[str]:
    """How an address may stand in the source, the likeliest first."""
    path, sign, fragment = text.partition("#")
    name = PurePosixPath(path).name
    yield from filter(None, (text, text.removeprefix(address), unquote(text)))
    if sign and fragment:
        yield from (f"{name}.md#{unquote(fragment)}", f"#{unquote(fragment)}")
    if text and name:
        yield from (f"/{name}.md", f"{name}.md", name)


def _names(files: Iterable[str]) -> frozenset[str]:
    """The names that are in the addresses of these files."""
    slugs = (_SLUG.search(Path(file).read_text("utf-8", errors="replace")) for file in files)
    stems = (Path(file).stem for file in files)
    return frozenset([*stems, *(match[1].strip() for match in slugs if match)])
