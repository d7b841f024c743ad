"""The settings of drill pages, as they are where the site says nothing else."""

from typing import Any

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
