"""The command, on a copy of the project with its own content, and what it prints."""

import json
import os
from pathlib import Path

import pytest

from plugins.check.finding import Finding
from plugins.check.report import as_github, as_json, as_text
from tests.support import run

FINDINGS = [
    Finding("content/a,b.md", 2, "date", "100 % wrong:\nmend it"),
    Finding("content/c.md", 1, "title-length", "shorten it"),
]


def check(project: Path, *options: str, html: str = "none"):
    """The command; without the Nu checker, which takes seconds to start."""
    return run("plugins.check", "--html", html, *options, cwd=project)


def test_the_projects_own_content_only_waits_to_be_filled_in(project):
    done = check(project, "--format", "json", html="all")
    found = json.loads(done.stdout)["findings"]

    assert (done.returncode, done.stderr) == (0, "")
    assert {it["rule"] for it in found} == {"placeholder"}
    told = {(it["path"], it["message"].partition(" ")[0]) for it in found}
    assert {("pelicanconf.py", "AUTHOR"), ("publishconf.py", "SITEURL")} <= told
    assert "content/pages/about.md" in {it["path"] for it in found}
    assert not (project / "output").exists()


def test_what_only_a_build_can_tell_is_among_it_and_nothing_is_told_twice(project):
    articles, drills = project / "content/articles", project / "content/drills"
    good = "Title: Hips\nDate: 2020-02-26\nSummary: In short.\n"
    (articles / "hips.md").write_text(f"{good}Id: hips\nReplies: perhaps\n\nText.\n", "utf-8")
    (articles / "feet.md").write_text(f"{good}Id: knee-pain\nStatus: drat\n\nText.\n", "utf-8")
    drill = drills / "calf-raise.md"
    drill.write_text(drill.read_text("utf-8").replace("joints: [", "joints: [nose, "), "utf-8")
    done = check(project, "--format", "json")
    found = json.loads(done.stdout)["findings"]

    assert done.returncode == 1
    assert done.stderr == ""
    rules = [(it["path"].rpartition("/")[2], it["rule"]) for it in found]
    assert ("feet.md", "status") in rules
    assert ("hips.md", "build") in rules
    assert ("calf-raise.md", "drill") in rules
    assert len(found) == len({(it["path"], it["line"], it["message"]) for it in found})
    assert not any("could not be read" in it["message"] for it in found)


def told(done) -> list[tuple[str, int, str]]:
    found = json.loads(done.stdout)["findings"]
    return [(it["path"], it["line"], it["rule"]) for it in found if it["rule"] != "placeholder"]


def test_what_is_wrong_with_the_built_site_is_told_at_the_source(project):
    body = "See [this](/gone/), [that](/contact/#map),\n[and]({filename}../pages/about.md).\n"
    page = project / "content/pages/hips.md"
    page.write_text(f"Title: Hips\n\n{body}", "utf-8")
    links = [("content/pages/hips.md", 3, "link")] * 2

    assert told(check(project, "--format", "json")) == [
        ("content/pages/hips.md", 1, "orphan"),
        *links,
    ]
    page.write_text(f"Title: Hips\nAccept: orphan because letters name it\n\n{body}", "utf-8")
    moved = [("content/pages/hips.md", 4, "link")] * 2
    assert told(check(project, "--format", "json")) == moved
    page.write_text(f"Title: Hips\nStatus: hidden\n\n{body}", "utf-8")
    assert told(check(project, "--format", "json")) == moved


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("from pelicanconf import *\nTHEME = 'gone'\n", "the theme"),
        ("from pelicanconf import *\nTHEME = \n", "publishconf.py cannot be read: invalid syntax"),
        ("from pelicanconf import *\nPLUGINS = ['gone']\n", "the site could not be built: "),
    ],
)
def test_a_site_that_cannot_be_built_at_all_says_so(project, settings, words):
    (project / "publishconf.py").unlink()
    (project / "publishconf.py").write_text(settings)
    done = check(project)

    assert done.returncode == 1
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_the_sources_alone_are_checked_without_a_build(project):
    (project / "content/articles/hips.md").write_text("Title: Hips\n\nText.\n", "utf-8")
    done = check(project, "--no-build", "--settings", "pelicanconf.py")

    assert done.returncode == 1
    assert "content/articles/hips.md:1: error: there is no date" in done.stdout
    assert done.stdout.endswith("1 error, 1 warning in 18 files of the content\n")


def test_what_could_not_be_looked_at_is_said_and_is_no_error(project, tmp_path):
    env = {**os.environ, "PATH": str(tmp_path)}
    done = run("plugins.check", cwd=project, env=env)

    assert done.returncode == 0
    note, count = done.stdout.splitlines()[-2:]
    assert note == "HTML was not looked at by the Nu checker: Java is not installed"
    assert count.startswith("0 errors")
    assert as_github([], 3, [note]).splitlines() == [
        f"::notice::{note}",
        "Nothing is wrong in 3 files of the content",
    ]


def test_other_sites_are_asked_on_request_alone(project):
    body = "Title: Hips\nAccept: orphan because so\n\nSee [this](http://10.0.0.1/).\n"
    (project / "content/pages/hips.md").write_text(body, "utf-8")

    assert told(check(project, "--format", "json")) == []
    assert told(check(project, "--format", "json", "--external")) == [
        ("content/pages/hips.md", 4, "link-outside")
    ]


def test_warnings_alone_do_not_fail(project):
    text = "Title: Hips\nDate: 2020-02-26\nId: hips\n\nText.\n"
    (project / "content/articles/hips.md").write_text(text, "utf-8")
    done = check(project)

    assert (done.returncode, "[description-missing]" in done.stdout) == (0, True)


def test_people_read_a_line_for_each():
    lines = as_text(FINDINGS, 3).splitlines()

    assert lines[-2:] == [
        "content/c.md:1: warning: shorten it [title-length]",
        "1 error, 1 warning in 3 files of the content",
    ]


def test_github_shows_each_beside_its_line():
    first, second, count = as_github(FINDINGS, 3).splitlines()

    assert first == ("::error file=content/a%2Cb.md,line=2,title=date::100 %25 wrong:%0Amend it")
    assert second == "::warning file=content/c.md,line=1,title=title-length::shorten it"
    assert count == "1 error, 1 warning in 3 files of the content"


def test_programs_read_json():
    told = json.loads(as_json(FINDINGS, 3))

    assert {name: told[name] for name in ("files", "errors", "warnings")} == {
        **{"files": 3, "errors": 1, "warnings": 1},
    }
    assert told["findings"][1] == {
        **{"path": "content/c.md", "line": 1, "rule": "title-length"},
        **{"message": "shorten it", "severity": "warning"},
    }
