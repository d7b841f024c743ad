"""The whole loop as a newcomer meets it: read, fail, mend, post, approve, answer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview import Preview, preview
from tests.support import project_copy, run

KNEE = "/articles/knee-pain-is-it-your-knee-at-all/"
ANSWERED = "/articles/answered/"


@pytest.fixture
def fresh(tmp_path) -> Iterator[Preview]:
    """The project as it is cloned, served."""
    with preview(project_copy(tmp_path / "full-range")) as running:
        yield running


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def sign_in(page: Page, served: Preview) -> None:
    """By a link of the command line, as often as a test needs one."""
    link = run("desk", "sign-in-link", "--at", served.url, cwd=served.root).stdout.strip()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Replies", level=1)).to_be_visible()


def see(page: Page, words: str, *, script: bool) -> None:
    """An open page reloads by itself; one without script is loaded anew by its reader."""
    if script:
        expect(page.get_by_text(words, exact=True).first).to_be_visible(timeout=20_000)
        return
    for _ in range(60):
        if page.get_by_text(words, exact=True).count():
            return
        page.wait_for_timeout(100)
        page.reload()
    raise AssertionError(f"“{words}” never came")


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_the_whole_loop(fresh, new_context, script):
    reader = new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page = reader.new_page()
    page.goto(fresh.url)
    page.get_by_role("link", name="Knee Pain: Is It Your Knee At All?").click()
    expect(page.locator(".post__header .meta")).to_have_text("26.02.2020 | 0 Comments |")

    # Fail, and mend.
    fill(page, author="Ann", email="not an address", body="It *was* my hip.")
    page.get_by_role("button", name="Post Comment").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#email-error")).to_contain_text("name@example.com")
    expect(page.locator("[name=body]")).to_have_value("It *was* my hip.")
    fill(page, email="ann@example.com")
    page.get_by_role("button", name="Post Comment").click()

    # Awaiting moderation, on a page of one's own.
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your reply is awaiting moderation")
    expect(page.locator(".comment__body em")).to_have_text("was")
    status_page = page.url

    # The owner approves; the page has it.
    owner = new_context(
        java_script_enabled=script, viewport={"width": 390, "height": 844}
    ).new_page()
    sign_in(owner, fresh)
    expect(owner.locator(".submission")).to_contain_text("ann@example.com")
    page.goto(fresh.url + KNEE)
    owner.get_by_role("button", name="Approve the reply of Ann").click()
    expect(owner.locator(".flash")).to_contain_text("Published")
    see(page, "1 Comment", script=script)
    expect(page.locator(".post__header .meta")).to_have_text("26.02.2020 | 1 Comment |")
    comment = page.locator(".comment")
    expect(comment.locator("em")).to_have_text("was")
    expect(comment.locator(".badge")).to_have_count(0)
    assert "ann@example.com" not in page.content()
    page.goto(status_page)
    expect(heading).to_have_text("Your reply is published")

    # The owner answers; the answer has the badge.
    owner.get_by_role("link", name="Approved").click()
    owner.get_by_role("link", name="Answer the reply of Ann").click()
    fill(owner, body="Glad it helped.")
    owner.get_by_role("button", name="Publish answer").click()
    expect(owner.locator(".flash")).to_contain_text("with your answer")
    page.goto(fresh.url + KNEE)
    see(page, "Glad it helped.", script=script)
    expect(page.locator("#comments-title")).to_have_text("2 Comments")
    answer = page.locator(".thread__item .thread__item")
    expect(answer.locator(".badge")).to_have_text("Author")


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_replying_to_a_particular_comment(served, new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    page.goto(served.url + ANSWERED)
    page.get_by_role("link", name="Reply to Bob", exact=True).click()
    if script:
        expect(page.get_by_role("heading", name="Leave a Reply to Bob")).to_be_focused()
        assert page.url.endswith(ANSWERED)
    else:
        expect(page.locator(".comment")).to_contain_text("What Bob says.")
    fill(page, author="Cy", email="cy@example.com", body=f"Mine too, {script}.")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")

    owner = new_context(java_script_enabled=script).new_page()
    sign_in(owner, served)
    card = owner.locator(".submission", has_text=f"Mine too, {script}.")
    expect(card.locator(".quoted")).to_contain_text("In answer to Bob")
    card.get_by_role("button", name="Trash").click()


def test_cancelling_an_answer_puts_the_form_back(served, page):
    page.goto(served.url + ANSWERED)
    page.get_by_role("link", name="Reply to Bob", exact=True).click()
    expect(page.locator("[name=parent]")).not_to_have_value("")
    page.get_by_role("button", name="Cancel").click()

    expect(page.locator("[name=parent]")).to_have_value("")
    expect(page.locator(".thread .respond")).to_have_count(0)
    expect(page.get_by_role("heading", name="Leave a Reply", exact=True)).to_be_visible()


def test_errors_are_said_without_sending(served, page):
    page.goto(served.url + KNEE)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Post Comment").click()

    expect(page.locator("[name=author]")).to_be_focused()
    expect(page.locator("#author-error")).to_have_text("Error: Enter your name")
    assert page.locator("[name=author]").get_attribute("aria-describedby") == "author-error"
    assert "POST" not in sent
    page.locator("[name=author]").fill("Ann")
    expect(page.locator("#author-error")).to_be_hidden()


def test_a_reply_is_kept_in_the_tab_while_the_desk_is_away(served, page):
    page.goto(served.url + KNEE)
    fill(page, author="Ann", email="ann@example.com", body="Precious words")
    page.route("**/replies/ping", lambda route: route.abort())
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator("[data-form-status]")).to_contain_text("kept in this tab")
    page.reload()

    expect(page.locator("[name=body]")).to_have_value("Precious words")
    page.unroute("**/replies/ping")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("withdrawn")
    page.goto(served.url + KNEE)
    expect(page.locator("[name=body]")).to_have_value("")


def test_a_double_click_sends_one_reply(served, page, new_context):
    page.goto(served.url + KNEE)
    fill(page, author="Ann", email="ann@example.com", body="Only once")
    page.get_by_role("button", name="Post Comment").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")
    owner = new_context().new_page()
    sign_in(owner, served)

    expect(owner.locator(".submission", has_text="Only once")).to_have_count(1)


def test_the_page_works_with_the_keyboard_alone(served, page):
    page.goto(served.url + KNEE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    box = page.get_by_role("link", name="Skip to the text").bounding_box()
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_printed_link_signs_in_once(served, new_context):
    first, second = new_context().new_page(), new_context().new_page()
    first.goto(served.sign_in)
    first.get_by_role("button", name="Sign in").click()
    expect(first.get_by_role("heading", name="Replies", level=1)).to_be_visible()

    second.goto(served.sign_in)
    expect(second.get_by_role("alert")).to_contain_text("has been used")


def test_no_page_asks_anybody_else_for_anything(served, page):
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for path in ("/", KNEE, "/about/", "/contact/", "/privacy/", "/archives/", "/desk/"):
        page.goto(served.url + path, wait_until="load")

    assert asked == {served.url.removeprefix("http://")}
