"""What a check has found, and which kinds of findings there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]

RULES: Mapping[str, Severity] = MappingProxyType(
    {
        "accept": "error",
        "build": "error",
        "data": "error",
        "date": "error",
        "description-length": "warning",
        "description-missing": "warning",
        "drill": "error",
        "drill-advice": "warning",
        "encoding": "error",
        "feed": "error",
        "heading-level": "warning",
        "hidden-character": "error",
        "image-alt": "error",
        "image-size": "warning",
        "link": "error",
        "metadata": "error",
        "orphan": "warning",
        "placeholder": "warning",
        "private": "error",
        "script": "warning",
        "slug": "error",
        "status": "error",
        "title-length": "warning",
        "title-missing": "error",
        "unknown-header": "error",
        "unused": "warning",
    }
)
"""The name of each rule, by which a warning is accepted, and how grave a breach of it is."""


OF_THE_SITE = ("orphan", "placeholder", "script", "unused")
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
