"""Tells once what stands on many pages, such as a link of the menu. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.check.finding import Finding

_MANY = 4
_OF_PLACES = ("html", "image-alt", "image-dimensions", "image-size", "link", "link-outside")
"""Rules whose message names the thing itself, and not the page."""


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; of those that no source has a line for, one for all pages that share it."""
    shared: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.line == 1 and finding.rule in (*_OF_PLACES, "third-party"):
            shared.setdefault((finding.rule, finding.message), []).append(finding)
        else:
            yield finding
    for same in shared.values():
        if len(same) < _MANY:
            yield from same
        else:
            first = min(same)
            message = (
                f"{first.message} (and the same on {len(same) - 1} other pages: look at MENU and "
                "FOOTER_MENU in pelicanconf.py, or into the theme)"
            )
            yield replace(first, message=message)
