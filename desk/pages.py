"""Which pages take replies, as the last build left it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.comments import manifest
from plugins.comments.manifest import RepliesPage


class NoManifestError(RuntimeError):
    """The site has not been built yet, so no page is known."""


@dataclass
class Pages:
    """The pages of the manifest, read again when the file changes.

    While a build replaces the file, the pages known before still hold.
    """

    path: Path
    _read_at: int = 0
    _known: dict[str, RepliesPage] = field(default_factory=dict)

    def get(self, page_id: str) -> RepliesPage | None:
        """The page that has, or had, this id. Raises NoManifestError where nothing was built."""
        return self._pages().get(page_id)

    def ids(self, page_id: str) -> tuple[str, ...]:
        """All ids that the page of this id has or had; its comments may be filed under each."""
        page = self.get(page_id)
        return page.ids if page else (page_id,)

    def all(self) -> Mapping[str, RepliesPage]:
        """All pages by their ids. Raises NoManifestError where nothing was ever built."""
        return self._pages()

    def titled(self, word: str) -> tuple[str, ...]:
        """The ids of pages with this word, or part of a word, in their title."""
        folded = word.casefold()
        return tuple(id for id, page in self._pages().items() if folded in page.title.casefold())

    def _pages(self) -> dict[str, RepliesPage]:
        try:
            changed_at = self.path.stat().st_mtime_ns
            if changed_at != self._read_at:
                known = manifest.load(self.path)
                former = {id: page for page in known.values() for id in page.former_ids}
                self._known, self._read_at = former | known, changed_at
        except (OSError, ValueError, KeyError) as error:
            if not self._read_at:
                raise NoManifestError(f"{self.path}: run “make html” first") from error
        return self._known
