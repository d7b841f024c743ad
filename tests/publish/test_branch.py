"""Hosts that publish a branch: a real bare repository."""

import subprocess
from pathlib import Path

import pytest

from tests.publish.support import tree


def git(*words: str, cwd: Path) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def bare(tmp_path: Path, project) -> Path:
    """The repository at the host; the project is a clone that knows it as origin."""
    folder = tmp_path / "host.git"
    git("init", "-q", "--bare", str(folder), cwd=tmp_path)
    git("init", "-q", cwd=project.root)
    git("remote", "add", "origin", "../host.git", cwd=project.root)
    project.environment |= {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    return folder


def checked_out(bare: Path, folder: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    git("clone", "-q", "-b", branch, str(bare), str(folder), cwd=bare)
    files = tree(folder)
    return {path: text for path, text in files.items() if not path.startswith(".git/")}


def test_the_branch_is_the_site_and_grows_by_what_changed(project, bare, tmp_path):
    project.published("--to", str(tmp_path / "www"), "--no-look")
    first = project.published("--to", "pages", "--no-look")
    again = project.published("--to", "pages", "--no-look")
    there = checked_out(bare, tmp_path / "one")
    project.article("knee-pain", "Other words.")
    (project.root / "content/articles/hip-pain.md").unlink()
    listed = project.publish("--to", "pages", "--dry-run").stdout
    second = project.published("--to", "pages", "--no-look")

    assert there.pop("CNAME") == b"site.test\n"
    assert there.pop(".nojekyll") == b""
    assert there == tree(tmp_path / "www")
    assert (first["sent"], again["outcome"]) == (len(there) + 2, "unchanged")
    assert "  gone     articles/hip-pain/index.html\n" in listed
    assert 0 < int(str(second["sent"])) < int(str(first["sent"]))
    log = git("log", "--format=%s|%an|%ae", "gh-pages", cwd=bare).splitlines()
    assert log == ["Publish Full Range|Ann Hinge|ann@hinge.test"] * 2
    assert git("branch", "--list", cwd=project.root) == ""


def test_what_was_there_before_comes_back(project, bare, tmp_path):
    project.published("--to", "pages", "--no-look")
    before = git("rev-parse", "gh-pages^{tree}", cwd=bare)
    none = project.publish("--to", "pages", "--rollback")
    project.article("knee-pain", "Other words.")
    project.published("--to", "pages", "--no-look")
    back = project.publish("--to", "pages", "--rollback")

    assert (none.returncode, back.returncode) == (1, 0)
    assert "has nothing from before" in none.stderr
    assert git("rev-parse", "gh-pages^{tree}", cwd=bare) == before
    assert project.published("--to", "pages", "--no-look")["outcome"] == "published"


def test_another_branch_of_another_repository(project, bare, tmp_path):
    other = tmp_path / "gitlab.git"
    git("init", "-q", "--bare", str(other), cwd=tmp_path)
    project.published("--to", f"pages:site@{other}", "--no-look")

    assert "public" in checked_out(other, tmp_path / "one", "site")[".gitlab-ci.yml"].decode()


def test_somebody_elses_commit_in_between_is_kept(project, bare, tmp_path):
    project.published("--to", "pages", "--no-look")
    clone = tmp_path / "clone"
    git("clone", "-q", "-b", "gh-pages", str(bare), str(clone), cwd=tmp_path)
    (clone / "index.html").write_text("Somebody else was here.")
    author = ("-c", "user.name=Bob", "-c", "user.email=bob@site.test")
    git(*author, "commit", "-qam", "By hand", cwd=clone)
    git("push", "-q", cwd=clone)
    outcome = project.published("--to", "pages", "--no-look")

    assert outcome["sent"] == 1
    assert git("log", "--format=%s", "gh-pages", cwd=bare).splitlines()[1] == "By hand"


def test_a_remote_that_is_none_says_what_to_type(project, bare):
    unnamed = project.publish("--to", "pages:gh-pages@nobody", "--no-look")
    away = project.publish("--to", "pages:gh-pages@/nowhere/at/all.git", "--no-look")

    assert "git remote add nobody ADDRESS" in unnamed.stderr
    assert (unnamed.returncode, away.returncode) == (1, 1)
    assert "Traceback" not in unnamed.stderr + away.stderr
