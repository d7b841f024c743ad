"""A reader's browser, and the desk behind nginx as ``deploy/`` has it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.deploy.test_desk import Server, shared_server
from tests.servers.provide import lacking

pytestmark = pytest.mark.skipif(bool(lacking("nginx")), reason=lacking("nginx"))


@pytest.fixture
def running(built_site, tmp_path, certificate) -> Iterator[Server]:
    with shared_server(built_site, tmp_path, certificate) as running:
        yield running


def test_what_was_typed_is_kept_while_the_desk_is_away(running, new_context):
    address = str(running.client.base_url)
    page = new_context(ignore_https_errors=True).new_page()
    page.goto(f"{address}/articles/knee-pain/")
    page.locator("[name=author]").fill("Ann")
    page.locator("[name=email]").fill("ann@example.com")
    page.locator("[name=body]").fill("Precious words")
    running.stop_desk()
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator("[data-form-status]")).to_contain_text("kept in this tab")
    page.reload()
    expect(page.locator("[name=body]")).to_have_value("Precious words")

    running.start_desk()
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")
