"""Hundreds of attacks in one thread, approved and built, in a real browser: nothing stirs."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.attacks.attacked import Attacked, attacked_site
from tests.attacks.corpora import needs_corpora, xss_vectors
from tests.support import PAGE

HOST = "site.example"
# Whatever a vector calls is written down instead of shown.
TRAPS = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...words) => { window.ran.push([name, ...words].join(" ")); return null; };
"""
# As a reader who touches everything would: over, into and onto each thing in the thread.
TOUCH = """() => {
    document.addEventListener("click", (event) => event.preventDefault(), true);
    const all = [...document.querySelectorAll("#comments *")];
    const kinds = ["mouseover", "mouseenter", "focus", "focusin", "blur", "scroll", "load", "error",
        "animationstart", "animationend", "toggle", "wheel", "pointerdown"];
    for (const element of all) {
        for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: true }));
        if (element.click) element.click();
    }
    return all.length;
}"""
WITHIN = """() => ({
    handlers: [...document.querySelectorAll("#comments *")]
        .flatMap((element) => element.getAttributeNames().map((name) => [element.tagName, name]))
        .filter(([, name]) => name.startsWith("on") || name === "style" || name === "srcdoc"),
    schemes: [...new Set([...document.querySelectorAll("#comments a[href]")]
        .map((link) => link.protocol === ":" ? link.getAttribute("href") : link.protocol))],
    tags: [...new Set([...document.querySelectorAll("#comments .comment *")]
        .map((element) => element.tagName.toLowerCase()))],
    names: Object.fromEntries([...document.querySelectorAll(".thread__item")].map((item) =>
        [item.id.replace("comment-", ""), item.querySelector(".comment__author").textContent])),
})"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    made = attacked_site(tmp_path_factory.mktemp("attacked"), xss_vectors())
    yield made
    made.services.engine.dispose()


def visit(page: Page, output: Path) -> tuple[list[str], list[str]]:
    """Open the page; returns what it asked of others, and what it showed or ran."""
    foreign: list[str] = []
    stirred: list[str] = []

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        file = output / parts.path.lstrip("/")
        if parts.netloc != HOST:
            foreign.append(route.request.url)
            route.abort()
        elif file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404, body="")

    page.on("dialog", lambda dialog: (stirred.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: stirred.append(str(error)))
    page.on("popup", lambda popup: stirred.append(popup.url))
    page.add_init_script(TRAPS)
    page.route("**/*", answer)
    page.goto(f"http://{HOST}/articles/{PAGE}/index.html", wait_until="load")
    return foreign, stirred


@needs_corpora
def test_in_a_browser_no_attack_runs_loads_or_breaks_anything(attacked, new_context):
    page = new_context().new_page()
    foreign, stirred = visit(page, attacked.site.output)
    assert page.evaluate(TOUCH) > 5_000
    page.wait_for_timeout(300)
    within = page.evaluate(WITHIN)

    assert len(within["names"]) == len(attacked.comments) > 500
    assert within["names"] == {comment.id: comment.author for comment in attacked.comments}
    assert page.evaluate("window.ran") == []
    assert stirred == []
    assert foreign == []
    assert within["handlers"] == []
    assert set(within["schemes"]) <= {"http:", "https:", "mailto:"}
    assert not {"script", "img", "iframe", "style", "object"} & set(within["tags"])
    assert page.url == f"http://{HOST}/articles/{PAGE}/index.html"
    assert page.locator(".site-footer").is_visible()
    assert page.locator("#respond form").is_visible()
