"""The Nu checker over a built site, and which pages it is shown."""

import shutil

import pytest

from plugins.check.built.nu import find_nu, nu_findings
from plugins.check.built.places import Origins
from plugins.check.built.shapes import typical_pages

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title></head>
<body><main><h1>A</h1>{}</main></body></html>"""


@pytest.fixture
def folder(tmp_path):
    for name, body in (
        ("a", "<p>One.</p>"),
        ("b", "<p>Two.</p><p>Three.</p>"),
        ("c", "<center>Four.</center>"),
        ("d", "<center>Five.</center>"),
    ):
        (tmp_path / f"{name}.html").write_text(PAGE.format(body), "utf-8")
    return tmp_path


needs_nu = pytest.mark.skipif(bool(find_nu().lacking), reason="The Nu checker cannot be run here")


@needs_nu
def test_what_the_nu_checker_says_is_told_at_the_source_and_once(folder):
    source = folder / "c.md"
    source.write_text("Title: C\n\nText.\n\n<center>Four.</center>\n", "utf-8")
    origin = Origins({"c.html": str(source), "d.html": str(source)}, "https://x.example")
    found, lacking = nu_findings(find_nu(), folder, origin, is_every=True)

    assert lacking == ""
    assert [(it.path, it.line, it.rule) for it in found] == [(str(source), 5, "html")]
    assert "center" in found[0].message


@needs_nu
def test_a_page_without_a_source_is_told_with_its_line(folder):
    found, _ = nu_findings(find_nu(), folder, Origins({}, ""))

    assert [it.path for it in found] == ["output/c.html"]
    assert "(line 2 of c.html)" in found[0].message


def test_where_it_cannot_be_run_that_is_said_and_nothing_else(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    assert shutil.which("java") is None
    found, lacking = nu_findings(find_nu(), folder, Origins({}, ""))

    assert found == []
    assert lacking == "HTML was not looked at by the Nu checker: Java is not installed"


def test_of_pages_made_alike_one_is_shown():
    pages = {
        "a": "<p>One <em>two</em></p>",
        "b": '<p>Three</p><p>four <em>five</em> six</p><style>p{content:"<b>"}</style>',
        "c": "<p>Seven</p><p>eight</p>",
        "d": '<p>Nine <img src="a.png" width="9" height="7"></p>',
        "e": '<p>Ten <img src="b.png" width="90" height="70"></p>',
        "f": '<p>Eleven <img src="b.png" width="90px" height="70"></p>',
        "g": "<div><p>Twelve</p>",
    }

    assert typical_pages(pages) == ["a", "b", "d", "f", "g"]
