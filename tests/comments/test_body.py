import json
import re

import pytest
from bs4 import BeautifulSoup

from plugins.comments.body import comment_html
from tests.support import CORPORA

SCHEMES = ("http", "https", "mailto")
ALLOWED = {"p", "br", "em", "strong", "a", "code", "ul", "ol", "li", "blockquote"}


def attacks() -> list[str]:
    """Our own few, and the collections of others where they are at hand."""
    found = [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '![x](x "onerror=alert(1)")',
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        "[x](https://x.example\"onmouseover='alert(1)')",
        "`<img src=x onerror=alert(1)>`",
    ]
    if (CORPORA / "xss").is_dir():
        cases = json.loads((CORPORA / "xss" / "dompurify-expect.json").read_text("utf-8"))
        found += [case["payload"] for case in cases]
        found += (CORPORA / "xss" / "h5sc-vectors.txt").read_text("utf-8").splitlines()
        found += json.loads((CORPORA / "naughty" / "blns.json").read_text("utf-8"))
        for test in sorted((CORPORA / "xss" / "bleach").glob("*.test")):
            found.append(test.read_text("utf-8").partition("\n--\n")[0])
    return found


def test_no_attack_becomes_markup():
    for attack in attacks():
        made = BeautifulSoup(comment_html(attack), "html.parser")
        for tag in made.find_all(True):
            assert tag.name in ALLOWED, attack
            assert set(tag.attrs) <= {"href", "rel", "start"}, attack
            scheme = re.match(r"\s*([^/?#]*?):", tag.get("href", ""))
            assert scheme is None or scheme[1].lower() in SCHEMES, attack


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("One,\ntwo.", "<p>One,<br>\ntwo.</p>\n"),
        ("*so* **so**", "<p><em>so</em> <strong>so</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("ann@example.com", "<p>ann@example.com</p>\n"),
    ],
)
def test_the_small_markdown(typed, html):
    assert comment_html(typed) == html


@pytest.mark.parametrize("typed", ["https://x.example", "[x](https://x.example)"])
def test_links_tell_search_engines_not_to_follow(typed):
    assert 'rel="ugc nofollow noopener"' in comment_html(typed)


def test_a_picture_is_not_loaded_from_elsewhere():
    assert "<img" not in comment_html("![x](https://tracker.example/x.png)")
