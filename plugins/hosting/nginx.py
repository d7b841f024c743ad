"""A site file for nginx, with the pages in a folder of the server."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from plugins.hosting.caching import PAGES_FIRST
from plugins.hosting.rules import Rules

_HTTP = ("listen 80;", "listen [::]:80;")
_HTTPS = ("listen 443 ssl http2;", "listen [::]:443 ssl http2;")


def nginx_site(rules: Rules, root: str, certificate: str, key: str) -> str:
    """The text of the file: one server, and one that leads from HTTP to HTTPS.

    ``root`` is the folder of the site on the server, the others are files there.
    """
    kept = f"$kept_{re.sub(r'[^a-z0-9]', '_', rules.host)}"
    parts = [
        f"# {rules.address}, printed from its built pages. Print it again after a change of the",
        "# program or theme, since the policy names style sheets by what is in them.",
        *_block(f"map $uri {kept}", _caching(rules)),
        *(_block("server", _to_https(rules, root)) if rules.is_secure else ()),
        *_block("server", _server(rules, root, certificate, key, kept)),
    ]
    return "\n".join(parts) + "\n"


def _block(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"\n{head} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def _caching(rules: Rules) -> Iterator[str]:
    yield f'default "{PAGES_FIRST}";'
    yield from (f'"~{caching.names}$" "{caching.value}";' for caching in rules.caching)


def _to_https(rules: Rules, root: str) -> Iterator[str]:
    yield from _HTTP
    yield f"server_name {rules.host};"
    yield f'root "{root}";'
    yield "# Whoever gives out certificates asks here, without HTTPS."
    yield "location ^~ /.well-known/acme-challenge/ { }"
    yield f"location / {{ return 301 https://{rules.host}$request_uri; }}"


def _server(rules: Rules, root: str, certificate: str, key: str, kept: str) -> Iterator[str]:
    yield from _HTTPS if rules.is_secure else _HTTP
    yield f"server_name {rules.host};"
    if rules.is_secure:
        yield f'ssl_certificate "{certificate}";'
        yield f'ssl_certificate_key "{key}";'
        yield "ssl_protocols TLSv1.2 TLSv1.3;"
    yield f'root "{root}";'
    yield "index index.html;"
    yield "charset utf-8;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    yield f"error_page 404 {rules.not_found};"
    yield "# A folder without a page is not there either."
    yield f"error_page 403 =404 {rules.not_found};"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    for name, value in rules.headers:
        yield f'add_header {name} "{value}" always;'
    yield f"add_header Cache-Control {kept} always;"
    yield from _locations(rules)


def _locations(rules: Rules) -> Iterator[str]:
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    yield from (f'location = "/{name}" {{ return 404; }}' for name in rules.hidden)
    yield f'location ~ "{rules.feeds}$" {{ types {{ application/atom+xml xml; }} }}'
    for ending, type in rules.types:
        yield rf'location ~ "\.{ending}$" {{ types {{ {type} {ending}; }} }}'
    for move in rules.moves:
        yield f'location = "{_quoted(move.old)}" {{ return 301 "{move.new}"; }}'


def _quoted(path: str) -> str:
    """A path as nginx compares it, decoded, within double quotes."""
    return re.sub(r'(["\\])', r"\\\1", unquote(path))
