"""The settings of drill pages: what they are where the site says nothing else, and their kinds."""

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.drills import kinds

DEFAULTS: dict[str, Any] = {
    "DRILL_PATHS": ["drills"],
    "DRILL_EXCLUDES": [],
    "DRILL_ORDER_BY": "title",
    "DRILL_TRANSLATION_ID": "slug",
    "DRILL_URL": "drills/{slug}/",
    "DRILL_SAVE_AS": "drills/{slug}/index.html",
    "DRILL_LANG_URL": "drills/{slug}-{lang}/",
    "DRILL_LANG_SAVE_AS": "drills/{slug}-{lang}/index.html",
    "DRAFT_DRILL_URL": "drafts/drills/{slug}/",
    "DRAFT_DRILL_SAVE_AS": "drafts/drills/{slug}/index.html",
    "DRAFT_DRILL_LANG_URL": "drafts/drills/{slug}-{lang}/",
    "DRAFT_DRILL_LANG_SAVE_AS": "drafts/drills/{slug}-{lang}/index.html",
    "DRILLS_URL": "drills/",
    "DRILLS_SAVE_AS": "drills/index.html",
    "DRILLS_PER_PAGE": 48,
    "DRILLS_FEED_ATOM": "feeds/drills.atom.xml",
    "DRILLS_REQUIRE_SAFETY": False,
    "CREDENTIALS": "[Your training and registration]",
    "REVIEWER": "[Who reviews the drills]",
    "INTERESTS": "[What you earn by these pages]",
    "PAIN_RULE": (
        "Stop at any sharp pain. Mild discomfort, up to 3 out of 10, is all right if it has "
        "settled by the next day."
    ),
}


_KINDS = {
    "AUTHOR": kinds.TEXT,
    "CREDENTIALS": kinds.TEXT,
    "REVIEWER": kinds.TEXT,
    "INTERESTS": kinds.TEXT,
    "PAIN_RULE": kinds.TEXT,
    "OWNER_EMAIL": kinds.TEXT,
    "DRILLS_PER_PAGE": kinds.COUNT,
    "DRILLS_REQUIRE_SAFETY": kinds.SWITCH,
    "DRILL_PATHS": kinds.FOLDERS,
    "DRILL_EXCLUDES": kinds.FOLDERS,
    "DRILLS_URL": kinds.FOLDER,
    "DRILLS_SAVE_AS": kinds.PAGE,
    "DRILLS_FEED_ATOM": kinds.FEED,
    **{
        name: kinds.saved(usual, may_be_empty=name.startswith("DRAFT_"))
        if name.endswith("_SAVE_AS")
        else kinds.address(usual)
        for name, usual in DEFAULTS.items()
        if name.startswith(("DRILL_", "DRAFT_DRILL_")) and name.endswith(("_URL", "_SAVE_AS"))
    },
}


def setting_faults(settings: Mapping[str, Any]) -> Iterator[str]:
    """A line for every setting of the wrong kind: what it is, and what to write instead."""
    whole = {**DEFAULTS, **settings}
    for name, kind in _KINDS.items():
        if not kind.fits(whole.get(name)):
            found = f"is {_shown(whole[name])}" if name in whole else "is missing"
            yield f"pelicanconf.py: {name} {found}; write {kind.wanted}"


def _shown(value: Any) -> str:
    """A value as its author knows it, cut where it is long."""
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= 60 else f"{text[:59]}…"
    return f"“{cut}”" if isinstance(value, str) else cut


def with_defaults(settings: dict[str, Any]) -> dict[str, Any]:
    """What to add to the settings of a site: all it leaves out, and what follows from the rest."""
    whole = DEFAULTS | settings
    paths, per_page = whole["DRILL_PATHS"], whole["DRILLS_PER_PAGE"]
    lists = {"drills": per_page, "drill_group": per_page}
    return {
        **{name: whole[name] for name in DEFAULTS},
        "PAGINATED_TEMPLATES": lists | whole["PAGINATED_TEMPLATES"],
        # A site that takes articles or pages from everywhere must not take drills for them.
        "ARTICLE_EXCLUDES": [*whole["ARTICLE_EXCLUDES"], *paths],
        "PAGE_EXCLUDES": [*whole["PAGE_EXCLUDES"], *paths],
    }
