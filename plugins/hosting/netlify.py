"""The files ``_headers`` and ``_redirects``, which Netlify and Cloudflare read in the same way.

Both join the values of a header that several rules give, so a file gets ``Cache-Control`` from one
rule at most, and pages from none: that they are asked for anew each time goes without saying there.
A redirect gives way to the page at its address at Netlify, and goes before it at Cloudflare, which
takes no file with Netlify's sign for the latter (``301!``).
"""

from collections.abc import Iterator

from plugins.hosting.rules import Rules

LONGEST_LINE = 2000
"""Characters; Cloudflare passes over a longer line."""


def headers_file(rules: Rules) -> str:
    """The text of ``_headers``."""
    return "\n".join(_headers(rules)) + "\n"


def redirects_file(rules: Rules) -> str:
    """The text of ``_redirects``; Cloudflare reads 2,000 of them, the pages do for the rest."""
    lines = (f"{rules.base}{move.old} {rules.base}{move.new} 301\n" for move in rules.moves)
    return "".join(lines)


def long_lines(rules: Rules) -> tuple[str, ...]:
    """The names of headers that are longer than every host takes."""
    return tuple(name for name, value in rules.headers if len(f"  {name}: {value}") > LONGEST_LINE)


def _headers(rules: Rules) -> Iterator[str]:
    yield f"{rules.base}/*"
    yield from (f"  {name}: {value}" for name, value in rules.headers)
    for caching in rules.caching:
        for folder in caching.folders:
            yield f"{rules.base}/{folder}*"
            yield f"  Cache-Control: {caching.value}"
