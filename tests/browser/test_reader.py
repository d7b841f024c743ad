"""What a reader and the owner do by mail and by their own pages, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.gallery import tell_readers
from tests.browser.letters import key_of, letter, link_of
from tests.browser.preview import Preview, preview
from tests.desk.mail.post_office import PostOffice, post_office
from tests.support import project_copy, run

KNEE = "/articles/knee-pain-is-it-your-knee-at-all/"
PIN = "271828"


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture(scope="module")
def mailing(tmp_path_factory, office) -> Iterator[Preview]:
    """The project as it is cloned, served, with mail."""
    root = project_copy(tmp_path_factory.mktemp("mailing") / "full-range")
    tell_readers(root)
    with preview(root, DESK_SMTP_URL=office.url) as running:
        run("desk", "set-pin", "--stdin", cwd=root, input=PIN)
        yield running


def send(page: Page, url: str, author: str, body: str, *labels: str) -> None:
    """Leave a reply, with these boxes ticked."""
    page.goto(url + KNEE)
    page.get_by_label("Name", exact=False).first.fill(author)
    page.locator("[name=email]").fill(f"{author.lower()}@example.com")
    page.locator("[name=body]").fill(body)
    for label in labels:
        page.get_by_label(label, exact=False).check()
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")


def press_in_mail(page: Page, url: str, office: PostOffice, about: str) -> None:
    """The owner opens the link of a mail on a device that is not signed in."""
    text = letter(office, "you@example.com", about)
    page.goto(f"{url}/desk/moderation#{key_of(text)}")
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Published: the reply of")).to_be_visible()


def sign_in(page: Page, served: Preview) -> None:
    link = run("desk", "sign-in-link", "--at", served.url, cwd=served.root).stdout.strip()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_correct_then_queue_then_approve(mailing, office, new_context, script):
    author = "Ann" if script else "Bob"
    reader = new_context(java_script_enabled=script).new_page()
    send(reader, mailing.url, author, f"{author}'s knee.", "Tell me by email when it is published")
    status_page = reader.url

    # Yes to mail, on another device, by a press.
    question = letter(office, f"{author.lower()}@example.com")
    other = new_context(java_script_enabled=script).new_page()
    other.goto(mailing.url + link_of(question, "/replies/mail/"))
    other.get_by_role("button", name="Yes, send me mail").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You get mail about your reply")

    # The owner approves from her mail; the writer is told.
    press_in_mail(new_context().new_page(), mailing.url, office, f"{author}'s knee.")
    told = letter(office, f"{author.lower()}@example.com", "is published:")
    assert link_of(told, "/articles/").startswith(KNEE)

    # A correction: what is published stays.
    reader.context.clear_cookies()
    reader.goto(status_page)
    reader.get_by_role("link", name="Correct this reply").click()
    reader.locator("[name=body]").fill(f"{author}'s hip.")
    reader.get_by_role("button", name="Send the correction").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("correction is awaiting")
    article = new_context().new_page()
    article.goto(mailing.url + KNEE)
    expect(article.get_by_text(f"{author}'s knee.")).to_be_visible(timeout=20_000)
    expect(article.get_by_text(f"{author}'s hip.")).to_have_count(0)

    # The queue shows both, side by side; approving puts the new words in the place of the old.
    owner = new_context(java_script_enabled=script).new_page()
    sign_in(owner, mailing)
    card = owner.locator(".submission", has_text=f"{author}'s hip.")
    expect(card).to_contain_text(f"{author}'s knee.")
    boxes = [card.locator(".versions > *").nth(number).bounding_box() for number in (0, 1)]
    assert boxes[0]["y"] == boxes[1]["y"]
    card.get_by_role("button", name="Approve the", exact=False).click()
    expect(owner.locator(".flash").first).to_contain_text("Published")
    expect(article.get_by_text(f"{author}'s hip.")).to_be_visible(timeout=20_000)
    expect(article.get_by_text(f"{author}'s knee.")).to_have_count(0)
    reader.goto(status_page)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Your reply is published")


def test_a_key_is_pasted_where_there_is_no_script(mailing, office, new_context):
    send(new_context().new_page(), mailing.url, "Cy", "Cy's back.")
    key = key_of(letter(office, "you@example.com", "Cy's back."))
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{mailing.url}/desk/moderation#{key}")
    page.get_by_label("The end of the link").fill(key)
    page.get_by_role("button", name="Show the reply").click()

    expect(page.get_by_text("Cy's back.")).to_be_visible()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Published: the reply of Cy")).to_be_visible()


def test_a_scanner_with_a_browser_sees_the_reply_and_changes_nothing(
    mailing, office, new_context, browser: Browser
):
    send(new_context().new_page(), mailing.url, "Di", "Di's ankle.")
    key = key_of(letter(office, "you@example.com", "Di's ankle."))
    page = new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{mailing.url}/desk/moderation#{key}")
    expect(page.get_by_text("Di's ankle.")).to_be_visible()
    page.evaluate("document.querySelector('form.form').submit()")
    expect(page.get_by_role("alert")).to_contain_text("This is not the PIN")

    assert [url for url in asked if key[:12] in url.partition("#")[0]] == []
    shown = run("desk", "list", "--status", "pending", cwd=mailing.root).stdout
    assert "Di's ankle." in shown


def test_a_name_is_kept_in_the_browser_only_when_that_is_ticked(mailing, new_context):
    page = new_context().new_page()
    page.goto(mailing.url + KNEE)
    box = page.get_by_label("Save my name, email, and website")
    expect(box).not_to_be_checked()
    send(page, mailing.url, "Eve", "Eve's toe.")
    page.goto(mailing.url + KNEE)
    expect(page.locator("[name=author]")).to_have_value("")

    send(page, mailing.url, "Eve", "Eve's heel.", "Save my name, email, and website")
    page.goto(mailing.url + KNEE)
    expect(page.locator("[name=author]")).to_have_value("Eve")
    expect(page.locator("[name=email]")).to_have_value("eve@example.com")
    assert page.context.cookies() == []
    box.uncheck()
    page.goto(mailing.url + KNEE)
    expect(page.locator("[name=author]")).to_have_value("")
    expect(box).not_to_be_checked()


def test_without_script_nothing_offers_to_keep_a_name(mailing, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(mailing.url + KNEE)

    expect(page.get_by_label("Save my name", exact=False)).to_be_hidden()
    expect(page.get_by_label("Tell me by email of answers", exact=False)).to_be_visible()


def test_the_address_of_a_readers_page_is_handed_to_nobody(mailing, office, new_context):
    page = new_context().new_page()
    send(page, mailing.url, "Flo", "Flo's wrist.", "Tell me by email of answers")
    asked: list[dict[str, str]] = []
    page.on("request", lambda request: asked.append({"url": request.url} | request.all_headers()))
    page.reload()
    own = page.url.rpartition("/")[2]
    page.get_by_role("link", name="Correct this reply").click()
    page.locator("[name=body]").fill("Flo's thumb.")
    page.get_by_role("button", name="Send the correction").click()
    page.get_by_role("link", name="Back to").click()
    mailed = link_of(letter(office, "flo@example.com"), "/replies/mail/")
    page.goto(mailing.url + mailed)
    page.get_by_role("link", name="To “").click()
    page.wait_for_load_state("load")

    keys = (own, mailed.rpartition("/")[2])
    referrers = [headers["referer"] for headers in asked if "referer" in headers]
    assert f"{mailing.url}/" in referrers
    assert [referrer for referrer in referrers for key in keys if key in referrer] == []
    # A browser that hides where a form comes from would make its sender look like a program.
    posted = [headers for headers in asked if "content-type" in headers]
    assert {headers["origin"] for headers in posted} == {mailing.url}
    listed = run("desk", "list", "--search", "Flo's thumb", cwd=mailing.root).stdout
    shown = run("desk", "show", listed.split()[0], cwd=mailing.root).stdout
    assert "Flo's thumb." in shown
    assert "from another website" not in shown


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_look_first_then_mend_then_send(mailing, new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    author = "Cleo" if script else "Dora"
    page.goto(mailing.url + KNEE)
    page.locator("[name=author]").fill(author)
    page.locator("[name=email]").fill(f"{author.lower()}@example.com")
    page.locator("[name=body]").fill("It *was* my hip.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    expect(page.locator(".comment__body em")).to_have_text("was")
    page.go_back()
    expect(page.locator("[name=body]")).to_have_value("It *was* my hip.")

    page.locator("[name=body]").fill("It *is* my hip.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".comment__body em")).to_have_text("is")
    page.locator("[name=author]").press("Enter")  # sends, as in every form
    expect(page.get_by_role("heading", level=1)).to_contain_text("awaiting moderation")
    expect(page.locator(".comment__body em")).to_have_text("is")
