"""A thread of two hundred comments on a phone, with script and without, served as plain files."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.support import Site

PHONE = {"viewport": {"width": 390, "height": 844}}
SCRIPT = pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
WORDS = "My knee was stiff on the stairs for weeks, and slowly it is better.\n\nThank you for this."


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """Where an article stands below which 200 comments are, some of them answers."""
    site = Site(tmp_path_factory.mktemp("long"))
    site.article(Former="old-knee")
    now = datetime.now(UTC)
    for number in range(200):
        site.comment(
            f"c{number:03}",
            author=f"Ann N{number}",
            date=now - timedelta(hours=5 * (200 - number)),
            body=WORDS,
            in_reply_to=f"c{number - 1:03}" if number % 4 == 1 else "",
            by_owner=number % 8 == 1,
        )
    site.build(REPLIES_PER_PAGE=50)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.output)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@SCRIPT
def test_a_reader_goes_back_to_the_first_comment_and_forth_again(address, new_context, script):
    page = new_context(java_script_enabled=script, **PHONE).new_page()
    page.goto(f"{address}/articles/knee-pain/")
    expect(page.locator("#comments-title")).to_have_text("200 Comments")
    expect(page.locator("#comment-c199")).to_have_count(1)
    page.get_by_role("link", name="Older comments").click()
    expect(page).to_have_url(f"{address}/articles/knee-pain/comments/2/#comments")
    page.get_by_role("link", name="Older comments").first.click()
    expect(page).to_have_url(f"{address}/articles/knee-pain/comments/1/#comments")
    expect(page.locator("#comment-c000")).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth") if script else 0
    assert overflow <= 0
    page.get_by_role("link", name="Newer comments").first.click()
    page.get_by_role("link", name="Newer comments").last.click()

    expect(page).to_have_url(f"{address}/articles/knee-pain/#comments")


@SCRIPT
def test_an_old_link_to_a_comment_still_leads_to_it(address, new_context, script):
    page = new_context(java_script_enabled=script, **PHONE).new_page()
    page.goto(f"{address}/articles/knee-pain/#comment-c005")
    if not script:
        page.get_by_role("link", name="The comment of Ann N5 stands among the older ones").click()

    expect(page).to_have_url(f"{address}/articles/knee-pain/comments/1/#comment-c005")
    expect(page.locator("li#comment-c005")).to_be_in_viewport()


def test_only_the_pointer_that_was_asked_for_is_seen(address, new_context):
    page = new_context(java_script_enabled=False, **PHONE).new_page()
    page.goto(f"{address}/articles/knee-pain/#comment-c005")

    expect(page.locator(".moved:visible")).to_have_count(1)


@SCRIPT
def test_a_former_address_leads_on(address, new_context, script):
    page = new_context(java_script_enabled=script, **PHONE).new_page()
    page.goto(f"{address}/articles/old-knee/#comment-c199")

    where = f"{address}/articles/knee-pain/" + ("#comment-c199" if script else "")
    expect(page).to_have_url(where)


def test_script_says_how_long_ago_and_the_date_stays_in_the_title(address, new_context):
    with_script, without = (
        new_context(java_script_enabled=on, **PHONE).new_page() for on in (True, False)
    )
    times = []
    for page in (with_script, without):
        page.goto(f"{address}/articles/knee-pain/")
        times.append(page.locator("#comment-c199 time").first)
    date = times[1].text_content()

    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", date)
    assert times[1].get_attribute("title") is None
    expect(times[0]).to_have_text("5 hours ago")
    expect(times[0]).to_have_attribute("title", date)
    expect(with_script.locator("#comment-c190 time").first).to_have_text("2 days ago")


def test_on_paper_the_date_is_a_date(address, new_context):
    page = new_context(**PHONE).new_page()
    page.goto(f"{address}/articles/knee-pain/")
    time = page.locator("#comment-c199 time").first
    expect(time).to_have_text("5 hours ago")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(time).to_have_text(re.compile(r"\d\d\.\d\d\.\d{4}"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    expect(time).to_have_text("5 hours ago")


def test_the_form_comes_beneath_the_comment_that_is_answered(address, new_context):
    page = new_context(**PHONE).new_page()
    page.goto(f"{address}/articles/knee-pain/comments/1/")
    page.get_by_role("link", name="Reply to Ann N3", exact=True).click()

    expect(page.get_by_role("heading", name="Leave a Reply to Ann N3")).to_be_focused()
    expect(page.locator("[name=parent]")).to_have_value("c003")
