"""Every link of the built site to another site, asked once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urldefrag, urlsplit

from plugins.check.built.links import Origin
from plugins.check.built.site import BuiltSite
from plugins.check.finding import Finding

_AT_ONCE = 4
"""Sites that are asked at the same time; each is asked one thing after the other."""


def agent_of(settings: Mapping[str, Any]) -> str:
    """What the owners of other sites read of who asks."""
    return f"Mozilla/5.0 (compatible; Full Range link check; +{settings['SITEURL']})"


def outside_findings(
    site: BuiltSite, origin: Origin, problem: Callable[[str], str], own: Sequence[str] = ()
) -> Iterator[Finding]:
    """Links to other sites that lead nowhere, told once a source; ``problem`` asks an address.

    Addresses that begin with one of ``own`` are the owner's, such as that of the desk.
    """
    places = _places(site, origin, tuple(filter(None, own)))
    by_host: dict[str, list[str]] = {}
    for address in places:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)

    def ask(addresses: list[str]) -> list[tuple[str, str]]:
        return [(address, problem(address)) for address in addresses]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for answers in pool.map(ask, by_host.values()):
            for address, said in answers:
                for source, line in places[address] if said else ():
                    yield Finding(source, line, "link-outside", f"{address} {said}")


def _places(
    site: BuiltSite, origin: Origin, own: tuple[str, ...]
) -> dict[str, list[tuple[str, int]]]:
    """Each outside address without its fragment, and where it is written, a place a source."""
    found: dict[str, dict[str, int]] = {}
    for path, page in site.pages.items():
        for link in page.links:
            is_web = link.address.lower().startswith(("http://", "https://"))
            if not is_web or site.target(path, link.address) or site.own_path(link.address):
                continue
            if link.address.startswith(own):
                continue
            source, line = origin(path, link.address)
            found.setdefault(urldefrag(link.address)[0], {}).setdefault(source, line)
    return {address: list(places.items()) for address, places in found.items()}
