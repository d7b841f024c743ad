"""Attacks and odd texts that others collected, read where they are at hand."""

import json
import re
from xml.etree import ElementTree

import pytest

from plugins.comments.form import plain
from tests.support import CORPORA

needs_corpora = pytest.mark.skipif(
    not (CORPORA / "xss").is_dir(),
    reason=f"the collections of attacks are not here: CORPORA is {CORPORA}",
)


def naughty_strings() -> list[str]:
    """The big list of naughty strings."""
    return list(json.loads((CORPORA / "naughty" / "blns.json").read_text("utf-8")))


def xss_vectors() -> list[str]:
    """Every vector with something to see, each once, the collections of scripts first."""
    sheet = (CORPORA / "xss" / "h5sc-vectors.txt").read_text("utf-8")
    cases = json.loads((CORPORA / "xss" / "dompurify-expect.json").read_text("utf-8"))
    tests = sorted((CORPORA / "xss" / "bleach").glob("*.test"))
    found = [
        *re.findall(r'<div id="\d+">(.*?)//\["\'`-->\]\]>\]</div>', sheet, re.DOTALL),
        *sheet.splitlines(),
        *(case["payload"] for case in cases),
        *(test.read_text("utf-8").partition("\n--\n")[0] for test in tests),
        *naughty_strings(),
    ]
    return list(dict.fromkeys(vector for vector in found if plain(vector)))


def addresses() -> list[tuple[str, str]]:
    """E-mail addresses, each with the category that isemail gives it."""
    tree = ElementTree.parse(CORPORA / "email" / "isemail-tests.xml")
    # The file writes control characters as the pictures of them.
    pictures = {0x2400 + code: chr(code) for code in range(32)}
    return [
        ((test.findtext("address") or "").translate(pictures), test.findtext("category") or "")
        for test in tree.iter("test")
    ]
