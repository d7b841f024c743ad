"""Warnings that the author of a file accepts, with a reason. Pure.

A header does it: ``Accept: title-length because it is the question that people ask``.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.check.finding import RULES, Finding
from plugins.check.source import Header, Source
from plugins.choices import did_you_mean
from plugins.text import quoted

_ACCEPTED = re.compile(r"(\S+)\s+because\s+\S.*")


def without_accepted(source: Source, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a file but for those it accepts, and what is wrong with its accepting."""
    found = list(findings)
    silenced: set[str] = set()
    for header in source.all_headers("accept"):
        problem = _problem(header, {finding.rule for finding in found})
        if problem:
            yield Finding(source.path, header.line, "accept", problem)
        else:
            silenced.add(_rule(header))
    yield from (finding for finding in found if finding.rule not in silenced)


def _rule(header: Header) -> str:
    return header.value.partition(" ")[0]


def _problem(header: Header, broken: set[str]) -> str:
    rule = _rule(header)
    if rule not in RULES:
        return f"no rule is called {quoted(rule)};{did_you_mean(rule, RULES)} see the words in []"
    if RULES[rule] == "error":
        return f"“{rule}” is an error, and only warnings can be accepted; mend what it says"
    if not _ACCEPTED.fullmatch(header.value):
        return f"say why: “Accept: {rule} because …”"
    if rule not in broken:
        return f"there is nothing to accept, for no {rule} is found here; take this line out"
    return ""
