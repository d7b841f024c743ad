"""Which drill leads to which, and which articles to which drills.

A page that is public never leads to a draft: the link is left out, and the author is told.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.contents import Article

from plugins.choices import did_you_mean
from plugins.drills.page import Drill
from plugins.faults import Fault, header_line


class Shelf:
    """Every drill there is, found by its slug, in a language where there is a choice."""

    def __init__(self, drills: Iterable[Drill], default_lang: str) -> None:
        self._default_lang = default_lang
        self._versions: dict[str, dict[str, Drill]] = {}
        for drill in drills:
            self._versions.setdefault(drill.slug, {})[drill.lang] = drill

    @property
    def slugs(self) -> list[str]:
        """The slugs of all drills."""
        return list(self._versions)

    def find(self, slug: str, lang: str) -> Drill | None:
        """The drill in this language, or in the site's, or in any; None where there is none."""
        versions = self._versions.get(slug, {})
        wanted = versions.get(lang) or versions.get(self._default_lang)
        return wanted or next(iter(versions.values()), None)


def article_faults(articles: Iterable[Any], shelf: Shelf) -> Iterator[Fault]:
    """What is wrong with the header “Drills:” of the articles."""
    for article in articles:
        for slug in _slugs(article, "drills"):
            if shelf.find(slug, article.lang) is None:
                hint = did_you_mean(slug, shelf.slugs)
                message = (
                    f"Drills: no drill's file is called {slug}.md;{hint} "
                    "write the names without “.md”, with commas between"
                )
                yield _fault(article, "drills", message)


def header_faults(contents: Iterable[Any]) -> Iterator[Fault]:
    """Headers of articles and pages that name drills, and that nobody would read."""
    for content in contents:
        if isinstance(content, Drill):
            continue
        is_article = isinstance(content, Article)
        if is_article and "drill" in content.metadata:
            written = ", ".join(_slugs(content, "drill"))
            yield _fault(content, "drill", f"“Drill:” is no header; write “Drills: {written}”")
        for name in () if is_article else ("drill", "drills"):
            if name in content.metadata:
                message = (
                    f"“{name.capitalize()}:” is for articles; on a page, write a link in the text, "
                    "such as [Hip hinge]({filename}/drills/hip-hinge.md)"
                )
                yield _fault(content, name, message)


def link_drills(drills: Iterable[Drill], shelf: Shelf) -> Iterator[Fault]:
    """Hang easier, harder and no-floor drills on every drill; drafts left out are warned of."""
    for drill in drills:
        facts, drill.articles = drill.facts, []
        for field in ("easier", "harder"):
            found = (shelf.find(slug, drill.lang) for slug in getattr(facts, field))
            named = [other for other in found if other is not None]
            yield from _drafts(drill, field, named)
            setattr(drill, field, [other for other in named if _may_lead(drill, other)])
        other = shelf.find(facts.instead_of_floor, drill.lang)
        is_left_out = other is not None and not _may_lead(drill, other)
        if other is not None:
            yield from _drafts(drill, "instead_of_floor", [other])
        drill.instead_of_floor = None if is_left_out else other
        drill.facts = replace(
            facts,
            easier=tuple(other.slug for other in drill.easier),
            harder=tuple(other.slug for other in drill.harder),
            instead_of_floor="" if is_left_out else facts.instead_of_floor,
        )


def link_articles(articles: Iterable[Any], shelf: Shelf) -> Iterator[Fault]:
    """Hang drills on articles and articles on drills, the newest first; warn like link_drills."""
    for article in sorted(articles, key=lambda article: article.date, reverse=True):
        found = (shelf.find(slug, article.lang) for slug in _slugs(article, "drills"))
        named = [drill for drill in found if drill is not None]
        article.drills = [drill for drill in named if _may_lead(article, drill)]
        yield from _drafts(article, "drills", named)
        if article.status == "published":
            for drill in dict.fromkeys([*article.drills, *linked_drills(article)]):
                drill.articles.append(article)


def draft_links(contents: Iterable[Any]) -> Iterator[Fault]:
    """Warn of public texts with a link to a draft, which is not there for readers."""
    for content in contents:
        for drill in linked_drills(content):
            if not _may_lead(content, drill):
                message = f"the text links to {drill.shown_path}, which is a draft"
                yield Fault(os.path.relpath(content.source_path), 1, message)


def linked_drills(content: Any) -> Iterator[Drill]:
    """The drills that a text links to by ``{filename}``."""
    generated = content._context["generated_content"]
    for match in content._get_intrasite_link_regex().finditer(content._content or ""):
        if match["what"] == "filename":
            target = generated.get(_target(content, match["value"].partition("#")[0]))
            if isinstance(target, Drill):
                yield target


def articles_of(contents: Iterable[Any]) -> list[Any]:
    """The articles among everything that was read."""
    return [content for content in contents if isinstance(content, Article)]


def _slugs(article: Any, header: str) -> list[str]:
    """The slugs in a header; it may stand on several lines, which makes it a list."""
    written = article.metadata.get(header, "")
    text = written if isinstance(written, str) else ",".join(written)
    return list(dict.fromkeys(slug for part in text.split(",") if (slug := part.strip())))


def _target(content: Any, path: str) -> str:
    if path.startswith("/"):
        return path[1:]
    return str(content.get_relative_source_path(f"{content.relative_dir}/{path}"))


def _may_lead(source: Any, target: Drill) -> bool:
    return bool(target.status != "draft" or source.status == "draft")


def _drafts(source: Any, field: str, named: Iterable[Drill]) -> Iterator[Fault]:
    for drill in named:
        if not _may_lead(source, drill):
            message = f"“{drill.slug}” is a draft, so this page does not link to it yet"
            yield _fault(source, field, message)


def _fault(content: Any, field: str, message: str) -> Fault:
    path = Path(content.source_path)
    return Fault(os.path.relpath(path), header_line(path, field), message)
