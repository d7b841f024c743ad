"""Writes what lists drills: the index, a page for each of its headings, the feed and the data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican.utils import order_content

from plugins.drills import public
from plugins.drills.index import Entry, sections
from plugins.drills.page import Drill


def write_lists(generator: Any, writer: Any) -> None:
    """The index, and a plain page for every heading in it."""
    settings = generator.settings
    entries = [Entry(drill.facts, drill.card, drill) for drill in generator.drills]
    ways = sections(entries, settings["DRILLS_URL"])
    index = settings["DRILLS_SAVE_AS"], settings["DRILLS_URL"]
    _write_list(generator, writer, "drills", *index, generator.drills, sections=ways)
    for section in ways:
        for group in section.groups:
            save_as = f"{group.url}index.html"
            more = {"section": section, "group": group}
            _write_list(generator, writer, "drill_group", save_as, group.url, group.pages, **more)


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


def _write_list(
    generator: Any,
    writer: Any,
    template: str,
    save_as: str,
    url: str,
    drills: Sequence[Drill],
    **more: Any,
) -> None:
    writer.write_file(
        save_as,
        generator.get_template(template),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        paginated={"drills": drills},
        template_name=template,
        url=url,
        drill_count=len(drills),
        **more,
    )
