"""The arrows of the design, drawn from the imports: each points one way."""

import ast
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, run

PACKAGES = ("plugins", "desk")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module a file names in an import, wherever in the file it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write imports in full"
            found |= {node.module or ""}
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


MODULES = {
    module_name(path): imports(path)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
}


def users(*packages: str) -> set[str]:
    """The modules that import one of these packages."""
    return {
        name
        for name, imported in MODULES.items()
        if any(i == p or i.startswith(f"{p}.") for i in imported for p in packages)
    }


def below(*packages: str) -> set[str]:
    return {name for name in MODULES for p in packages if name == p or name.startswith(f"{p}.")}


def test_there_is_something_to_check():
    assert {"plugins.comments.model", "plugins.drills.model", "desk.app"} <= set(MODULES)
    assert "plugins.comments.model" in MODULES["desk.submission"]


def test_plugins_know_nothing_of_the_desk():
    assert users("desk") & below("plugins") == set()


def test_the_desk_knows_nothing_of_pelican():
    assert users("pelican") & below("desk") == set()


def test_the_desk_never_loads_pelican_on_the_way_either():
    code = "import sys, desk.app, desk.cli, desk.preview.server; print('pelican' in sys.modules)"
    done = run("timeit", "-n1", "-r1", "-s", code, "pass", cwd=ROOT)

    assert done.stdout.splitlines()[0] == "False", done.stderr


@pytest.mark.parametrize(
    "core",
    [
        "plugins.faults",
        "plugins.comments.model",
        "plugins.drills.model",
        "plugins.drills.vocabulary",
    ],
)
def test_models_stand_on_the_standard_library_alone(core):
    roots = {name.partition(".")[0] for name in MODULES[core]}

    assert roots <= sys.stdlib_module_names


def test_form_and_store_stand_on_the_model():
    inner = {"plugins.comments.model", "plugins.faults", "plugins.languages.marks"}
    for core in ("plugins.comments.form", "plugins.comments.store"):
        ours = {name for name in MODULES[core] if name in MODULES and name.count(".") > 0}
        assert ours <= inner, core
    assert users("wtforms", "flask", "sqlalchemy") & {"plugins.comments.store"} == set()


def test_only_what_runs_at_build_time_knows_pelican():
    build_time = {
        "plugins.articles.generator",
        "plugins.articles.skeleton",
        "plugins.check.written.dates",
        "plugins.check.origins",
        "plugins.comments.generator",
        "plugins.comments.pages",
        "plugins.discovery.generator",
        "plugins.drills.generator",
        "plugins.drills.links",
        "plugins.drills.lists",
        "plugins.drills.outputs",
        "plugins.drills.page",
        "plugins.drills.reader",
        "plugins.drills.signals",
        "plugins.drills.skeleton",
        "plugins.hosting.writing",
        "plugins.renames.generator",
        "plugins.settings",
        "plugins.staging.stage",
        "plugins.theme.generator",
    }

    assert users("pelican") == build_time


def test_what_a_drill_says_is_read_and_drawn_without_pelican():
    pure = ("headers", "dose", "figure", "ledger", "card", "index", "public", "safety", "schema")
    modules = below(*(f"plugins.drills.{name}" for name in pure))

    assert len(modules) > len(pure)
    assert users("plugins.drills.page", "plugins.drills.generator") & modules == set()
    assert users("yaml") & below("plugins.drills.model", "plugins.drills.figure") == set()


def test_only_the_command_line_knows_the_preview():
    assert users("desk.preview") - below("desk.preview") == {"desk.cli"}


def test_no_module_depends_on_itself_by_a_detour():
    def reachable(name: str, seen: frozenset[str] = frozenset()) -> None:
        assert name not in seen, f"a circle through {name}: {sorted(seen)}"
        for imported in MODULES[name] & set(MODULES):
            is_own_package = name.startswith(f"{imported}.") or imported == name
            if not is_own_package:
                reachable(imported, seen | {name})

    for name in MODULES:
        reachable(name)


def test_the_settings_file_can_be_read_without_pelican():
    assert not any("pelican" in name for name in imports(ROOT / "pelicanconf.py"))
