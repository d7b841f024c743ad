"""``python -m plugins.check``: names every fault of the site; exit status 1 if one is an error."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pelican.settings import read_settings

from plugins.check.accepted import without_accepted
from plugins.check.building import build_aside, build_findings
from plugins.check.built.findings import HTML, Looks, built_findings
from plugins.check.finding import Finding, without_told
from plugins.check.placeholders import setting_findings, text_placeholders
from plugins.check.remaining import build_remaining
from plugins.check.report import REPORTS
from plugins.check.sources import check_sources, content_files


def main(arguments: Sequence[str]) -> int:
    """Check, and print the report; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(options.settings)
    except Exception as error:  # whatever stands in a file of Python may go wrong
        sys.stderr.write(f"{options.settings} cannot be read: {error}\n")
        return 1
    found, sources = check_sources(settings, date.today())
    is_whole = False
    notes: list[str] = []
    if not options.no_build:
        found += _to_be_filled_in(options.settings, settings)
        looks = Looks(options.html, options.external, notes.append)
        more, is_whole = _of_the_site(options.settings, settings, found, looks)
        found += more
    found = sorted(set(without_accepted(sources, found, is_built=is_whole)))
    files = len(content_files(settings))
    sys.stdout.write(f"{REPORTS[options.format](found, files, notes)}\n")
    return int(any(finding.is_error for finding in found))


def _of_the_site(
    name: str, settings: Mapping[str, Any], known: Sequence[Finding], looks: Looks
) -> tuple[list[Finding], bool]:
    """What a build says, and what is wrong with what it built; and whether that is all."""
    with TemporaryDirectory() as folder:
        first = build_aside(name, settings["PLUGINS"], Path(folder))
        found = list(build_findings(first, name, known))
        built = (
            first if not first.failure else build_remaining(name, settings, folder, first, known)
        )
        if built:
            found += without_told(built_findings(built, settings, looks), known)
        return found, not first.failure


def _to_be_filled_in(name: str, settings: Mapping[str, Any]) -> Iterator[Finding]:
    """What the owner has not made her own yet: it matters once the site is to be public."""
    files = {Path(name), Path(name).with_name("pelicanconf.py")}
    yield from setting_findings(settings, sorted(file for file in files if file.is_file()))
    for file in content_files(settings):
        text = file.path.read_text("utf-8", errors="replace")
        yield from text_placeholders(file.shown, text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.check", description=__doc__)
    parser.add_argument("--settings", default="publishconf.py", help="the settings of the site")
    parser.add_argument("--format", choices=REPORTS, default="text", help="how it is told")
    parser.add_argument("--html", choices=HTML, default="typical", help="pages for the Nu checker")
    parser.add_argument("--external", action="store_true", help="ask other sites, too")
    parser.add_argument("--no-build", action="store_true", help="look at the sources only")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
