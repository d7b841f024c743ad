"""Words and addresses that came with the project and wait for the owner to fill them in."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.check.finding import Finding
from plugins.placeholders import EXAMPLE, WORDS
from plugins.text import quoted

_TO_DO = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+)\b|\?\?\?|(?i:\blorem ipsum\b)"
    r"|(?i:\[(?:insert|add|write|picture|image|photo|link|name|todo|tbd)\b[^\]\[]*\](?![(\[:]))"
)
"""What writers leave for later."""
_ADDRESSES = ("SITEURL", "FEED_DOMAIN", "REPLIES_URL", "OWNER_EMAIL")


def setting_findings(settings: Mapping[str, Any], files: Iterable[Path]) -> Iterator[Finding]:
    """Settings that are still as they came; ``files`` are those in which they may stand."""
    lines = [
        (file, number, line)
        for file in files
        for number, line in enumerate(file.read_text("utf-8").split("\n"), start=1)
    ]
    for name, value in settings.items():
        if name == "REPLIES_URL" and not settings.get("REPLIES_OPEN_ON"):
            continue  # a site that takes no replies needs no desk
        is_words = isinstance(value, str) and WORDS.fullmatch(value)
        if not is_words and not (name in _ADDRESSES and EXAMPLE.search(str(value))):
            continue
        places = (place for place in lines if re.match(rf"{name}\s*=", place[2]))
        for file, number, line in places:
            # Where it is set twice, only what holds is meant.
            if str(value) in line:
                message = f"{name} is {quoted(str(value))} still; write your own"
                yield Finding(os.path.relpath(file), number, "placeholder", message)


def text_placeholders(path: str, text: str) -> Iterator[Finding]:
    """Words of a content file that are still as they came."""
    for number, line in enumerate(text.split("\n"), start=1):
        for found in WORDS.findall(line):
            message = f"{quoted(found)} is a placeholder; write your own words"
            yield Finding(path, number, "placeholder", message)
        if match := _TO_DO.search(WORDS.sub("", line)):
            message = f"{quoted(match[0])} was left for later; write what is to stand here"
            yield Finding(path, number, "placeholder", message)
