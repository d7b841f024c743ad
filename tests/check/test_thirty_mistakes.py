"""What somebody who writes for the first time gets wrong, all of it in one site and one run."""

import json
from pathlib import Path

import pytest

from tests.support import run

GOOD = {"Title": "Hips", "Date": "2020-02-26", "Summary": "In short."}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (4000).to_bytes(4, "big") + (3000).to_bytes(4, "big")

SIZE = '{: width="2000" height="1500"}'


def article(name: str, body: str = "The text.", **headers: str | None) -> str:
    known = GOOD | {"Id": name} | headers
    lines = "".join(f"{key}: {value}\n" for key, value in known.items() if value is not None)
    return f"{lines}\n{body}\n"


ARTICLES: dict[str, tuple[dict[str, str | None] | str, int, str, str]] = {
    "no-date": ({"Date": None}, 1, "date", "write a line like “Date: 2020-02-26”"),
    "no-such-day": ({"Date": "2024-13-45"}, 2, "date", "like 2020-02-26"),
    "two-days": ({"Date": "03/04/2020"}, 2, "date", "write 2020-04-03 or 2020-03-04"),
    "far-off": ({"Date": "2099-02-26"}, 2, "date-future", "write the right day"),
    "before": ({"Modified": "2019-02-26"}, 5, "date", "mend one of the two"),
    "unknown-status": ({"Status": "pubished"}, 5, "status", "did you mean “published”?"),
    "mistyped-key": ({"Sumary": "In short."}, 5, "unknown-header", "did you mean “summary”?"),
    "no-value": ({"Category": ""}, 5, "metadata", "or take the line out"),
    "in-quotes": ({"Title": '"Hips"'}, 1, "metadata", "write “Title: Hips”"),
    "yaml-list": ({"Tags": "[hip, knee]"}, 5, "metadata", "write “Tags: hip, knee”"),
    "no-title": ({"Title": None}, 1, "title-missing", "“Title: Knee Pain” at the very top"),
    "long-title": ({"Title": "A word " * 12}, 1, "title-length", "say it in fewer"),
    "no-summary": ({"Summary": None}, 1, "description-missing", "write a line “Summary: …”"),
    "long-summary": ({"Summary": "word " * 40}, 3, "description-length", "shorten it"),
    "no-reason": ({"Accept": "title-length"}, 5, "accept", "because …”"),
    "no-such-rule": ({"Accept": "titel-length because so"}, 5, "accept", "“title-length”?"),
    "no-such-drill": ({"Drills": "calf-rise"}, 5, "build", "did you mean “calf-raise”?"),
    "same-slug": ({"Slug": "about-hips"}, 5, "slug", "another “Slug:”"),
    "no-page": ("See [this](/knees/).", 6, "link", "mend the address"),
    "no-place": ("See [this]({filename}about-hips.md#x).", 6, "link", "give a heading there"),
    "own-site": ("[a](http://www.example.com/about/)", 6, "link", "write /about/"),
    "to-a-draft": ("See [it]({filename}draft.md).", 6, "link-draft", "publish that page first"),
    "no-file": ("See [it]({filename}knees.md).", 6, "link", "mend the name"),
    "no-picture": ("![A heel]({static}/images/no.jpg)", 6, "link", "no file images/no.jpg"),
    "no-words": (
        '![]({static}/images/a.svg){: width="9" height="9"}',
        6,
        "image-alt",
        "say between the square",
    ),
    "heavy": (
        f"![A heel]({{static}}/images/heavy.jpg){SIZE}",
        6,
        "image-size",
        "smaller than 500 kB",
    ),
    "wide": (
        f"![A heel]({{static}}/images/wide.png){SIZE}",
        6,
        "image-size",
        "make its longer side",
    ),
    "level": ("## One\n\n#### Two", 8, "heading-level", "write ###"),
    "first-level": ("# One", 6, "heading-level", "begin with two signs"),
    "hash": ("##One", 6, "markdown", "write “## One”"),
    "apart": ("See [this] (/about/).", 6, "markdown", "write [this](/about/)"),
    "unclosed": ("See [this](/about/ today.", 6, "markdown", "write it like [the words]"),
    "no-reference": ("See [this][1].", 6, "markdown", "write [this](/address/)"),
    "own-machine": ("[a](file:///C:/a.jpg)", 6, "link", "put the file into content/images"),
    "mistyped-https": ("[a](htps://x.example/)", 6, "link", "write https://"),
    "whole-address": ("[a](www.x.example)", 6, "link", "write https://www.x.example"),
    "empty-link": ("[](/about/)", 6, "link", "write them between the square"),
    "open-div": ("<div>\n\nText.", 6, "html", "write </div>"),
    "script": ("<script>alert(1)</script>", 6, "html", "take <script> out"),
    "onclick": ('<p onclick="go()">Text.</p>', 6, "html", "take onclick=… out"),
    "unseen": ("A zero\u200bwidth space.", 6, "hidden-character", "delete it"),
    "to-do": ("TODO: write this.", 6, "placeholder", "write what is to stand here"),
    "your-name": ("I am [Your name].", 6, "placeholder", "write your own words"),
    "empty": ("", 6, "text-missing", "write it below the headers"),
}
"""By the name of an article: its headers or its text; and line, rule and cure of the mistake."""

