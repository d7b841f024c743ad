"""Writes what lists drills: the index, a page for each of its headings, the feed and the data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.utils import order_content

from plugins.drills import public
from plugins.drills.index import Entry, sections
from plugins.drills.page import Drill


@dataclass(frozen=True)
class DrillList:
    """Pages that list drills: the index, or one of its headings; ``more`` is for the template."""

    name: str
    template: str
    save_as: str
    url: str
    drills: Sequence[Drill]
    more: Mapping[str, Any] = field(default_factory=dict)


def drill_lists(drills: Sequence[Drill], settings: Mapping[str, Any]) -> Iterator[DrillList]:
    """The index of these drills, and a plain list for every heading in it."""
    url = settings["DRILLS_URL"]
    ways = sections([Entry(drill.facts, drill.card, drill) for drill in drills], url)
    index = {"sections": ways}
    yield DrillList("the index of drills", "drills", settings["DRILLS_SAVE_AS"], url, drills, index)
    for section in ways:
        for group in section.groups:
            name = f"the list of drills for “{group.term.name}”"
            save_as, more = f"{group.url}index.html", {"section": section, "group": group}
            yield DrillList(name, "drill_group", save_as, group.url, group.pages, more)


def write_lists(generator: Any, writer: Any) -> None:
    """Write the index and the lists of its headings."""
    for it in drill_lists(generator.drills, generator.settings):
        writer.write_file(
            it.save_as,
            generator.get_template(it.template),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            paginated={"drills": it.drills},
            template_name=it.template,
            url=it.url,
            drill_count=len(it.drills),
            **it.more,
        )


def write_feed(generator: Any, writer: Any) -> None:
    """The drills as Atom, those reviewed last first; nothing where the setting is None.

    Nor where there are no drills: Pelican would date an empty feed with the time of the build.
    """
    path = generator.settings["DRILLS_FEED_ATOM"]
    if path and generator.drills:
        drills = order_content([*generator.drills, *generator.translations], "reversed-date")
        writer.write_feed(drills, generator.context, path, feed_title="Drills")


def write_data(generator: Any) -> None:
    """``drills.json``, for programs."""
    facts = (public.facts(drill.facts, drill.card, drill.url) for drill in generator.drills)
    file = Path(generator.output_path, public.FILE_NAME)
    file.write_text(public.dump(facts), encoding="utf-8")
