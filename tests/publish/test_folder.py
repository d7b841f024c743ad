"""The way of a publication, tried on a folder; what is special to other hosts is in their tests."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publish.support import Project, seen, tree
from tests.support import ROOT, free_port


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


def test_a_site_goes_out_and_is_looked_at(project, www):
    www.mkdir()
    with seen(www) as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}")
        first = project.published("--to", str(www))
        again = project.published("--to", str(www))

    assert first["outcome"] == "published"
    assert first["sent"] == len(tree(www))
    assert "fetched and right" in str(first["message"])
    assert b"The text." in (www / "articles/knee-pain/index.html").read_bytes()
    assert (again["outcome"], again["sent"]) == ("unchanged", 0)


def test_the_folder_in_which_the_inbox_will_lie_is_nobody_elses(project, www):
    project.published("--to", str(www), "--no-look")

    assert (project.root / "var").stat().st_mode & 0o777 == 0o700


def test_a_folder_may_be_named_from_home(project, tmp_path):
    project.environment["HOME"] = str(tmp_path / "home")
    project.set("PUBLISH_TO = '~/site'")
    project.published("--no-look")

    assert (tmp_path / "home/site/index.html").is_file()


def test_only_what_changed_travels_and_what_is_gone_goes(project, www):
    project.published("--to", str(www), "--no-look")
    (www / "of-the-owner.html").write_text("mine")
    before = {path: path.stat().st_mtime_ns for path in www.rglob("*") if path.is_file()}
    project.article("knee-pain", "Other words.")
    (project.root / "content/articles/hip-pain.md").unlink()
    outcome = project.published("--to", str(www), "--no-look")
    touched = {path for path, time in before.items() if path.exists()} & {
        path for path in before if path.exists() and path.stat().st_mtime_ns != before[path]
    }

    assert www / "articles/knee-pain/index.html" in touched
    assert www / "privacy/index.html" not in touched
    assert outcome["sent"] == len(touched) - 1  # the record is none of the site's files
    assert not (www / "articles/hip-pain").exists()
    assert (www / "of-the-owner.html").read_text() == "mine"


def test_a_dry_run_lists_what_would_go_and_sends_nothing(project, www):
    project.published("--to", str(www), "--no-look")
    before = tree(www)
    project.article("knee-pain", "Other words.")
    (project.root / "content/articles/hip-pain.md").unlink()
    said = project.publish("--to", str(www), "--dry-run").stdout

    assert "  changed  articles/knee-pain/index.html\n" in said
    assert "  gone     articles/hip-pain/index.html\n" in said
    assert tree(www) == before


def test_a_page_that_came_back_is_sent_again_after_an_interruption(project, www):
    """The host has the new words, and its record says nothing of them: they are in doubt."""
    project.published("--to", str(www), "--no-look")
    project.article("knee-pain", "Other words.")
    process = project.start("--to", str(www), "--no-look")
    assert process.stdout
    for line in process.stdout:
        if line == "Note what is there\n":
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    page = www / "articles/knee-pain/index.html"
    assert b"Other words." in page.read_bytes()
    project.article("knee-pain")
    project.published("--to", str(www), "--no-look")

    assert b"The text." in page.read_bytes()


def test_hidden_pages_are_not_given_away_by_the_record(project, www):
    project.article("whispered", Status="hidden")
    project.published("--to", str(www), "--no-look")

    assert (www / "articles/whispered/index.html").is_file()
    assert "whispered" not in (www / "publication.json").read_text()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("SITEURL = 'http://site.test'", "SITEURL is “http://site.test”; write the public address"),
        ("SITEURL = 'https://127.0.0.1:8000'", "an address of this machine"),
        ("SITEURL = ''", "write the public address"),
        ("REPLIES_URL = 'http://desk.site.test/replies'", "REPLIES_URL is “http://desk"),
        ("AUTHOR = '[Your name]'", "[placeholder]"),
        ("DRAFT_SAVE_AS = 'drafts/articles/{slug}/index.html'", "this draft would be public"),
        ("DIRECT_TEMPLATES = ['index', 'archives', '404', 'drafts']", "the list of drafts"),
        ("FEED_DOMAIN = 'http://localhost:8000'", "[private]"),
        ("THEME = 'gone'", "Could not find the theme gone"),
        ("SITEURL =", "publishconf.py cannot be read"),
    ],
)
def test_what_must_not_be_public_is_refused_before_anything_is_sent(project, www, settings, words):
    project.article("later", Status="draft")
    project.set(settings)
    done = project.publish("--to", str(www), "--no-look")

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not www.exists()


def test_a_site_without_a_desk_needs_no_address_of_one(project, www):
    project.article("about-drafts", "In a header,\n\n    status: draft\n\nstatus: draft\n")
    project.set("REPLIES_URL = 'https://desk.example.com/replies'")
    refused = project.publish("--to", str(www), "--no-look")
    project.set("REPLIES_OPEN_ON = []")
    project.published("--to", str(www), "--no-look")

    assert "REPLIES_URL is “https://desk.example.com/replies” still" in refused.stderr
    assert b"<form" not in (www / "articles/knee-pain/index.html").read_bytes()


def test_a_fault_in_the_content_is_named_and_nothing_changes(project, www):
    project.published("--to", str(www), "--no-look")
    before = tree(www)
    project.article("knee-pain", "See [this](/gone/).")
    done = project.publish("--to", str(www), "--no-look")

    assert done.returncode == 1
    assert "content/articles/knee-pain.md:6: the site has nothing at /gone/" in done.stderr
    assert done.stderr.endswith("Not published: mend the 1 thing above\n")
    assert tree(www) == before


def test_a_look_that_finds_something_else_says_so_until_it_is_right(project, www, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with seen(other) as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}\nPUBLISH_PATIENCE = 0")
        wrong = project.publish("--to", str(www))
        still = project.publish("--to", str(www))
    with seen(www) as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}")
        right = project.published("--to", str(www))

    assert (wrong.returncode, still.returncode) == (1, 1)
    assert "/articles/knee-pain/ answers 404" in wrong.stderr
    assert "Sent, but" in wrong.stderr
    assert "/articles/knee-pain/ answers 404" in still.stderr
    assert right["outcome"] == "unchanged"
    assert "fetched and right" in str(right["message"])


def test_a_site_that_cannot_be_reached_is_named(project, www):
    project.set(f"PUBLISH_LOOK_AT = 'http://127.0.0.1:{free_port()}'\nPUBLISH_PATIENCE = 0")
    done = project.publish("--to", str(www))

    assert done.returncode == 1
    assert "cannot be fetched: [Errno 111] Connection refused" in done.stderr


def test_what_is_gone_must_be_gone_for_readers_too(project, www, tmp_path):
    www.mkdir()
    with seen(www) as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}\nPUBLISH_PATIENCE = 0")
        project.published("--to", str(www))
        shutil.copytree(www, tmp_path / "cached")
        (project.root / "content/articles/hip-pain.md").unlink()
        project.published("--to", str(www))
        project.article("hip-pain")
        project.published("--to", str(www))
        (project.root / "content/articles/hip-pain.md").unlink()
    with seen(tmp_path / "cached") as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}")
        done = project.publish("--to", str(www))

    assert "/articles/hip-pain/ is still there" in done.stderr


def test_of_very_many_reasons_the_first_are_named(project, www):
    for number in range(60):
        project.article(f"article-{number}", "See [this](/gone/).")
    done = project.publish("--to", str(www))

    assert len(done.stderr.splitlines()) == 42
    assert done.stderr.endswith(
        "and 20 more; see make check\nNot published: mend the 60 things above\n"
    )


def test_a_second_publication_waits_and_says_who_is_at_it(project, www, tmp_path):
    first = project.start("--to", str(www), "--no-look")
    assert first.stdout
    first.stdout.readline()
    second = project.publish("--to", str(tmp_path / "other"), "--no-look")
    first.communicate()

    waited = f"Waiting for another publication to end: process {first.pid}, since "
    assert second.stdout.startswith(waited)
    assert (first.returncode, second.returncode) == (0, 0)
    assert tree(www) == tree(tmp_path / "other")


def test_a_killed_publication_leaves_no_folder_for_ever(project, www):
    process = project.start("--to", str(www), "--no-look")
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    project.published("--to", str(www), "--no-look")

    assert [path.name for path in (project.root / "var/publish").glob("build-*")] == []


def test_who_interrupts_it_is_told_to_run_it_again(project, www):
    process = project.start("--to", str(www), "--no-look")
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert err.endswith("Interrupted; run it again to complete it\n")


def test_a_folder_that_is_not_ours_is_named(project):
    done = project.publish("--to", "/proc/nothing", "--no-look")

    assert done.returncode == 1
    assert "/proc/nothing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("", "Say where to publish to"),
        ("ftp://somewhere", "“ftp://somewhere” names no place"),
        ("ssh://host", "lacks a host or a folder"),
        ("ssh://host:port/x", "is no address"),
        ("rclone:nowhere:bucket", "make a remote of that name"),
        (".", "the project itself"),
    ],
)
def test_a_target_that_is_none_says_what_to_write(project, target, words):
    done = project.publish("--to", target, "--no-look")

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_desk_of_this_machine_learns_which_pages_take_replies(project, www):
    project.published("--to", str(www), "--no-look")
    pages = json.loads((project.root / "output/replies.json").read_text())["pages"]

    assert {"knee-pain", "hip-pain"} <= pages.keys()


def test_a_folder_keeps_nothing_to_roll_back_to(project, www):
    done = project.publish("--to", str(www), "--rollback")

    assert done.returncode == 1
    assert "keeps nothing of what was there before" in done.stderr


def test_the_verbs_of_the_makefile_do_it(project: Project, www):
    (project.root / "Makefile").symlink_to(ROOT / "Makefile")
    (project.root / "requirements.txt").symlink_to(ROOT / "requirements.txt")
    (project.root / ".venv/bin").mkdir(parents=True)
    python = project.root / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    (project.root / ".venv/.ready").touch()
    make = ["make", "-o", "requirements.txt", "publish", f"TO={www}", "LOOK=no"]
    done = subprocess.run(make, cwd=project.root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert (www / "index.html").is_file()
