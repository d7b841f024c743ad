"""Pages that were read before are not read again: most of a site is the same from day to day."""

import pickle
from collections.abc import Mapping
from hashlib import sha256
from inspect import getsource
from pathlib import Path

from plugins.check.built import page
from plugins.check.built.page import Page, read_page


def read_pages(html: Mapping[str, bytes], kept: Path | None) -> dict[str, Page]:
    """The pages of a site by name; ``kept`` is a file of ours that remembers them by content."""
    digests = {name: sha256(text).hexdigest() for name, text in html.items()}
    before = _kept(kept) if kept else {}
    pages = {
        digest: before.get(digest) or read_page(html[name].decode())
        for name, digest in digests.items()
    }
    if kept and pages.keys() != before.keys():
        _keep(kept, pages)
    return {name: pages[digest] for name, digest in digests.items()}


def _kept(file: Path) -> dict[str, Page]:
    try:
        version, pages = pickle.loads(file.read_bytes())
    except Exception:  # not there, half of it, or of another program: all is read again
        return {}
    return dict(pages) if version == _version() else {}


def _keep(file: Path, pages: Mapping[str, Page]) -> None:
    draft = file.with_name(f".{file.name}")
    draft.write_bytes(pickle.dumps((_version(), dict(pages))))
    draft.replace(file)


def _version() -> str:
    """Other than before as soon as pages are read in another way."""
    return sha256(getsource(page).encode()).hexdigest()
