"""Checks all drills together, and hangs on each what its page shows beyond its own file."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from plugins.drills import checks, links, safety
from plugins.drills.addresses import address_faults
from plugins.drills.card import card
from plugins.drills.figure import draw
from plugins.drills.index import Entry, tokens
from plugins.drills.lists import drill_lists
from plugins.drills.outputs import outputs
from plugins.drills.page import Drill
from plugins.drills.qr import qr_svg
from plugins.drills.schema import drill_schema
from plugins.faults import Fault, report

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Checked:
    """What one drill alone came to; without a card, it has no score."""

    faults: list[Fault]
    warnings: list[Fault]
    score: safety.Score | None = None


def complete(
    found: list[Drill], context: dict[str, Any], settings: Mapping[str, Any], today: date
) -> dict[Drill, safety.Score]:
    """Make the drills ready for their pages, and score them.

    ``found`` are all drill files, those with faults too, so that nobody is told that a drill is
    missing which is only faulty. Where there are faults they are reported, and nothing returned.
    """
    drills = [drill for drill in found if not drill.faults]
    read = [page for page in context["generated_content"].values() if page is not None]
    articles = links.articles_of(read)
    shelf = links.Shelf(found, settings["DEFAULT_LANG"].lower())
    checked = {drill: _check(drill, settings, today) for drill in found if drill.is_read}
    scores = {drill: it.score for drill, it in checked.items() if it.score is not None}
    listed = [drill for drill in context["drills"] if drill in scores]
    faults = [
        *chain.from_iterable(drill.faults for drill in found),
        *chain.from_iterable(it.faults for it in checked.values()),
        *checks.site_faults(found, settings),
        *address_faults(outputs(context, settings, drill_lists(listed, settings))),
        *links.header_faults(read),
        *links.article_faults(articles, shelf),
        *(checks.safety_faults(scores) if settings["DRILLS_REQUIRE_SAFETY"] else ()),
    ]
    if report(context, faults):
        return {}
    _warn(chain.from_iterable(it.warnings for it in checked.values()))
    _warn(checks.site_warnings(drills))
    _warn(links.link_drills(drills, shelf))
    _warn(links.link_articles(articles, shelf))
    _warn(links.draft_links(read))
    _add_data(drills, settings)
    return scores


def _check(drill: Drill, settings: Mapping[str, Any], today: date) -> _Checked:
    """Check a drill, and hang its card on it if nothing is wrong."""
    faults = checks.own_faults(drill, Path(settings["PATH"]))
    if faults or drill.faults:
        return _Checked(faults, [])
    drawings = draw(drill.facts)
    site = settings.get("FEED_DOMAIN") or settings["SITEURL"]
    drill.card = card(drill.facts, drawings, today, qr_svg(f"{site}/{drill.url}"))
    score = safety.score(drill.facts, settings, drawings.description, today)
    return _Checked([], list(checks.own_warnings(drill, today)), score)


def _add_data(drills: Iterable[Drill], settings: Mapping[str, Any]) -> None:
    for drill in drills:
        drill.tokens = tokens(Entry(drill.facts, drill.card, drill))
        drill.schema = drill_schema(
            drill.facts,
            drill.card,
            url=f"{settings['SITEURL']}/{drill.url}",
            index=f"{settings['SITEURL']}/{settings['DRILLS_URL']}",
            author=settings["AUTHOR"],
        )


def _warn(faults: Iterable[Fault]) -> None:
    """Tell the author of what does not stop the build, a line each."""
    for fault in faults:
        logger.warning("%s", fault)
