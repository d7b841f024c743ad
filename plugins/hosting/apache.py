"""The file ``.htaccess``, for Apache 2.4.

It asks for no more than the right to it that hosts give most often (``AllowOverride FileInfo``), so
what must not be seen is not there (404) rather than forbidden, folders without a page too.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from plugins.hosting.caching import PAGES_FIRST
from plugins.hosting.pages import Move
from plugins.hosting.rules import COMPRESSED, Rules

_COMPRESSED = rf"\.(?:{'|'.join(COMPRESSED)})"


def htaccess(rules: Rules) -> str:
    """The text of ``.htaccess``."""
    parts = [
        "# Written by each build; what you change here is gone with the next.",
        f"ErrorDocument 404 {rules.base}{rules.not_found}",
        "AddDefaultCharset utf-8",
        *_module("headers", _headers(rules)),
        *_module("mime", _types(rules)),
        *_module("rewrite", _rewriting(rules)),
    ]
    return "\n".join(parts) + "\n"


def _module(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"\n<IfModule mod_{name}.c>"
    yield from lines
    yield "</IfModule>"


def _files(names: str, *lines: str) -> Iterator[str]:
    yield f'<FilesMatch "{names}$">'
    yield from lines
    yield "</FilesMatch>"


def _headers(rules: Rules) -> Iterator[str]:
    for name, value in (*rules.headers, ("Cache-Control", PAGES_FIRST)):
        yield f'Header always set {name} "{value}"'
    # Of several that fit, the last counts here.
    for caching in reversed(rules.caching):
        rule = f'Header always set Cache-Control "{caching.value}"'
        yield from _files(rf"{caching.names}(?:\.gz)?", rule)
    yield from _files(rf"{_COMPRESSED}(?:\.gz)?", "Header merge Vary Accept-Encoding")


def _types(rules: Rules) -> Iterator[str]:
    yield from (f"AddType {type} .{ending}" for ending, type in rules.types)
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in COMPRESSED)}"
    yield from _files(rf"{rules.feeds}(?:\.gz)?", "ForceType application/atom+xml")
    yield from _files(rf"{_COMPRESSED}\.gz", "RemoveType .gz", "AddEncoding gzip .gz")


def _rewriting(rules: Rules) -> Iterator[str]:
    yield "RewriteEngine On"
    yield f"RewriteBase {rules.base}/"
    yield r'RewriteRule "(?:^|/)\.(?!well-known/)" - [R=404,L]'
    yield f'RewriteRule "^(?:{"|".join(map(re.escape, rules.hidden))})$" - [R=404,L]'
    yield "RewriteCond %{REQUEST_FILENAME} -d"
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield 'RewriteRule "^" - [R=404,L]'
    yield from (_redirect(rules, move) for move in rules.moves)
    yield "RewriteCond %{HTTP:Accept-Encoding} gzip"
    yield "RewriteCond %{REQUEST_FILENAME}.gz -f"
    yield f'RewriteRule "^(.+{_COMPRESSED})$" "$1.gz" [E=no-gzip:1,L]'


def _redirect(rules: Rules, move: Move) -> str:
    # A per cent sign and a digit would be a part of the condition before.
    target = f"{rules.address}{move.new}".replace("%", r"\%")
    return f'RewriteRule "^{re.escape(unquote(move.old[1:]))}$" "{target}" [R=301,NE,L]'
