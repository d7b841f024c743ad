"""Build time: drills as a content type of Pelican, beside articles and pages.

Reads the drill files, stops the build with every fault there is, links drills and articles with
each other, and writes the pages, the index, the feed and the data.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals as pelican_signals
from pelican.contents import SkipStub
from pelican.generators import CachingGenerator
from pelican.utils import order_content, process_translations

from plugins.drills import lists, media, safety, signals
from plugins.drills.complete import complete
from plugins.drills.page import Drill
from plugins.drills.reader import FORMAT, DrillReader
from plugins.drills.settings import setting_faults, with_defaults


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    pelican_signals.initialized.connect(set_defaults)
    pelican_signals.readers_init.connect(add_reader)
    pelican_signals.get_generators.connect(get_generator)


def set_defaults(pelican: Any) -> None:
    """Fill in the settings the site leaves out; those of the wrong kind stop the build."""
    wrong = list(setting_faults(pelican.settings))
    if wrong:
        raise SystemExit("\n".join(wrong))
    pelican.settings.update(with_defaults(pelican.settings))


def add_reader(readers: Any) -> None:
    """Tell Pelican how a drill is read."""
    readers.reader_classes[FORMAT] = DrillReader


def get_generator(_pelican: Any) -> type[CachingGenerator]:
    """Tell Pelican of the generator of drills."""
    return DrillsGenerator


class DrillsGenerator(CachingGenerator):  # type: ignore[misc]
    """Reads, checks and writes every drill; its lists are named like those of Pelican's pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.drills: list[Drill] = []
        self.translations: list[Drill] = []
        self.hidden_drills: list[Drill] = []
        self.hidden_translations: list[Drill] = []
        self.draft_drills: list[Drill] = []
        self.draft_translations: list[Drill] = []
        super().__init__(*args, **kwargs)
        signals.drill_generator_init.send(self)

    def generate_context(self) -> None:
        """Called by Pelican once articles and pages are read, and before images are."""
        found = list(self._read_all())
        self._list(drill for drill in found if not drill.faults)
        scores = complete(found, self.context, self.settings, date.today())
        # By file and not by slug, which a drill and its translation share.
        named = {Path(drill.source_path).stem: score for drill, score in scores.items()}
        sys.stdout.write(safety.report(named))
        self.readers.save_cache()
        signals.drill_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Called by Pelican to warn of files that it cannot read here."""
        self._check_disabled_readers(
            self.settings["DRILL_PATHS"], exclude=self.settings["DRILL_EXCLUDES"]
        )

    def refresh_metadata_intersite_links(self) -> None:
        """Called by Pelican once every file of the site is known."""
        for drill in self._all():
            drill.refresh_metadata_intersite_links()
            media.attach_media(drill)

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican to write the pages, the index, the feed and the data."""
        for drill in self._all():
            self._write_drill(writer, drill)
        lists.write_lists(self, writer)
        lists.write_feed(self, writer)
        lists.write_data(self)
        signals.drill_writer_finalized.send(self, writer=writer)

    def _read_all(self) -> Iterator[Drill]:
        """Every drill that is not skipped, good or bad, in the order of their paths."""
        paths, excluded = self.settings["DRILL_PATHS"], self.settings["DRILL_EXCLUDES"]
        for path in sorted(self.get_files(paths, exclude=excluded, extensions=("md",))):
            drill = self.readers.read_file(
                base_path=self.path,
                path=path,
                content_class=Drill,
                fmt=FORMAT,
                context=self.context,
                preread_signal=signals.drill_generator_preread,
                preread_sender=self,
                context_signal=signals.drill_generator_context,
                context_sender=self,
            )
            if isinstance(drill, SkipStub):
                continue
            if drill.faults or drill.is_valid():
                yield drill
            else:
                self._add_failed_source_path(path)

    def _list(self, drills: Iterable[Drill]) -> None:
        """Put the drills where templates and links look for them."""
        known = list(drills)
        for drill in known:
            self.add_source_path(drill)
            self.add_static_links(drill)
            self.context["static_links"] |= media.media_paths(drill)
        self.drills, self.translations = self._sorted(known, "published")
        self.hidden_drills, self.hidden_translations = self._sorted(known, "hidden")
        self.draft_drills, self.draft_translations = self._sorted(known, "draft")
        self._update_context(("drills", "hidden_drills", "draft_drills"))

    def _sorted(self, drills: Iterable[Drill], status: str) -> tuple[list[Drill], list[Drill]]:
        """The originals and the translations of this status."""
        of_status = [drill for drill in drills if drill.status == status]
        found = process_translations(of_status, self.settings["DRILL_TRANSLATION_ID"])
        return order_content(found[0], self.settings["DRILL_ORDER_BY"]), found[1]

    def _all(self) -> Iterator[Drill]:
        return chain(
            self.translations,
            self.drills,
            self.hidden_translations,
            self.hidden_drills,
            self.draft_translations,
            self.draft_drills,
        )

    def _write_drill(self, writer: Any, drill: Drill) -> None:
        signals.drill_generator_write_drill.send(self, content=drill)
        writer.write_file(
            drill.save_as,
            self.get_template(drill.template),
            self.context,
            drill=drill,
            relative_urls=self.settings["RELATIVE_URLS"],
            override_output=hasattr(drill, "override_save_as"),
            url=drill.url,
        )
