"""How to know words and addresses that came with the project and wait for the owner's. Pure."""

import re

WORDS = re.compile(r"\[(?:Your|Who|What|Street|This page is a placeholder)\b[^\]\[]*\](?![(\[:])")
EXAMPLE = re.compile(r"[@./]example\.(?:com|org|net)\b")


def is_filled_in(value: str) -> bool:
    """Whether a setting holds the owner's own words or address."""
    return bool(value.strip()) and not WORDS.search(value) and not EXAMPLE.search(value)
