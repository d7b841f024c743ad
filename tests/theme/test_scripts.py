"""Scripts under names that change with what is in them, and with what is in what they import."""

import re
from pathlib import Path

import pytest

from plugins.theme.scripts import scripts
from tests.support import ROOT

SOURCES = {
    "words.js": 'export const say = () => "x";\n',
    "keep.js": 'import { say } from "./words.js";\nsay();\n',
    "ago.js": "now();\n",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_name_changes_only_with_its_text(folder):
    before = scripts(folder)
    (folder / "ago.js").write_text("later();\n", "utf-8")
    after = scripts(folder)

    assert re.fullmatch(r"ago\.[0-9a-f]{8}\.js", before["ago"].file)
    assert after["ago"].file != before["ago"].file
    assert after["keep"] == before["keep"]


def test_a_script_takes_a_new_name_with_what_it_imports(folder):
    before = scripts(folder)
    (folder / "words.js").write_text('export const say = () => "y";\n', "utf-8")
    after = scripts(folder)

    assert after["keep"].file != before["keep"].file
    assert f'from "./{after["words"].file}"' in after["keep"].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import "./wrods.js";', "keep.js imports ./wrods.js, which is not there"),
        ('import "./ago.js";', "keep.js imports ./ago.js, which imports it in turn"),
    ],
)
def test_what_cannot_be_imported_is_named(folder, text, said):
    (folder / "keep.js").write_text(text, "utf-8")
    (folder / "ago.js").write_text('import "./keep.js";', "utf-8")

    with pytest.raises(ValueError, match=re.escape(said)):
        scripts(folder)


def test_every_script_of_a_page_is_built_and_whole(built_site):
    folder = built_site.output / "theme/js"
    built = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    named = [it["src"] for it in built_site.page().select("script[src]")]
    imported = [it for text in built.values() for it in re.findall(r'"\./(.+?\.js)"', text)]

    assert len(named) == 1
    assert {src.removeprefix("/theme/js/") for src in named} <= set(built)
    assert len(imported) == 8
    assert set(imported) <= set(built)
    assert len(built) == len(list((ROOT / "theme/static/js").glob("*.js")))
