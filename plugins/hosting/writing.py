"""At the end of a published build: writes what hosts read beside the pages."""

import logging
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.hosting.apache import htaccess
from plugins.hosting.netlify import LONGEST_LINE, headers_file, long_lines, redirects_file
from plugins.hosting.pages import read_pages
from plugins.hosting.rules import rules

_log = logging.getLogger(__name__)
_WRITERS = {"_headers": headers_file, "_redirects": redirects_file, ".htaccess": htaccess}


def register() -> None:
    """Connect the receiver; Pelican holds it weakly, so it stands at module level."""
    signals.finalized.connect(write)


def write(pelican: Any) -> None:
    """Write the files, but for those that the owner has copied there herself."""
    settings, output = pelican.settings, Path(pelican.output_path)
    if not settings["SITEURL"]:
        return  # the preview
    found = rules(settings, read_pages(output, settings["SITEURL"]))
    for name in long_lines(found):
        _log.warning(
            "%s has more than %d characters, and Cloudflare passes over it: the pages load from "
            "too many hosts, or there are too many style sheets",
            name,
            LONGEST_LINE,
        )
    for file, writer in _WRITERS.items():
        text = writer(found)
        if text and not (output / file).exists():
            (output / file).write_text(text, encoding="utf-8")
