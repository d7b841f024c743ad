import os

import pytest
from jinja2 import UndefinedError

from plugins.faults import ContentFaults
from plugins.staging.sync import bring_over
from tests.support import ROOT, run


def write(folder, **files: str):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def tree(folder) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text("latin-1") for path in files}


def test_new_changed_and_gone(tmp_path):
    stage, output = tmp_path / "stage", tmp_path / "output"
    write(output, same="1", changed="1", gone="1", old__deep__file="1")
    write(stage, same="1", changed="2", new__file="1")
    before = (output / "same").stat().st_mtime_ns
    bring_over(stage, output, keep=frozenset())

    assert tree(output) == {"same": "1", "changed": "2", "new/file": "1"}
    assert (output / "same").stat().st_mtime_ns == before
    assert not (output / "old").exists()


def test_what_is_to_be_kept_stays(tmp_path):
    stage, output = tmp_path / "stage", tmp_path / "output"
    write(output, **{".git__config": "1", "gone": "1"})
    write(stage, new="1")
    bring_over(stage, output, keep=frozenset({".git"}))

    assert tree(output) == {".git/config": "1", "new": "1"}


def test_nothing_is_deleted_unless_asked(tmp_path):
    stage, output = tmp_path / "stage", tmp_path / "output"
    write(output, mine="1")
    write(stage, new="1")
    bring_over(stage, output)

    assert tree(output) == {"mine": "1", "new": "1"}


def test_a_file_may_become_a_folder_and_back(tmp_path):
    stage, output = tmp_path / "stage", tmp_path / "output"
    write(output, a="1", b__c="1")
    write(stage, a__x="2", b="2")
    bring_over(stage, output, keep=frozenset())

    assert tree(output) == {"a/x": "2", "b": "2"}


def test_a_rebuild_of_the_same_touches_nothing(built_site):
    times = {path: path.stat().st_mtime_ns for path in built_site.output.rglob("*")}
    built_site.build()

    assert {path: path.stat().st_mtime_ns for path in built_site.output.rglob("*")} == times


def test_a_page_that_is_gone_goes(built_site):
    built_site.article("second")
    built_site.build()
    (built_site.root / "content/articles/second.md").unlink()
    built_site.build()

    assert not (built_site.output / "articles/second").exists()


@pytest.mark.parametrize(
    "broken",
    [
        "Title: No date\n\nText.\n",
        "Title: Bad date\nDate: 2024-13-45\n\nText.\n",
        "Title: Bad status\nDate: 2024-01-01\nStatus: pubished\n\nText.\n",
        "Titel: Mistyped\nDate: 2024-01-01\n\nText.\n",
    ],
)
def test_a_file_pelican_would_drop_stops_the_build(built_site, broken):
    before = tree(built_site.output)
    built_site.write("articles/broken.md", broken)

    with pytest.raises(ContentFaults, match=r"articles/broken\.md"):
        built_site.build()
    assert tree(built_site.output) == before


def test_a_template_that_fails_half_way_leaves_the_last_good_site(built_site, tmp_path):
    before = tree(built_site.output)
    overrides = tmp_path / "overrides"
    write(overrides, **{"archives.html": "{{ nothing_of_that_name }}"})

    with pytest.raises(UndefinedError, match="nothing_of_that_name"):
        built_site.build(THEME_TEMPLATES_OVERRIDES=[str(overrides)])
    assert tree(built_site.output) == before


def test_a_plugin_that_cannot_be_loaded_stops_the_build(built_site):
    plugins = ["plugins.staging", "plugins.comments", "plugins.articles", "plugins.nonsense"]

    with pytest.raises(SystemExit, match=r"no plugin plugins\.nonsense"):
        built_site.build(PLUGINS=plugins, PLUGINS_REQUIRED=plugins)


def test_plain_pelican_builds_without_a_wrapper(site):
    site.article()
    command = ("pelican", str(site.root / "content"), "-s", "pelicanconf.py")
    done = run(*command, "-o", str(site.output), cwd=ROOT)

    assert done.returncode == 0, done.stderr
    assert (site.output / "articles/knee-pain/index.html").is_file()
    assert [path.name for path in site.root.iterdir() if path.name.startswith(".output")] == []


def test_plain_pelican_shows_no_traceback_for_a_fault(site):
    site.article()
    site.write("comments/knee-pain/bad.txt", "nonsense\n")
    command = ("pelican", str(site.root / "content"), "-s", "pelicanconf.py")
    done = run(*command, "-o", str(site.output), cwd=ROOT)

    assert done.returncode == 1
    assert "bad.txt:1: “nonsense” is no header" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_builds_that_were_killed_leave_nothing_for_ever(built_site):
    left = built_site.root / f".output.{2**22 - 1}"
    running = built_site.root / f".output.{os.getppid()}"
    left.mkdir()
    running.mkdir()
    built_site.build()

    assert not left.exists()
    assert running.exists()
