"""``python -m plugins.check``: names every fault of the site; exit status 1 if one is an error."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.check.built.findings import HTML, Looks
from plugins.check.report import REPORTS
from plugins.check.site import check_site
from plugins.settings import SettingsError, load_settings


def main(arguments: Sequence[str]) -> int:
    """Check, and print the report; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    notes: list[str] = []
    looks = Looks(options.html, options.external, notes.append)
    with TemporaryDirectory() as folder:
        aside = None if options.no_build else Path(folder)
        checked = check_site(options.settings, settings, date.today(), aside, looks)
    sys.stdout.write(f"{REPORTS[options.format](checked.findings, checked.files, notes)}\n")
    return int(bool(checked.errors))


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
