"""Warnings that the author of a file accepts, with a reason. Pure.

A header does it: ``Accept: title-length because it is the question that people ask``.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.check.finding import OF_THE_SITE, RULES, Finding
from plugins.check.written.source import Header, Source
from plugins.choices import did_you_mean
from plugins.text import quoted

_ACCEPTED = re.compile(r"(\S+)\s+because\s+\S.*")


def without_accepted(
    sources: Iterable[Source], findings: Iterable[Finding], *, is_built: bool
) -> Iterator[Finding]:
    """The findings but for those that their files accept, and what is wrong with the accepting.

    ``is_built`` says whether the built site was looked at, too.
    """
    found = list(findings)
    broken = {(finding.path, finding.rule) for finding in found}
    silenced: set[tuple[str, str]] = set()
    for source in sources:
        for header in source.all_headers("accept"):
            rule = _rule(header)
            is_needed = (source.path, rule) in broken or (rule in OF_THE_SITE and not is_built)
            if problem := _problem(header, rule, is_needed):
                yield Finding(source.path, header.line, "accept", problem)
            else:
                silenced.add((source.path, rule))
    yield from (it for it in found if (it.path, it.rule) not in silenced)


def _rule(header: Header) -> str:
    return header.value.partition(" ")[0]


def _problem(header: Header, rule: str, is_needed: bool) -> str:
    if rule not in RULES:
        return f"no rule is called {quoted(rule)};{did_you_mean(rule, RULES)} see the words in []"
    if RULES[rule] == "error":
        return f"“{rule}” is an error, and only warnings can be accepted; mend what it says"
    if not _ACCEPTED.fullmatch(header.value):
        return f"say why: “Accept: {rule} because …”"
    if not is_needed:
        return f"there is nothing to accept, for no {rule} is found here; take this line out"
    return ""
