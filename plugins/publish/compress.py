"""Compressed copies beside the files of a site, for web servers that hand those out as they are."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ENDINGS = (".html", ".xml", ".json", ".js", ".css", ".svg", ".txt", ".webmanifest")
_LEAST = 1024
"""Bytes; below, a copy saves nothing on the way: it all fits into one packet."""


def compress(site: Path) -> None:
    """Lay a ``.gz`` beside each text of a site, always the same for the same text."""
    texts = [path for path in site.rglob("*") if path.suffix in ENDINGS and path.is_file()]
    with ThreadPoolExecutor() as pool:  # zlib lets threads work side by side
        list(pool.map(_compress, texts))


def _compress(path: Path) -> None:
    text = path.read_bytes()
    if len(text) >= _LEAST:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text, 9, mtime=0))
