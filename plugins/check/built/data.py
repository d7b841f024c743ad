"""Data for machines (JSON-LD): readable, and the same as what the page says to people. Pure."""

import json
from collections.abc import Iterator
from typing import Any

from plugins.check.built.links import Origin
from plugins.check.built.page import Page
from plugins.check.built.site import BuiltSite
from plugins.check.finding import Finding
from plugins.text import quoted

_PAGES = {"BlogPosting", "Article", "NewsArticle", "HowTo", "ExercisePlan"}
"""What describes the page it stands in as a whole."""


def data_findings(site: BuiltSite, origin: Origin) -> Iterator[Finding]:
    """JSON-LD that no machine can read, or that says something else than its page."""
    for path, page in site.pages.items():
        for block in page.data:
            try:
                problems = list(_problems(site, path, page, json.loads(block)))
            except ValueError as error:
                problems = [f"cannot be read: {error}"]
            for problem in problems:
                source, line = origin(path, "")
                yield Finding(source, line, "data", f"the JSON-LD of {path} {problem}")


def _problems(site: BuiltSite, path: str, page: Page, data: Any) -> Iterator[str]:
    for node in _nodes(data):
        kinds = node.get("@type", [])
        if _PAGES.isdisjoint([kinds] if isinstance(kinds, str) else kinds):
            continue
        yield from _words_problems(page, node)
        yield from _comment_problems(site, path, page, node)
        for image in _list(node.get("image")):
            address = image.get("url", "") if isinstance(image, dict) else str(image)
            target = site.target(path, address)
            if target is not None and target.path not in site.files:
                yield f"names the picture {address}, which the site has not"


def _words_problems(page: Page, node: dict[str, Any]) -> Iterator[str]:
    said = page.said
    title = _plain(node.get("headline") or node.get("name"))
    if title != said.heading:
        yield f"calls the page {quoted(title)}, and its heading is {quoted(said.heading)}"
    description = _plain(node.get("description"))
    if description != _plain(said.description) and description not in said.text:
        yield f"describes the page as {quoted(description)}, which it does not say itself"
    url = _plain(node.get("url") or node.get("mainEntityOfPage"))
    if url and said.canonical and url != said.canonical:
        yield f"says that the page is at {url}, and the page that it is at {said.canonical}"
    day = _plain(node.get("datePublished"))[:10]
    if day and day not in said.days:
        yield f"says {day} for its date, which the page does not show"
    for name, words in (("author", _name(node.get("author"))), *_steps(node)):
        if words and words not in said.text:
            yield f"has {quoted(words)} for {name}, which the page does not show"


def _comment_problems(
    site: BuiltSite, path: str, page: Page, node: dict[str, Any]
) -> Iterator[str]:
    shown = "".join(sign for sign in page.said.count if sign.isdigit())
    if "commentCount" in node and shown and str(node["commentCount"]) != shown:
        yield f"counts {node['commentCount']} comments, and the page {shown}"
    for comment in _list(node.get("comment")):
        target = site.target(path, str(comment.get("@id", "")))
        there = site.pages.get(target.path) if target else None
        if target and target.fragment and (there is None or target.fragment not in there.ids):
            yield f"holds the comment {target.fragment}, which is not at the address it gives"


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for node in _list(data):
        if isinstance(node, dict):
            yield node
            yield from _nodes(node.get("@graph"))


def _steps(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for step in _list(node.get("step")):
        yield "a step", _plain(step.get("text") if isinstance(step, dict) else step)


def _name(person: Any) -> str:
    return _plain(person.get("name") if isinstance(person, dict) else person)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
