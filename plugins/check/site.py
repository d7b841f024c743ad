"""Everything wrong with a site: its sources, what a build of it says, and what it built."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plugins.check.accepted import without_accepted
from plugins.check.building import Built, build_aside, build_findings
from plugins.check.built.findings import QUICK, Looks, built_findings
from plugins.check.finding import Finding, without_told
from plugins.check.remaining import build_remaining
from plugins.check.written.placeholders import setting_findings, text_placeholders
from plugins.check.written.sources import check_sources, content_files


@dataclass(frozen=True)
class Checked:
    """What was found, sorted, in so many files of the content; ``built`` is the site, if any."""

    findings: tuple[Finding, ...]
    files: int
    built: Built | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before the site is published."""
        return tuple(finding for finding in self.findings if finding.is_error)


def check_site(
    name: str,
    settings: Mapping[str, Any],
    today: date,
    folder: Path | None = None,
    looks: Looks = QUICK,
) -> Checked:
    """Check the site of the settings in the file ``name``.

    It is built into ``folder``; without one, only the sources are looked at. ``looks`` says what
    of the built site is looked at that takes its time.
    """
    with ThreadPoolExecutor(1) as pool:  # the build is a process: both have a core of their own
        building = pool.submit(build_aside, name, settings["PLUGINS"], folder) if folder else None
        found, sources = check_sources(settings, today)
        found += _to_be_filled_in(name, settings) if building else ()
        built = building.result() if building else None
    if built:
        found += [*_of_the_build(name, settings, built, found, looks)]
    is_whole = built is not None and not built.failure
    kept = without_accepted(sources, found, is_built=is_whole)
    return Checked(tuple(sorted(set(kept))), len(content_files(settings)), built)


def _of_the_build(
    name: str, settings: Mapping[str, Any], first: Built, known: Sequence[Finding], looks: Looks
) -> Iterator[Finding]:
    """What a build says, and what is wrong with what it built, of whatever can be built."""
    yield from build_findings(first, name, known)
    folder = str(first.output.parent)
    built = build_remaining(name, settings, folder, first, known) if first.failure else first
    if built:
        yield from without_told(built_findings(built, settings, looks), known)


def _to_be_filled_in(name: str, settings: Mapping[str, Any]) -> Iterator[Finding]:
    """What the owner has not made her own yet: it matters once the site is to be public."""
    files = {Path(name), Path(name).with_name("pelicanconf.py")}
    yield from setting_findings(settings, sorted(file for file in files if file.is_file()))
    for file in content_files(settings):
        text = file.path.read_text("utf-8", errors="replace")
        yield from text_placeholders(file.shown, text)
