"""A drill as Pelican sees it: a content type beside articles and pages."""

import os
from collections.abc import Sequence
from typing import Any

from pelican.contents import Content

from plugins.drills import model
from plugins.drills.card import Card
from plugins.faults import Fault


class Drill(Content):  # type: ignore[misc]
    """One drill page. Its settings are ``DRILL_*`` after its class, drafts' ``DRAFT_DRILL_*``.

    A file with ``faults`` never becomes a page; its ``facts`` lack the fields that are ``unread``,
    and it has none where it was not read at all. ``card`` and what follows are hung on once every
    drill is known. ``tokens`` are those of the index, ``files`` the
    photo, the video and its captions by the names of their fields.
    """

    mandatory_properties = ("title",)
    allowed_statuses = ("published", "hidden", "draft", "skip")
    default_status = "published"
    default_template = "drill"

    facts: model.Drill
    unread: frozenset[str]
    faults: Sequence[Fault]
    warnings: Sequence[Fault]
    card: Card
    easier: list["Drill"]
    harder: list["Drill"]
    instead_of_floor: "Drill | None"
    articles: list[Any]
    tokens: dict[str, str]
    schema: dict[str, Any]
    files: dict[str, Any]

    @property
    def shown_path(self) -> str:
        """The source file as an author names it."""
        return os.path.relpath(self.source_path)

    @property
    def is_read(self) -> bool:
        """Whether the file is a drill, if one with faults, so that there are ``facts``."""
        return "facts" in self.metadata

    @property
    def photo_url(self) -> str:
        """The address of the photo as links on the page have it, "" where there is none."""
        return self._file_url("photo")

    @property
    def video_url(self) -> str:
        """The same of the video."""
        return self._file_url("video")

    @property
    def captions_url(self) -> str:
        """The same of the captions of the video."""
        return self._file_url("video_captions")

    def _file_url(self, field: str) -> str:
        file = self.files.get(field)
        return f"{self.get_siteurl()}/{file.url}" if file else ""

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        is_draft = self.status == "draft"
        return str(super()._expand_settings(key, klass or ("draft_drill" if is_draft else None)))
