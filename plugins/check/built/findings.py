"""Everything wrong with a built site, each at the source it comes from."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.check.building import Built
from plugins.check.built.feeds import data_findings, feed_problems
from plugins.check.built.links import link_findings, orphan_findings, unused_findings
from plugins.check.built.private import addresses_in, private_problems
from plugins.check.built.scripts import script_findings
from plugins.check.built.site import read_site
from plugins.check.finding import Finding
from plugins.files import kept_secret

_READABLE = (".html", ".xml", ".json", ".txt", ".js", ".css", ".svg", ".md")


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
        typed = [part for part in (text, text.removeprefix(self.address)) if part]
        found = (n for n, line in enumerate(lines, 1) if any(part in line for part in typed))
        return source, next(found, 1)


def built_findings(built: Built, settings: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with links, feeds, data for machines, and what must not be public."""
    site = read_site(built.output, settings["SITEURL"])
    origin = _Origins(built.origins, site.address)
    yield from link_findings(site, origin)
    yield from orphan_findings(site, origin)
    yield from unused_findings(site, Path(settings["PATH"]))
    yield from script_findings(site, origin)
    yield from data_findings(site, origin)
    known = _known_addresses(settings)
    secrets = list(filter(None, (kept_secret(settings).strip(), os.environ.get("DESK_SECRET_KEY"))))
    for name in sorted(site.files):
        if not name.endswith(_READABLE):
            continue
        text = (built.output / name).read_text("utf-8", errors="replace")
        shown, line = origin(name, "")
        if name.endswith(".atom.xml"):
            yield from (Finding(shown, 1, "feed", it) for it in feed_problems(text))
        for problem in private_problems(text, known, secrets):
            yield Finding(shown, line, "private", problem)


def _known_addresses(settings: Mapping[str, Any]) -> frozenset[str]:
    """The e-mail addresses that the owner has written down for everybody to see."""
    files = [path for path in Path(settings["PATH"]).rglob("*") if path.suffix in _READABLE]
    texts = (path.read_text("utf-8", errors="replace") for path in files if path.is_file())
    own = (value for value in settings.values() if isinstance(value, str))
    return frozenset().union(*map(addresses_in, (*texts, *own)))
