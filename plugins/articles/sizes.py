"""Says of each picture in a text how large it is, so that the text does not jump when it comes."""

import re
from collections.abc import Callable
from html import unescape

_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_SAYS_SIZE = re.compile(r"\s(?:width|height|srcset)=")


def with_sizes(html: str, size_of: Callable[[str], tuple[int, int] | None]) -> str:
    """The same HTML with ``width`` and ``height`` where they are missing and known.

    ``size_of`` tells the pixels of the picture at an address, as it is written.
    """

    def sized(match: re.Match[str]) -> str:
        tag = match[0]
        source = _SOURCE.search(tag)
        size = size_of(unescape(source[1])) if source and not _SAYS_SIZE.search(tag) else None
        return f'<img width="{size[0]}" height="{size[1]}"{tag[4:]}' if size else tag

    return _IMAGE.sub(sized, html)
