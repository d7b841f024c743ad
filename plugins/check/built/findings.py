"""Everything wrong with a built site, each at the source it comes from."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.check.building import Built
from plugins.check.built.data import data_findings
from plugins.check.built.feeds import feed_problems
from plugins.check.built.gather import gathered
from plugins.check.built.links import (
    Origin,
    id_findings,
    link_findings,
    orphan_findings,
    unused_findings,
)
from plugins.check.built.loaded import loaded_findings
from plugins.check.built.nu import find_nu, nu_findings
from plugins.check.built.places import Origins
from plugins.check.built.private import READABLE, known_addresses, private_problems
from plugins.check.built.site import BuiltSite, read_site
from plugins.check.finding import Finding
from plugins.check.outside.asking import Asker
from plugins.check.outside.findings import agent_of, outside_findings
from plugins.files import kept_secret

_SLUG = re.compile(r"^slug:(.*)", re.IGNORECASE | re.MULTILINE)


HTML = ("none", "typical", "all")
"""Which pages the Nu checker is shown: of those made alike one, or all."""


@dataclass(frozen=True)
class Looks:
    """What takes longer, or asks others: which pages the Nu checker is shown, and links outside.

    ``note`` is told what could not be looked at. ``kept`` is a file that remembers pages, so that
    those that did not change take no time.
    """

    html: str = "none"
    is_outside: bool = False
    note: Callable[[str], object] = str
    kept: Path | None = None


QUICK = Looks()
"""Only what takes no time."""


def built_findings(
    built: Built, settings: Mapping[str, Any], looks: Looks = QUICK
) -> Iterator[Finding]:
    """What is wrong with links, HTML, feeds, data for machines, and what must not be public."""
    return gathered(_findings(built, settings, looks))


def _findings(built: Built, settings: Mapping[str, Any], looks: Looks) -> Iterator[Finding]:
    site = read_site(built.output, settings["SITEURL"], looks.kept)
    origin = Origins(built.origins, site.address)
    yield from link_findings(site, origin, _names(built.left_out))
    if not built.left_out:
        yield from orphan_findings(site, origin)
        yield from unused_findings(site, Path(settings["PATH"]))
    yield from id_findings(site, origin)
    yield from loaded_findings(site, origin, built.output)
    yield from data_findings(site, origin)
    yield from _public_findings(built.output, site, origin, settings)
    if looks.html != "none":
        found, lacking = nu_findings(find_nu(), built.output, origin, is_every=looks.html == "all")
        yield from found
        if lacking:
            looks.note(lacking)
    if looks.is_outside:
        asker = Asker(agent_of(settings))
        own = [settings.get("REPLIES_URL", "")]
        yield from outside_findings(site, origin, asker.problem, own)


def _public_findings(
    folder: Path, site: BuiltSite, origin: Origin, settings: Mapping[str, Any]
) -> Iterator[Finding]:
    known = known_addresses(settings)
    secrets = list(filter(None, (kept_secret(settings).strip(), os.environ.get("DESK_SECRET_KEY"))))
    for name in sorted(site.files):
        if not name.endswith(READABLE):
            continue
        text = (folder / name).read_text("utf-8", errors="replace")
        problems = [("private", problem) for problem in private_problems(text, known, secrets)]
        if name.endswith(".atom.xml"):
            problems += [("feed", problem) for problem in feed_problems(text)]
        for rule, problem in problems:
            yield Finding(*origin(name, ""), rule, problem)


def _names(files: Iterable[str]) -> frozenset[str]:
    """The names that are in the addresses of these files."""
    slugs = (_SLUG.search(Path(file).read_text("utf-8", errors="replace")) for file in files)
    stems = (Path(file).stem for file in files)
    return frozenset([*stems, *(match[1].strip() for match in slugs if match)])
