import re
from operator import mul

import pytest

from plugins.languages.words import words_in
from plugins.theme.environment import comment_count, display_date
from plugins.theme.stylesheet import addition, stylesheet
from tests.support import ROOT

CSS = ROOT / "theme" / "static" / "css"
SOURCES = {path: path.read_text("utf-8") for path in CSS.rglob("*.css")}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:top|right|bottom|left)\b|(?<![\w-])(?:width|height):"
)


def test_layers_come_in_their_order():
    text = stylesheet(CSS)

    marks = ("box-sizing", "-webkit-text-size-adjust", ".page{", ".brand{", ".visually-hidden")
    positions = [text.index(mark) for mark in marks]
    assert positions == sorted(positions)
    assert "@layer" not in text
    assert text.count("{") == text.count("}")


def test_a_file_outside_of_layers_is_refused(tmp_path):
    for name in ("tokens.css", "print.css"):
        (tmp_path / name).write_text("")
    (tmp_path / "loose.css").write_text(".x { color: red; }")

    with pytest.raises(ValueError, match=r"loose\.css: write all rules inside one “@layer"):
        stylesheet(tmp_path)


def test_a_page_carries_the_rules_of_its_own_kind_only():
    common, drill = stylesheet(CSS), stylesheet(CSS, "drills", "drill")

    assert ".thread{" in common
    assert ".comment__head{" not in common
    assert ".comment__head{" in addition(CSS, "thread")
    assert ".thread{" in drill
    assert ".glance{" in drill
    assert ".glance{" not in common
    assert ".submission{" not in drill


def test_what_is_drawn_stands_out_from_the_paper_in_both_schemes():
    tokens = SOURCES[CSS / "tokens.css"]
    light, _, dark = tokens.partition("@media")
    for lines in ("--figure-ink", "--figure-far", "--color-accent"):
        assert contrast(tokens, light, lines, "--color-canvas") >= 3, lines
        assert contrast(tokens, dark, lines, "--color-canvas") >= 3, lines


def contrast(tokens: str, scheme: str, one: str, other: str) -> float:
    """The contrast of two meanings in a colour scheme, as WCAG 2 reckons it."""
    found = []
    for meaning in (one, other):
        raw = re.search(rf"{meaning}: var\((--[\w-]+)\)", scheme)
        assert raw, meaning
        colour = re.search(rf"{raw[1]}: #(\w{{6}})", tokens)
        assert colour, raw[1]
        found.append(sum(map(mul, (0.2126, 0.7152, 0.0722), linear(colour[1]))) + 0.05)
    return max(found) / min(found)


def linear(colour: str) -> list[float]:
    shares = [value / 255 for value in bytes.fromhex(colour)]
    return [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in shares]


def test_every_token_that_is_used_is_defined():
    text = "".join(SOURCES.values())
    defined = set(re.findall(r"(--[\w-]+):", text))
    used = set(re.findall(r"var\((--[\w-]+)\)", text))

    assert used
    assert used - defined == set()


def test_components_use_meanings_not_raw_colours():
    for path, text in SOURCES.items():
        is_special = CSS / "kinds" in path.parents and path.name != "tokens.css"
        if path.parent.name == "components" or is_special:
            rules = COMMENT.sub("", text)
            assert not re.search(r"#[0-9a-f]{3,6}\b|--(paper|ink|muscle|night|chalk)", rules), path
            assert "!important" not in rules, path


def test_directions_are_logical():
    for path, text in SOURCES.items():
        rules = re.sub(r"@media[^{]*", "", COMMENT.sub("", text))
        assert not PHYSICAL.search(rules), path


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 Comments"), (1, "1 Comment"), (2, "2 Comments")]
)
def test_comments_are_counted_as_people_count(count, words):
    assert comment_count(words_in("en"), count) == words


def test_a_moment_has_the_date_of_the_sites_time_zone():
    from datetime import UTC, date, datetime
    from zoneinfo import ZoneInfo

    late = datetime(2020, 6, 30, 23, 30, tzinfo=UTC)

    assert display_date(words_in("en"), late, ZoneInfo("Europe/London")) == "01.07.2020"
    assert (
        display_date(words_in("en"), date(2020, 2, 26), ZoneInfo("Europe/London")) == "26.02.2020"
    )
