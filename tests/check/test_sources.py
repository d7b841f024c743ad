"""Mistakes in the files of the content: each is found at its line, and the cure is said."""

from datetime import date

import pytest

from plugins.check.accepted import without_accepted
from plugins.check.finding import Finding
from plugins.check.written.sources import check_sources
from tests.support import Site

TODAY = date(2026, 3, 1)
GOOD = {"Title": "Hips", "Date": "2020-02-26", "Summary": "In short.", "Id": "hips"}


def source_findings(settings, today: date) -> list[Finding]:
    found, sources = check_sources(settings, today)
    return sorted(without_accepted(sources, found, is_built=False))


@pytest.fixture
def settings(site):
    """Those of the project, for a site of one good article."""
    site.article(**{"Summary": "In short."})
    return {
        "PATH": str(site.root / "content"),
        "ARTICLE_PATHS": ["articles"],
        "PAGE_PATHS": ["pages"],
        "DRILL_PATHS": ["drills"],
        "DEFAULT_LANG": "en",
        "IGNORE_FILES": ["**/.*"],
    }


@pytest.fixture
def check(site: Site, settings):
    """What is found once an article of these words is there."""

    def check(text: str, name: str = "hips") -> list[Finding]:
        site.write(f"articles/{name}.md", text)
        return source_findings(settings, TODAY)

    return check


def article(body: str = "The text.", **headers: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in (GOOD | headers).items() if value)
    return f"{lines}\n{body}\n"


def test_a_good_article_has_no_findings(check):
    assert check(article()) == []


MISTAKES = {
    "no title": (article(Title=""), 1, "title-missing", "write a line like “Title: Knee Pain”"),
    "a mistyped title": (article().replace("Title", "Titel"), 1, "unknown-header", "“title”?"),
    "no date": (article(Date=""), 1, "date", "there is no date, so it would be left out"),
    "a day that is none": (article(Date="2024-13-45"), 2, "date", "no “2024-13-45”"),
    "a date of two readings": (article(Date="03/04/2024"), 2, "date", "2024-04-03 or 2024-03-04"),
    "a date of one reading": (article(Date="26.02.2020"), 2, "date", "; write 2020-02-26"),
    "a word for a date": (article(Date="yesterday"), 2, "date", "“yesterday” is no date"),
    "a time that is none": (article(Date="2020-02-26 25:99"), 2, "date", "like 2020-02-26 09:30"),
    "modified on no day": (article(Modified="2020-02-30"), 5, "date", "no “2020-02-30”"),
    "a mistyped status": (article(Status="pubished"), 5, "status", "did you mean “published”?"),
    "a mistyped header": (article(Sumary="In short."), 5, "unknown-header", "“summary”?"),
    "an unheard-of header": (
        article(Mood="good"),
        5,
        "unknown-header",
        "no header is called “Mood”",
    ),
    "a list as in YAML": (article(Tags="[hip, knee]"), 5, "metadata", "write “Tags: hip, knee”"),
    "a list of items": (
        article(Tags="\n    - hip\n    - knee"),
        5,
        "metadata",
        "“Tags: hip, knee”",
    ),
    "a header twice": (article().replace("Date", "Title: Hip\nDate"), 2, "metadata", "in line 1"),
    "a broken header": (article(Id="hips\nno colon here"), 5, "metadata", "this line is no header"),
    "a blank line at the top": (f"\n{article()}", 2, "metadata", "below a blank line"),
    "a header below a blank line": (article("Status: draft\n\nText."), 6, "metadata", "move it up"),
    "no code of a language": (article(Lang="German"), 5, "metadata", "en, de or pt-BR"),
    "no page at the end of a link": (
        article("One.\n\nSee [this]({filename}knee-pian.md)."),
        *(8, "link", "there is no page articles/knee-pian.md"),
    ),
    "no picture": (
        article("![A heel]({static}/images/heel.jpg)"),
        *(6, "link", "there is no file images/heel.jpg"),
    ),
    "a link without its mark": (
        article("See [this](knee-pain.md)."),
        *(6, "link", "write {filename}knee-pain.md"),
    ),
    "a picture without its mark": (
        article("Look:\n\n![A heel](heel.jpg)"),
        *(8, "link", "write {static}/images/heel.jpg"),
    ),
    "a picture without words": (
        article("![](https://x.example/a.png)"),
        6,
        "image-alt",
        "![A heel",
    ),
    "a picture in HTML without words": (
        article('<p>\n<img src="https://x.example/a.png">\n</p>'),
        *(7, "image-alt", "![A heel"),
    ),
    "a second title": (article("# Hips"), 6, "heading-level", "begin with two signs"),
    "a level left out": (article("## Hips\n\n#### Left"), 8, "heading-level", "write ###"),
    "a long title": (article(Title="A word " * 12), 1, "title-length", "the title has 83 letters"),
    "no summary": (article(Summary=""), 1, "description-missing", "write a line “Summary: …”"),
    "a long summary": (article(Summary="word " * 40), 3, "description-length", "has 199 letters"),
    "what cannot be shown": (article("A \x0b sign."), 6, "hidden-character", "U+000B"),
}


