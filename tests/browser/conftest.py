"""A real browser, and the project served as a newcomer has it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.preview import Preview, preview
from tests.browser.provide import provide_browser
from tests.support import Site, project_copy


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = provide_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-quic"]
        )
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts, each a visitor with a browser of its own."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a reader, with script."""
    return new_context().new_page()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that a test may edit, with an article that has been answered."""
    site = Site(project_copy(tmp_path_factory.mktemp("project") / "full-range"))
    site.article("answered", Title="Hip Pain", Summary="Where hips hurt.")
    site.comment("c1", page="answered", author="Bob", body="What Bob says.")
    return site.root


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[Preview]:
    """The copy under `make serve`."""
    with preview(project) as running:
        yield running
