"""The files that hosts read: headers, redirects, the 404 page, how long browsers keep what.

A published build gets them for Netlify and Cloudflare, and for Apache; ``python -m plugins.hosting
nginx`` prints a site file for nginx. All say the same, from the rules in ``rules.py``.
"""


def register() -> None:
    """Connect to Pelican."""
    from plugins.hosting import writing

    writing.register()
