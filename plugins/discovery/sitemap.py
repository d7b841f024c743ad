"""Sitemaps as https://www.sitemaps.org has them, with the languages of a page. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from feedgenerator.django.utils.encoding import iri_to_uri

from plugins.discovery.addresses import Address

FILE_NAME = "sitemap.xml"
_MOST = 50_000
"""Addresses in one file; search engines refuse more."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemaps(addresses: Sequence[Address], site: str, most: int = _MOST) -> dict[str, str]:
    """The files by their names: one, or where there are more than ``most`` addresses, an index.

    ``site`` is the public address of the site.
    """
    if len(addresses) <= most:
        return {FILE_NAME: _sitemap(addresses, site)}
    starts = range(0, len(addresses), most)
    files = {
        f"sitemap-{number}.xml": _sitemap(addresses[start : start + most], site)
        for number, start in enumerate(starts, start=1)
    }
    return {FILE_NAME: _index(files, site), **files}


def _sitemap(addresses: Iterable[Address], site: str) -> str:
    rows = (row for address in addresses for row in _rows(address, site))
    opening = f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">'
    return "\n".join([_HEAD, opening, *rows, "</urlset>\n"])


def _rows(address: Address, site: str) -> Iterator[str]:
    yield f"<url><loc>{escape(_whole(site, address.url))}</loc>"
    if address.changed:
        yield f"<lastmod>{address.changed.isoformat(timespec='seconds')}</lastmod>"
    for language, url in address.languages.items():
        where = f"hreflang={quoteattr(language)} href={quoteattr(_whole(site, url))}"
        yield f'<xhtml:link rel="alternate" {where}/>'
    yield "</url>"


def _index(names: Iterable[str], site: str) -> str:
    rows = (f"<sitemap><loc>{escape(_whole(site, name))}</loc></sitemap>" for name in names)
    return "\n".join([_HEAD, f'<sitemapindex xmlns="{_SITEMAP}">', *rows, "</sitemapindex>\n"])


def _whole(site: str, url: str) -> str:
    return str(iri_to_uri(f"{site}/{url}"))
