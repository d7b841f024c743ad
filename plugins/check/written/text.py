"""What can be wrong with the text of a page: headings, links, pictures, Markdown, HTML."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from plugins.check.finding import Finding
from plugins.check.written.markup import heading_problems, html_problems, markdown_problems
from plugins.check.written.spots import spots
from plugins.check.written.targets import Content, target_problems


def text_findings(
    path: str, place: PurePosixPath, text: str, first_line: int, content: Content
) -> Iterator[Finding]:
    """Everything wrong with a text; ``place`` is its file's path below the content folder."""
    found = list(spots(text, first_line))
    for line, problem in heading_problems(text, first_line):
        yield Finding(path, line, "markdown", problem)
    for line, problem in html_problems(found):
        yield Finding(path, line, "html", problem)
    level = 1
    for spot in found:
        problems: Mapping[str, str] = {}
        if spot.kind == "heading":
            problems = {"heading-level": _heading_problem(int(spot.value), level)}
            level = int(spot.value)
        elif spot.kind == "words":
            problems = {"markdown": next(markdown_problems(spot), "")}
        elif spot.kind != "html":
            problems = target_problems(spot, place, content)
        for rule, problem in problems.items():
            if problem:
                yield Finding(path, spot.line, rule, problem)


def _heading_problem(level: int, before: int) -> str:
    if level == 1:
        return "the title is the only heading of the first level; begin with two signs: “## …”"
    if level > before + 1:
        return (
            f"this heading is of level {level}, and the one above it of level {before}; "
            f"write {'#' * (before + 1)} so that none is left out"
        )
    return ""
