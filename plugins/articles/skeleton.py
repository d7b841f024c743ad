"""``make new-article TITLE="…"``: writes an article that is ready to be filled in."""

import sys
from datetime import date
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.comments.model import NAME

_TEXT = """\
Title: {title}
Date: {date}
Category: Knee
Tags: mobility
Summary: One or two sentences that say what the reader will learn. They stand in lists and feeds.
Id: {slug}
Status: draft

Write here, in Markdown. A blank line starts a new paragraph.

## A heading inside the article

- a list
- of points

[A link to another article]({{filename}}knee-pain-is-it-your-knee-at-all.md)
"""


class SkeletonError(ValueError):
    """The article cannot be written; the message says what to do."""


def new_article(title: str, folder: Path, today: date) -> Path:
    """Write a draft named after its title. Raises SkeletonError rather than overwrite anything."""
    words = " ".join(title.split())
    slug = slugify(words, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
    if not NAME.fullmatch(slug):
        raise SkeletonError('Say what the article is called: make new-article TITLE="Knee Pain"')
    path = folder / f"{slug}.md"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_TEXT.format(title=words, date=today.isoformat(), slug=slug))
    except FileExistsError:
        raise SkeletonError(f"{path} is there already; choose another title") from None
    return path


if __name__ == "__main__":
    try:
        made = new_article(" ".join(sys.argv[1:]), Path("content/articles"), date.today())
    except SkeletonError as error:
        raise SystemExit(str(error)) from None
    sys.stdout.write(
        f"Wrote {made}\n"
        "It is a draft, seen at /drafts/ while “make serve” runs; take the line “Status: draft” "
        "away to publish it.\n"
    )
