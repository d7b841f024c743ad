"""Which pages take replies, as the last build left it."""

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
        """The page of this id. Raises NoManifestError where nothing was ever built."""
        return self._pages().get(page_id)

    def _pages(self) -> dict[str, RepliesPage]:
        try:
            changed_at = self.path.stat().st_mtime_ns
            if changed_at != self._read_at:
                self._known, self._read_at = manifest.load(self.path), changed_at
        except (OSError, ValueError, KeyError) as error:
            if not self._read_at:
                raise NoManifestError(f"{self.path}: run “make html” first") from error
        return self._known
