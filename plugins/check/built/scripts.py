"""Scripts that the policy of the published site forbids, so that they run in the preview only."""

from collections.abc import Iterator

from plugins.check.built.links import Origin
from plugins.check.built.site import BuiltSite
from plugins.check.finding import Finding

_WHY = "the published site runs only scripts of its own, from files; link to what it shows instead"


def script_findings(site: BuiltSite, origin: Origin) -> Iterator[Finding]:
    """Every script of another site, and every one that stands in a page itself."""
    for path, page in site.pages.items():
        foreign = (
            link.address
            for link in page.links
            if link.element == "script" and site.target(path, link.address) is None
        )
        for written in (*foreign, *page.inline):
            source, line = origin(path, written)
            yield Finding(source, line, "script", f"{written} will not run: {_WHY}")
