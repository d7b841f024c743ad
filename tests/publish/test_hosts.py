"""Each kind of host, by a real server of its kind: sent, changed, killed half-way, sent again."""

import itertools
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.publish.support import Project, missing_scripts, tree
from tests.servers.rclone import RCLONE, served_folder

KINDS = ("folder", "s3", "webdav", "sftp")


@dataclass
class Reached:
    """What to write after ``TO=``, and the folder in which the host keeps it."""

    target: str
    folder: Path


@contextmanager
def host(kind: str, project: Project) -> Iterator[Reached]:
    folder = project.root.parent / "there"
    folder.mkdir()
    if kind == "folder":
        yield Reached(str(folder / "bucket"), folder / "bucket")
        return
    with served_folder(kind, folder) as environment:
        project.environment |= environment
        yield Reached("rclone:there:bucket", folder / "bucket")


def change(project: Project) -> None:
    """A new page, changed ones, one that is gone, a new picture."""
    (project.root / "content/images/knee.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    )
    project.article("knee-pain", "Other words. ![A knee]({static}/images/knee.svg)")
    project.article("foot-pain", "See [the knee]({filename}knee-pain.md).")
    (project.root / "content/articles/hip-pain.md").unlink()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_host_has_is_what_was_built_and_only_changes_travel(kind, project, tmp_path):
    with host(kind, project) as there:
        first = project.published("--to", there.target, "--no-look")
        again = project.published("--to", there.target, "--no-look")
        assert first["sent"] == len(tree(there.folder))
        assert again["outcome"] == "unchanged"
        change(project)
        second = project.published("--to", there.target, "--no-look")
        project.published("--to", str(tmp_path / "fresh"), "--no-look")

        assert tree(there.folder) == tree(tmp_path / "fresh")
        assert not (there.folder / "articles/hip-pain").exists()
        assert 5 < int(str(second["sent"])) < int(str(first["sent"]))


def test_a_store_is_told_how_long_browsers_keep_each_kind_of_file(project):
    (project.root / "content/images/knee.svg").write_text("<svg/>")
    project.article("knee-pain", "![A knee]({static}/images/knee.svg)")
    with host("s3", project) as there:
        project.published("--to", there.target, "--no-look")
        listed = subprocess.run(
            [RCLONE, "lsjson", "-R", "-M", "--files-only", "there:bucket"],
            env={**os.environ, **project.environment},
            capture_output=True,
            text=True,
            check=True,
        )
    kept = {it["Path"]: it["Metadata"]["cache-control"] for it in json.loads(listed.stdout)}
    script = next(path for path in kept if path.endswith(".js"))

    assert kept["index.html"] == "public, max-age=0, must-revalidate"
    assert kept["images/knee.svg"] == "public, max-age=86400"
    assert kept[script] == "public, max-age=31536000, immutable"
    assert kept["publication.json"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("kind", ["folder", "s3"])
def test_killed_at_any_step_every_page_is_whole_and_the_next_run_completes_it(
    kind, project, tmp_path
):
    with host(kind, project) as there:
        project.published("--to", there.target, "--no-look")
        old = tree(there.folder)
        change(project)
        project.published("--to", str(tmp_path / "fresh"), "--no-look")
        new = tree(tmp_path / "fresh")
        killed = 0
        while _killed_at(project, there.target, killed):
            now = tree(there.folder)
            half = [path for path in now if now[path] not in (old.get(path), new.get(path))]
            assert [path for path in half if not path.endswith(".partial")] == []
            assert missing_scripts(now) == []
            killed += 1
        now = tree(there.folder)

    # Of seven steps; what a child of the killed one has finished is not done again.
    assert killed >= 4
    assert now == new


def test_what_an_interrupted_copy_left_is_taken_away_and_nothing_of_the_owners(project):
    with host("folder", project) as there:
        project.published("--to", there.target, "--no-look")
        change(project)
        assert _killed_at(project, there.target, 1)
        for name in ("index.html.0a1b2c3d.partial", "mine.html.0a1b2c3d.partial"):
            (there.folder / name).write_text("half")
        project.published("--to", there.target, "--no-look")

        left = [path.name for path in there.folder.rglob("*.partial")]
        assert left == ["mine.html.0a1b2c3d.partial"]


def _killed_at(project: Project, target: str, step: int) -> bool:
    """Kill a publication within its step of this number; False if it had none and went through."""
    process = project.start("--to", target, "--no-look")
    assert process.stdout
    assert process.stderr
    said = (line for line in process.stdout if line.startswith(("Note", "Send", "Delete")))
    is_there = next(itertools.islice(said, step, None), None) is not None
    if is_there:
        time.sleep(random.uniform(0, 0.15))
        # Every other time, what it has started lives on.
        os.killpg(process.pid, signal.SIGKILL) if step % 2 else process.kill()
    process.communicate(timeout=60)
    return is_there
