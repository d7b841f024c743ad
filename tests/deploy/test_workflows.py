"""The files for GitHub and GitLab: what they run is run here, in a copy of the project."""

import os
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.publish.support import Project
from tests.support import ROOT

DEPLOY = ROOT / "deploy"


def workflow(name: str) -> dict[str, Any]:
    # “on” is a truth value to YAML 1.1, but a name to GitHub.
    found: dict[Any, Any] = yaml.safe_load((DEPLOY / name).read_text("utf-8"))
    return {"on" if key is True else str(key): value for key, value in found.items()}


@pytest.fixture
def project(tmp_path) -> Project:
    """A project as a runner has it after the first lines: checked out, with its programs."""
    project = Project(tmp_path / "project").make()
    (project.root / "Makefile").symlink_to(ROOT / "Makefile")
    (project.root / "requirements.txt").write_text("", "utf-8")
    python = project.root / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (project.root / ".venv/.ready").touch()
    return project


def run_all(project: Project, commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Run them one after the other, as a runner does, until one fails."""
    for command in commands:
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=project.root,
            env={**os.environ, "CI": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            break
    return done


def github_commands() -> list[str]:
    steps = workflow("github-pages.yml")["jobs"]["build"]["steps"]
    return [step["run"] for step in steps if "run" in step]


def gitlab_commands() -> list[str]:
    return list(workflow("gitlab-ci.yml")["pages"]["script"])


def published(project: Project) -> set[str]:
    folder = project.root / "public"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("commands", [github_commands(), gitlab_commands()])
def test_what_they_run_leaves_the_site_in_the_folder(project, commands):
    assert commands
    done = run_all(project, commands)
    assert done.returncode == 0, done.stdout + done.stderr

    files = published(project)
    assert {"index.html", "404.html", "articles/knee-pain/index.html"} <= files
    assert ".well-known/security.txt" in files
    page = (project.root / "public/articles/knee-pain/index.html").read_text("utf-8")
    assert "https://desk.site.test/replies" in page


def test_a_fault_stops_it_and_stands_beside_its_line_at_github(project):
    project.article("knee-pain", "[Nowhere]({filename}nowhere.md)")
    done = run_all(project, github_commands())

    assert done.returncode != 0
    assert "::error file=content/articles/knee-pain.md,line=" in done.stdout
    assert not (project.root / "public").exists()


def test_the_folder_that_is_built_is_the_one_that_is_handed_on():
    build = workflow("github-pages.yml")["jobs"]["build"]["steps"]
    (upload,) = [step for step in build if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"] == {"path": "public", "include-hidden-files": True}
    assert "TO=public" in github_commands()[-1]
    assert workflow("gitlab-ci.yml")["pages"]["artifacts"]["paths"] == ["public"]
    assert "TO=public" in gitlab_commands()[-1]


def test_each_job_at_github_may_do_what_it_must_and_no_more():
    whole = workflow("github-pages.yml")

    assert whole["permissions"] == {}
    assert whole["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert whole["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(whole["on"]) == {"push", "workflow_dispatch", "schedule"}
    assert whole["concurrency"]["cancel-in-progress"] is False


def test_only_actions_of_github_itself_are_used():
    jobs = workflow("github-pages.yml")["jobs"].values()
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]

    assert len(used) == 5
    assert [name for name in used if not name.startswith("actions/")] == []
