"""The addresses of the site: what is brought in takes none that belongs to something else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_SETTINGS = {"articles": "ARTICLE_URL", "pages": "PAGE_URL", "drills": "DRILL_URL"}
_HEADER = re.compile(r"(?im)^(id|former):[ \t]*(.+?)[ \t]*$")
_HEAD_LENGTH = 4096


class Addresses:
    """Who has which address, by the files there are and the lists that the settings name.

    ``ids`` leads from files to the ids that their headers name. Addresses that are made of dates or
    categories are not known before the build, and let pass.
    """

    def __init__(self, content: Path, settings: Mapping[str, Any]) -> None:
        self.ids: dict[str, str] = {}
        self._patterns = {folder: str(settings[name]) for folder, name in _SETTINGS.items()}
        self._owners = {_plain(address): "" for address in _fixed(settings)}
        for folder in _SETTINGS:
            for path in sorted((content / folder).rglob("*.*")):
                self._note(path, folder, path.relative_to(content).as_posix())

    def of(self, folder: str, slug: str) -> str:
        """The address of a page in this folder, "" where it is not made of the name alone."""
        try:
            return self._patterns[folder].format(slug=slug)
        except (KeyError, IndexError, AttributeError, ValueError):
            return ""

    def claim(self, address: str, file: str) -> bool:
        """Give an address to a file, unless another has it."""
        return not address or self._owners.setdefault(_plain(address), file) == file

    def _note(self, path: Path, folder: str, file: str) -> None:
        if path.is_dir() or path.suffix not in (".md", ".rst", ".html"):
            return
        self.claim(self.of(folder, path.stem), file)
        for name, value in _HEADER.findall(path.read_text("utf-8-sig", "replace")[:_HEAD_LENGTH]):
            if name.casefold() == "id":
                self.ids[file] = value
            else:
                for former in value.split(","):
                    self.claim(former if "/" in former else self.of(folder, former.strip()), file)


def _fixed(settings: Mapping[str, Any]) -> Iterator[str]:
    """The addresses of lists and feeds, and those that a web server hands to the desk."""
    yield from ("desk/", urlsplit(str(settings.get("REPLIES_URL", ""))).path)
    for name, value in settings.items():
        if isinstance(value, str) and name.endswith("_SAVE_AS") and "{" not in value:
            yield value


def _plain(address: str) -> str:
    """The same for all ways to write an address; some file systems know no capitals."""
    return unquote(address).strip().strip("/").removesuffix("index.html").rstrip("/").casefold()
