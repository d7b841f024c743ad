"""The Content-Security-Policy of the built site: what its pages may load, and from where."""

import base64
import hashlib
from urllib.parse import urlsplit

from plugins.hosting.pages import Pages


def policy(pages: Pages, styles: frozenset[str], site_url: str, replies_url: str) -> str:
    """All that the pages need, and nothing else.

    ``styles`` are style sheets that pages may come to have, as with a first comment. Pictures,
    videos and frames of others work if the owner put them into a page, and only these.
    """
    desk = _origin(replies_url, site_url)
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": " ".join(map(_digest, sorted(pages.styles | styles))) or "'none'",
        # The owner's own, as in a picture that she made smaller; a reader's text can have none.
        "style-src-attr": "'unsafe-inline'" if pages.has_style_attributes else "",
        "img-src": _sources(pages, "img-src", "'self'"),
        "media-src": _sources(pages, "media-src", "'self'"),
        "frame-src": _sources(pages, "frame-src"),
        "font-src": "'self'",
        "manifest-src": "'self'",
        "connect-src": f"'self' {desk}",
        "form-action": f"'self' {desk}",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    parts = [f"{name} {value.strip()}" for name, value in directives.items() if value]
    parts += ["upgrade-insecure-requests"] if site_url.startswith("https:") else []
    return "; ".join(parts)


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _sources(pages: Pages, directive: str, *own: str) -> str:
    return " ".join([*own, *sorted(source for name, source in pages.loaded if name == directive)])


def _origin(address: str, site_url: str) -> str:
    """Scheme and host of an address, "" where they are the site's."""
    parts, site = urlsplit(address), urlsplit(site_url)
    is_other = parts.netloc and (parts.scheme, parts.netloc) != (site.scheme, site.netloc)
    return f"{parts.scheme}://{parts.netloc}" if is_other else ""
