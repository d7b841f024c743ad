"""The project with content that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from tests.support import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with content that may be changed."""
    for name in ("plugins", "theme", "languages", "pelicanconf.py", "publishconf.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path
