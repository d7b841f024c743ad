from pathlib import Path

import pytest

from tests.publish.support import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two articles, ready to be published."""
    return Project(tmp_path / "project").make()
