"""What a check has found, and which kinds of findings there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]

RULES: Mapping[str, Severity] = MappingProxyType(
    {
        "accept": "error",
        "build": "error",
        "comment": "error",
        "comment-lost": "warning",
        "data": "error",
        "date": "error",
        "date-future": "warning",
        "description-length": "warning",
        "description-missing": "warning",
        "drill": "error",
        "drill-advice": "warning",
        "encoding": "error",
        "feed": "error",
        "heading-level": "warning",
        "hidden-character": "error",
        "html": "error",
        "html-advice": "warning",
        "id": "error",
        "image-alt": "error",
        "image-dimensions": "warning",
        "image-size": "warning",
        "link": "error",
        "link-draft": "error",
        "link-outside": "warning",
        "markdown": "error",
        "metadata": "error",
        "orphan": "warning",
        "placeholder": "warning",
        "private": "error",
        "slug": "error",
        "status": "error",
        "text-missing": "warning",
        "third-party": "warning",
        "title-length": "warning",
        "title-missing": "error",
        "unknown-header": "error",
        "unused": "warning",
    }
)
"""The name of each rule, by which a warning is accepted, and how grave a breach of it is."""


OF_THE_SITE = ("orphan", "placeholder", "unused")
"""Rules of which only a look at the whole site can tell."""


@dataclass(frozen=True, order=True)
class Finding:
    """A fault: the file, the line (from 1), the rule, and a sentence that says what to do."""

    path: str
    line: int
    rule: str
    message: str

    @property
    def severity(self) -> Severity:
        """An error stops the publishing, a warning does not."""
        return RULES[self.rule]

    @property
    def is_error(self) -> bool:
        """Whether it stops the publishing."""
        return self.severity == "error"


def without_told(findings: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those that say again what is known of the same line."""
    # In one line, one link may be wrong in its file, and another only once it is built.
    same = {"link": "", "link-draft": "link"}
    told = {(it.path, it.line, same.get(it.rule, it.rule)) for it in known}
    return (it for it in findings if (it.path, it.line, it.rule) not in told)