@pytest.mark.parametrize(("text", "line", "rule", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_found_at_its_line_with_its_cure(check, text, line, rule, words):
    found = [it for it in check(text) if it.rule == rule]

    assert [(it.path.endswith("content/articles/hips.md"), it.line) for it in found] == [
        (True, line)
    ]
    assert words in found[0].message


def test_all_mistakes_of_all_files_are_named_in_one_run_in_order(site, settings):
    for number, (text, *_) in enumerate(MISTAKES.values()):
        site.write(f"articles/a{number:02}.md", text.replace("Id: hips", f"Slug: a{number:02}"))
    found = source_findings(settings, TODAY)

    wanted = {(f"a{n:02}.md", rule) for n, (_, _, rule, _) in enumerate(MISTAKES.values())}
    assert wanted <= {(it.path.rpartition("/")[2], it.rule) for it in found}
    assert found == sorted(found)


def test_a_link_is_mended_by_the_name_that_is_near(check):
    (found,) = check(article("[See]({filename}../articles/knee-pian.md#now)"))

    assert "did you mean “knee-pain.md”?" in found.message


def test_two_files_at_one_address_are_both_named(check):
    (found,) = check(article(Slug="knee-pain"))

    assert (found.rule, found.path.rpartition("/")[2]) == ("slug", "knee-pain.md")
    assert "articles/hips.md has the address “knee-pain” already" in found.message


def test_a_translation_may_have_the_address_of_its_original(check):
    assert check(article(Slug="knee-pain", Lang="de")) == []


@pytest.mark.parametrize(
    "written", ["2020-02-26", "2020-02-26 09:30", "2020-02-26T09:30:00+01:00", "26 February 2020"]
)
def test_a_clear_date_is_left_alone(check, written):
    assert check(article(Date=written)) == []


def test_links_that_are_right_are_left_alone(site, check):
    site.write("pages/about.md", "Title: About\n\nText.")
    site.write("images/heel.svg", "<svg/>")
    body = """[a]({filename}knee-pain.md) [b]({filename}/pages/about.md#who) [c](#d) [e](/x/)
    [f](https://x.example/y.png) [g](mailto:a@x.example) [h]({tag}hip)
    [i]({filename}../pages/about.md)

![A heel]({static}/images/heel.svg) <img src="{static}../images/heel.svg" alt="">

    [code]({filename}nowhere.md)
"""
    assert check(article(body)) == []


def test_a_large_picture_is_advised_against(site, check):
    site.write("images/heel.jpg", "x" * 1_200_000)
    (found,) = check(article("![A heel]({static}/images/heel.jpg)"))

    assert (found.rule, found.severity) == ("image-size", "warning")
    assert "1.2 MB" in found.message


def test_a_file_in_another_encoding_is_named_with_its_line(site, settings):
    (site.root / "content/articles/hips.md").write_bytes(b"Title: Hips\nSummary: sch\xf6n\n")
    (found,) = source_findings(settings, TODAY)

    assert (found.rule, found.line) == ("encoding", 2)


def test_the_faults_of_a_drill_and_of_its_text_are_among_them(site, settings):
    site.drill(joints=["hpi"], body="One.\n\n![](x.example)")
    found = source_findings(settings, TODAY)

    assert {it.rule for it in found} == {"drill", "image-alt"}
    lines = (site.root / "content/drills/hip-hinge.md").read_text("utf-8").split("\n")
    assert [lines[it.line - 1] for it in found if it.rule == "image-alt"] == ["![](x.example)"]


@pytest.mark.parametrize(
    ("accepted", "rules", "words"),
    [
        ("title-length because people ask it so", set(), ""),
        ("title-length", {"accept", "title-length"}, "say why: “Accept: title-length because …”"),
        ("title-lenght because so", {"accept", "title-length"}, "did you mean “title-length”?"),
        ("status because so", {"accept", "title-length"}, "mend what it says"),
        ("image-size because so", {"accept", "title-length"}, "there is nothing to accept"),
        ("orphan because readers get its address by mail", {"title-length"}, ""),
    ],
)
def test_a_warning_is_accepted_with_a_reason(check, accepted, rules, words):
    found = check(article(Title="A word " * 12, Accept=accepted))

    assert {it.rule for it in found} == rules
    assert all(words in it.message for it in found if it.rule == "accept")


@pytest.mark.parametrize(
    ("accepted", "rules"),
    [
        ("heading-level because the first heading is in the figure", set()),
        (["title-length because so", "heading-level because so"], {"accept"}),
        ("heading-level", {"accept", "heading-level"}),
    ],
)
def test_a_drill_accepts_a_warning_as_well(site, settings, accepted, rules):
    file = site.drill(body="#### Deep", accept=accepted)
    found = source_findings(settings, TODAY)

    lines = file.read_text("utf-8").split("\n")
    assert {it.rule for it in found if it.rule != "drill"} == rules
    wrong = [lines[it.line - 1] for it in found if it.rule == "accept"]
    assert all("heading-level" in line or "title-length" in line for line in wrong)


@pytest.mark.parametrize(
    "body",
    [
        "`[a] (/b/)` and `[a](/b`, an aside [so to speak] (they say), a note [1].",
        "    [a] (/b/)\n    <div>\n    ##No heading",
        "One<br>two <p>three\n\n<ul><li>four<li>five</ul>\n\n<img src='{static}/a.svg' alt=''>",
        "Soft\u00adhyphen, a family 👨\u200d👩\u200d👧, and #5 within a line.",
        "[^1] is a note.\n\n[^1]: Here.\n\n[a][b]\n\n[b]: https://x.example",
        '<div class="a">\n\n*Text.*\n\n</div>',
    ],
)
def test_what_is_written_on_purpose_is_left_alone(site, check, body):
    site.write("a.svg", "<svg/>")

    assert check(article(body)) == []


def test_a_theme_may_have_headers_of_its_own(check, settings):
    settings["CHECK_HEADERS"] = ["Mood"]

    assert check(article(Mood="good")) == []
