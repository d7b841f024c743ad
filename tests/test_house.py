"""Promises of the project that are not code: documentation, locked versions, sizes."""

import re

import publishconf
from desk.config import load
from tests.support import ROOT

README = ROOT / "README.md"
DOCUMENTED = re.compile(
    r"^(REPLIES_|PUBLISH_|COMMENTS_|DRILLS_|OWNER_|SITE"
    r"|(PRACTICE|AUTHOR|CREDENTIALS|REVIEWER|INTERESTS|PAIN_RULE|TIMEZONE|(FOOTER_)?MENU)$)"
)


def test_every_verb_of_the_makefile_is_in_the_readme():
    verbs = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = README.read_text("utf-8")

    assert "serve" in verbs
    assert [verb for verb in verbs if f"make {verb}" not in text] == []


def test_every_setting_of_ours_is_in_the_readme():
    ours = [name for name in vars(publishconf) if DOCUMENTED.match(name)]
    text = README.read_text("utf-8")

    assert {"REPLIES_URL", "PUBLISH_TO"} <= set(ours)
    assert [name for name in ours if f"`{name}`" not in text] == []


def test_every_variable_of_the_desk_is_in_the_readme():
    source = (ROOT / "desk" / "config.py").read_text("utf-8")
    names = re.findall(r'environ\.get\("(\w+)"', source)
    text = README.read_text("utf-8")

    assert load.__doc__
    assert "DATABASE_URL" in names
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_dependency_earns_its_line_in_the_readme():
    project = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool")[0]
    names = re.findall(r'^ +"([a-zA-Z0-9-]+)', project, re.MULTILINE)
    text = README.read_text("utf-8").lower()

    assert "pelican" in names
    assert [name for name in names if name not in text] == []


def test_what_the_readme_says_shows_a_feature_is_there():
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", README.read_text("utf-8"))
    missing = [
        f"{file}::{test}"
        for file, test in named
        if f"def {test}(" not in (ROOT / "tests" / file).read_text("utf-8")
    ]

    assert len(named) > 40
    assert missing == []


def test_locked_versions_have_hashes_and_no_address():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"^--", text, re.MULTILINE)
        for requirement in re.split(r"\n(?=[a-z])", text.strip()):
            assert "==" in requirement.splitlines()[0]
            assert "--hash=sha256:" in requirement


def test_no_python_module_grows_beyond_reading():
    sources = [path for folder in ("plugins", "desk") for path in (ROOT / folder).rglob("*.py")]
    long = [path.name for path in sources if len(path.read_text("utf-8").splitlines()) > 300]

    assert sources
    assert long == []
