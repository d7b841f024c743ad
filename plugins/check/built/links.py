"""Links of built pages that lead nowhere, and pages to which no link leads. Pure."""

import os
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path

from plugins.check.built.page import Link
from plugins.check.built.site import BuiltSite, Target
from plugins.check.finding import Finding
from plugins.choices import did_you_mean

Origin = Callable[[str, str], tuple[str, int]]
"""From the path of a built page, and a text that stands in it, to the source file and the line."""

_HOME = "index.html"
_ASKED_FOR = ("404.html", _HOME)
"""Pages that need no link: hosts and readers ask for them by themselves."""
_MACHINES = ("robots.txt", "humans.txt", "favicon.ico", "sitemap.xml", ".well-known/security.txt")
"""Files that machines ask for by themselves."""
_NAMED = ("{", "|", "%7B", "%7C", "www.")
"""How addresses begin that the check of the sources has named."""
_TOP = ("", "top")
"""Places that every page has."""


def link_findings(
    site: BuiltSite, origin: Origin, awaited: Collection[str] = ()
) -> Iterator[Finding]:
    """Every link of the site to what is not there, told once a source and address.

    A page whose address has one of the names that are ``awaited`` will be there one day.
    """
    told: set[tuple[str, str]] = set()
    # What is likely to be meant is looked for among all pages, so once for each address.
    missing = cache(partial(_missing, site))
    for path, page in site.pages.items():
        for link in page.links:
            problem = ""
            if not link.address.startswith(_NAMED):
                problem = _problem(site, path, link, awaited, missing)
            if problem:
                source, line = origin(path, link.address)
                if (source, link.address) not in told:
                    told.add((source, link.address))
                    yield Finding(source, line, "link", problem)


def id_findings(site: BuiltSite, origin: Origin) -> Iterator[Finding]:
    """Places that have one name, so that no link finds the second."""
    for path, page in site.pages.items():
        for id in dict.fromkeys(page.ids_twice):
            source, line = origin(path, f"#{id}")
            message = (
                f"two places of {path} are called “{id}”, and links find the first only; give the "
                "heading another name, like {#more-on-this} at the end of its line"
            )
            yield Finding(source, line, "html", message)


def orphan_findings(site: BuiltSite, origin: Origin) -> Iterator[Finding]:
    """Pages that no reader finds by following links from the front page."""
    reached, ahead = {_HOME}, [_HOME]
    while ahead:
        path = ahead.pop()
        page = site.pages.get(path)
        for link in page.links if page else ():
            target = site.target(path, link.address) if link.leads_on else None
            if target and target.path not in reached:
                reached.add(target.path)
                ahead.append(target.path)
    for path, page in site.pages.items():
        if path not in reached and path not in _ASKED_FOR and not page.is_aside:
            source, line = origin(path, "")
            message = f"no link leads to the page {_shown(path)}; link to it from another one"
            yield Finding(source, line, "orphan", message)


def unused_findings(site: BuiltSite, content: Path) -> Iterator[Finding]:
    """Files of the content folder that were copied, and that no page has any use for."""
    links = ((path, link) for path, page in site.pages.items() for link in page.links)
    targets = (site.target(path, link.address) for path, link in links)
    used = {target.path for target in targets if target}
    for name in sorted(site.files - used - site.pages.keys() - {*_MACHINES}):
        source = content / name
        if source.is_file():
            message = "no page uses this file; take it away, or link to it"
            yield Finding(os.path.relpath(source), 1, "unused", message)


def _problem(
    site: BuiltSite,
    path: str,
    link: Link,
    awaited: Collection[str],
    missing: Callable[[Target, str], str],
) -> str:
    target = site.target(path, link.address)
    if own := site.own_path(link.address):
        return f"{link.address} is not how this site is called; write {own}"
    if target is None:
        return ""
    if target.path not in site.files:
        is_awaited = not set(awaited).isdisjoint(target.path.split("/"))
        return "" if is_awaited else missing(target, link.address)
    page = site.pages.get(target.path)
    if page is None or target.fragment in page.ids or target.fragment in _TOP:
        return ""
    return (
        f"the link {link.address} leads to a place that its page has not;"
        f"{did_you_mean(target.fragment, page.ids)} give a heading there this name, {{#name}}"
    )


def _missing(site: BuiltSite, target: Target, address: str) -> str:
    name = target.path.removesuffix(_HOME).rstrip("/").rpartition("/")[2]
    same = (page for page in site.pages if page.endswith((f"/{name}/{_HOME}", f"/{name}.html")))
    shown = next(same, f"{name}/{_HOME}" if f"{name}/{_HOME}" in site.pages else "")
    near = f" did you mean “/{_shown(shown)}”?" if shown else _near(site, target)
    return f"the site has nothing at {address};{near} mend the address"


def _near(site: BuiltSite, target: Target) -> str:
    return did_you_mean(target.path.removesuffix(_HOME), map(_shown, site.files))


def _shown(path: str) -> str:
    """The path as it stands in an address."""
    return path.removesuffix(_HOME) or "/"
