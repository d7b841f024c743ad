"""Build time: hangs ``description`` on articles and pages, and ``schema`` on published articles.

It also keeps the titles of all files whole, and says how large the pictures in their texts are.
"""

import re
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from pelican import signals
from pelican.contents import Static
from pelican.utils import set_date_tzinfo

from plugins.articles.description import describe
from plugins.articles.schema import blog_posting
from plugins.articles.sizes import with_sizes
from plugins.articles.titles import Title
from plugins.files import file_problem
from plugins.pictures import pixels

_STATIC = re.compile(r"\{(?:static|attach)\}(?P<path>[^#?]+)")


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.content_object_init.connect(keep_title)
    signals.all_generators_finalized.connect(say_sizes)
    signals.all_generators_finalized.connect(attach_descriptions)
    signals.article_generator_write_article.connect(attach_schema)


def keep_title(content: Any) -> None:
    """Keep a title whole in the feeds, whatever signs it has; Pelican calls it for every file."""
    if hasattr(content, "title"):
        content.title = Title(content.title)


def say_sizes(generators: list[Any]) -> None:
    """Have each picture of the content folder take its room before it comes."""
    root = Path(generators[0].path)
    for content in generators[0].context["generated_content"].values():
        if content is not None and not isinstance(content, Static):
            place = PurePosixPath(content.relative_dir)
            content._content = with_sizes(content._content, partial(_size, root, place))


def _size(root: Path, place: PurePosixPath, source: str) -> tuple[int, int] | None:
    """The pixels of a picture that is named as Pelican has it: from the content or the page."""
    named = _STATIC.fullmatch(source)
    if not named:
        return None
    path = unquote(named["path"])
    below = path[1:] if path.startswith("/") else str(place / path)
    return pixels(root / below) if not file_problem(root, below) else None


def attach_descriptions(generators: list[Any]) -> None:
    """Describe every page, from its own ``Description:`` or ``Summary:`` or its first words."""
    for content in generators[0].context["generated_content"].values():
        if content is None or isinstance(content, Static):
            continue
        # Not content.summary: asking for it here would freeze its links before they are resolved.
        stated = content.metadata.get("description") or content.metadata.get("summary")
        content.description = describe(stated or content._content)


def attach_schema(generator: Any, content: Any) -> None:
    """Describe an article to machines, once its thread and its links are known."""
    settings = generator.settings
    zone = settings["TIMEZONE"]
    modified = getattr(content, "modified", None)
    content.schema = blog_posting(
        title=content.title,
        description=content.description,
        url=f"{settings['SITEURL']}/{content.url}",
        published=set_date_tzinfo(content.date, zone),
        modified=set_date_tzinfo(modified, zone) if modified else None,
        replies=content.replies,
        settings=settings,
    )