FILES = {
    "content/articles/about-hips.md": article("about-hips"),
    "content/articles/draft.md": article("draft", Status="draft"),
    "content/articles/space.md": "Title: A\nDate : 2020-02-26\nSummary: S.\n\nText.\n",
    "content/articles/blank.md": "Title: A\nDate: 2020-02-26\nSummary: S.\n\nLang: de\n\nText.\n",
    "content/articles/marked.md": "Title: A\n\ufeffDate: 2020-02-26\nSummary: S.\n\nText.\n",
    "content/articles/same-id.md": article("knee-pain"),
    "content/articles/notes.docx": "x",
    "content/pages/orphan.md": "Title: Nobody leads here\n\nText.\n",
    "content/images/a.svg": "<svg/>",
    "content/comments/knee-pain/c1.txt": "Author: Ann\nDate: yesterday\n\nText.\n",
    "content/comments/knee-pian/c2.txt": (
        "Author: Ann\nDate: 2020-03-01T09:30:00+00:00\n\nWrite to ann@gmail.com.\n"
    ),
}
OTHERS = [
    ("content/articles/space.md", 2, "metadata", "write “Date: 2020-02-26”"),
    ("content/articles/blank.md", 5, "metadata", "move it up to the other headers"),
    ("content/articles/marked.md", 2, "hidden-character", "delete it"),
    ("content/articles/same-id.md", 4, "id", "give this page another “Id:”"),
    ("content/articles/latin.md", 1, "encoding", "save the file as UTF-8"),
    ("content/articles/notes.docx", 1, "unused", "save it as plain text called notes.md"),
    ("content/comments/knee-pain/c1.txt", 2, "comment", "write it like 2020-03-01T09:30"),
    ("content/comments/knee-pian/c2.txt", 1, "comment-lost", "did you mean “knee-pain”?"),
    ("content/comments/knee-pian/c2.txt", 4, "private", "take it out of the comment"),
    ("content/drills/calf-raise.md", 5, "drill", "did you mean “summary”?"),
    ("content/drills/glute-bridge.md", 0, "drill", "did you mean “on back knees bent”?"),
]


@pytest.fixture
def spoilt(project: Path) -> Path:
    """The project with every mistake in a place of its own."""
    for name, (wrong, *_) in ARTICLES.items():
        text = article(name, wrong) if isinstance(wrong, str) else article(name, **wrong)
        (project / f"content/articles/{name}.md").write_text(text, "utf-8")
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    latin = article("latin", Title="Hüften").encode("latin-1")
    (project / "content/articles/latin.md").write_bytes(latin)
    (project / "content/images/heavy.jpg").write_bytes(b"x" * 600_000)
    (project / "content/images/wide.png").write_bytes(PNG)
    for name, right, wrong in (
        ("calf-raise", "summary:", "sumary:"),
        ("glute-bridge", "on back knees bent", "on back knee bent"),
    ):
        drill = project / f"content/drills/{name}.md"
        drill.write_text(drill.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    return project


def test_thirty_mistakes_are_named_in_one_run_each_with_its_cure(spoilt):
    done = run("plugins.check", "--html", "none", "--format", "json", cwd=spoilt)
    found = json.loads(done.stdout)["findings"]
    wanted = [
        (f"content/articles/{name}.md", line, rule, cure)
        for name, (_, line, rule, cure) in ARTICLES.items()
    ] + OTHERS

    assert (done.returncode, done.stderr) == (1, "")
    assert len(wanted) > 30
    assert [
        (path, line, rule)
        for path, line, rule, cure in wanted
        if not any(
            (it["path"], it["rule"]) == (path, rule)
            and line in (0, it["line"])
            and cure in it["message"]
            for it in found
        )
    ] == []


def test_no_mistake_is_named_twice_nor_where_there_is_none(spoilt):
    found = json.loads(
        run("plugins.check", "--html", "none", "--format", "json", cwd=spoilt).stdout
    )["findings"]
    named: dict[str, list[str]] = {}
    for it in found:
        named.setdefault(it["path"], []).append(it["rule"])

    assert named.keys() & {"content/articles/about-hips.md", "content/articles/draft.md"} == set()
    assert not any(path.startswith("output/") for path in named)
    assert {
        path: rules
        for path, rules in named.items()
        if len(rules) > 1 and path.startswith("content/articles/")
    } == {}
