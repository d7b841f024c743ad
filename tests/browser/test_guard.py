"""The guard and a real reader: she notices nothing of it, and it nothing of her."""

import json

import pytest
from playwright.sync_api import Page, expect

from desk.guard.signals import SHORTEST_WRITING
from tests.browser.preview import Preview
from tests.support import run

ANSWERED = "/articles/answered/"


def leave_a_reply(page: Page, served: Preview, words: str) -> dict[str, object]:
    """Write a reply as a person does; returns it as the desk has it."""
    page.goto(served.url + ANSWERED)
    for name, value in (("author", "Ann"), ("email", "ann@example.com"), ("body", words)):
        page.locator(f"[name={name}]").fill(value)
    page.wait_for_timeout(SHORTEST_WRITING.total_seconds() * 1000 + 1500)
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reply is awaiting moderation")
    listed = run("desk", "list", "--status", "pending", "--json", cwd=served.root).stdout
    return next(stored for stored in json.loads(listed) if stored["body"] == words)


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_a_reply_from_a_browser_has_no_reason_against_it(served, new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    stored = leave_a_reply(page, served, f"A person wrote this, script {script}.")

    assert stored["reasons"] == []
    assert stored["score"] == (0 if script else 0.1)


def test_reading_asks_for_no_token_and_writing_for_one(served, page):
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/token?" in request.url else None
    )
    page.goto(served.url + ANSWERED)
    page.mouse.wheel(0, 5_000)
    page.wait_for_timeout(200)
    assert asked == []

    page.locator("[name=author]").focus()
    page.locator("[name=body]").focus()
    page.wait_for_function("document.querySelector('[name=token]').value")
    assert asked == [f"{served.url}/replies/token?page=answered"]


def test_the_trap_cannot_be_seen_or_reached_by_key(served, page):
    page.goto(served.url + ANSWERED)
    box = page.locator("[name=subject]").locator("..").bounding_box()
    assert box is not None
    assert box["width"] <= 1
    assert box["height"] <= 1

    page.locator("[name=author]").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.name") != "subject"
