"""The desk with script: keys, decisions without a new page, news as it comes."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from desk.services import Services
from desk.submission import Reply
from tests.support import PAGE

READERS = ("Ann", "Bob", "Cy", "Di")


@pytest.fixture
def ids(services, clock) -> dict[str, str]:
    """Replies that wait, the oldest first, by their writers."""
    return {author: receive(services, clock, author) for author in READERS}


def receive(services: Services, clock, author: str, body: str = "") -> str:
    clock.forward(seconds=1)
    email = f"{author.lower()}@x.example"
    return services.inbox.receive(Reply(PAGE, "", author, email, "", body or f"I, {author}.")).id


@pytest.fixture
def owner_context(new_context, client, services) -> BrowserContext:
    """A browser in which the owner is signed in."""
    context = new_context(base_url=str(client.base_url))
    page = context.new_page()
    page.goto(f"/desk/sign-in?token={services.credentials.new_link_token()}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    page.close()
    return context


@pytest.fixture
def desk(owner_context) -> Iterator[Page]:
    """A page of the owner; no script on it may fail."""
    page = owner_context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def card(page: Page, author: str):
    return page.locator(".submission", has_text=f"I, {author}.")


def statuses(services: Services) -> dict[str, str]:
    return {item.author: item.status for item in services.inbox.find(None)}


def look_again(page: Page) -> None:
    """What happens when the owner comes back to the window."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def stays(page: Page) -> Callable[[], bool]:
    """Whether the page is still the one that was loaded before."""
    page.evaluate("window.loadedOnce = true")
    return lambda: bool(page.evaluate("window.loadedOnce === true"))


def test_keys_decide_move_and_undo(desk, services, ids):
    desk.goto("/desk/")
    is_same = stays(desk)
    desk.keyboard.press("j")
    expect(card(desk, "Ann")).to_be_focused()
    desk.keyboard.press("a")
    expect(desk.locator(".flash")).to_contain_text("Published: the reply of Ann")
    expect(card(desk, "Bob")).to_be_focused()
    desk.keyboard.press("s")
    expect(card(desk, "Cy")).to_be_focused()
    desk.keyboard.press("k")
    desk.keyboard.press("t")
    expect(card(desk, "Cy")).to_have_count(0)
    expect(desk).to_have_title(re.compile(r"^\(1\) "))
    assert statuses(services) == {"Ann": "approved", "Bob": "spam", "Cy": "trash", "Di": "pending"}

    desk.keyboard.press("u")
    expect(desk.locator(".flash")).to_contain_text("Undone: the reply of Cy")
    expect(card(desk, "Cy")).to_be_visible()
    assert statuses(services)["Cy"] == "pending"
    assert is_same()


def test_keys_open_the_answer_and_the_edit_form(desk, ids):
    desk.goto("/desk/?order=newest")
    desk.keyboard.press("j")
    desk.keyboard.press("r")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Answer Di")
    desk.locator("[name=body]").fill("Glad to hear it.")
    desk.get_by_role("button", name="Approve and publish answer").click()
    expect(desk.locator(".flash")).to_contain_text("with your answer")
    assert desk.url.endswith("order=newest")
    expect(desk.locator("[data-keys-hint]")).to_be_visible()
    desk.keyboard.press("j")
    desk.keyboard.press("e")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Edit the reply of Cy")


def test_keys_are_off_in_fields_with_modifiers_and_where_the_owner_says_so(desk, services, ids):
    desk.goto("/desk/")
    desk.keyboard.press("j")
    desk.keyboard.press("Control+a")
    desk.locator("#search").press("s")
    expect(desk.locator("#search")).to_have_value("s")

    card(desk, "Ann").focus()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.get_by_label("Use these keys").uncheck()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    desk.reload()
    card(desk, "Ann").focus()
    desk.keyboard.press("s")
    desk.keyboard.press("?")
    expect(desk.get_by_label("Use these keys")).not_to_be_checked()
    assert set(statuses(services).values()) == {"pending"}


def test_ticks_are_counted_and_decided_together(desk, services, ids):
    desk.goto("/desk/")
    bar = desk.locator("#selected")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.get_by_label("Select the reply of Cy").check()
    expect(bar).to_contain_text("2 ticked")
    expect(bar).to_be_in_viewport(ratio=1)
    bar.get_by_role("button", name="Spam the ticked").click()
    expect(desk.locator(".flash")).to_contain_text("Marked as spam: 2 replies")
    expect(desk.locator(".submission")).to_have_count(2)
    expect(bar).to_contain_text("All 2 on this page")

    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator(".submission")).to_have_count(4)
    assert set(statuses(services).values()) == {"pending"}

    desk.get_by_label("All 4 on this page").check()
    bar.get_by_role("button", name="Trash the ticked").click()
    expect(desk.locator("[data-part=empty]")).to_contain_text("Nothing waits to be read")
    assert set(statuses(services).values()) == {"trash"}


def test_one_key_ticks_all_and_the_bar_is_always_in_reach(desk, services, clock, ids):
    for number in range(20):
        receive(services, clock, f"Reader{number}")
    desk.goto("/desk/")
    bar = desk.locator("#selected")
    expect(bar).to_be_in_viewport(ratio=1)
    desk.keyboard.press("Shift+X")
    expect(bar).to_contain_text("24 ticked")
    desk.get_by_label("Select the reply of Ann").uncheck()
    bar.get_by_role("button", name="Approve the ticked").click()
    expect(desk.locator(".submission")).to_have_count(1)

    assert statuses(services)["Ann"] == "pending"


def phone_page(new_context, client, services) -> Page:
    """The list, on a phone on which the owner has signed in."""
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = new_context(base_url=str(client.base_url), **phone).new_page()
    page.goto(f"/desk/sign-in?token={services.credentials.new_link_token()}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    return page


def test_after_a_pageful_the_next_is_read_from_its_beginning(new_context, client, services, clock):
    for number in range(70):
        receive(services, clock, f"Reader{number}")
    page = phone_page(new_context, client, services)
    bar, flash = page.locator("#selected"), page.locator(".flash")
    bar.get_by_text("All 50 on this page").tap()
    page.get_by_label("Select the reply of Reader0", exact=True).uncheck()
    to_the_end = "scrollTo(0, document.body.scrollHeight)"
    page.evaluate(to_the_end)
    bar.get_by_role("button", name="Spam the ticked").tap()
    expect(flash).to_contain_text("Marked as spam: 49 replies")
    expect(flash).to_be_in_viewport(ratio=1)
    expect(card(page, "Reader50")).to_be_focused()
    below = flash.bounding_box()
    assert card(page, "Reader50").bounding_box()["y"] >= below["y"] + below["height"]

    page.evaluate(to_the_end)
    flash.get_by_role("button", name="Undo").tap()
    expect(card(page, "Reader1")).to_be_focused()
    expect(card(page, "Reader1")).to_be_in_viewport()


def test_the_next_reply_is_not_under_the_word_of_what_was_done(desk, services, clock):
    for number in range(9):
        receive(services, clock, f"Reader{number}")
    desk.goto("/desk/")
    for _ in range(6):
        desk.keyboard.press("j")
    desk.evaluate("document.activeElement.scrollIntoView()")
    desk.keyboard.press("t")
    flash = desk.locator(".flash")
    expect(flash).to_contain_text("Moved to trash: the reply of Reader5")
    expect(flash).to_be_in_viewport(ratio=1)
    expect(card(desk, "Reader6")).to_be_focused()

    below = flash.bounding_box()
    assert card(desk, "Reader6").bounding_box()["y"] >= below["y"] + below["height"]


def test_a_few_ticks_leave_the_list_where_it_is(desk, services, clock):
    for number in range(60):
        receive(services, clock, f"Reader{number}")
    desk.goto("/desk/")
    desk.get_by_label("Select the reply of Reader19").check()
    desk.get_by_label("Select the reply of Reader20").check()
    desk.locator("#selected").get_by_role("button", name="Spam the ticked").click()
    expect(desk.locator(".flash")).to_contain_text("Marked as spam: 2 replies")

    expect(desk.locator(".flash")).to_be_in_viewport(ratio=1)
    expect(card(desk, "Reader21")).to_be_in_viewport()


def test_under_the_thumb_the_buttons_stay_where_they_are(new_context, client, services, clock):
    for author, words in (("Ann", "Short."), ("Bob", "Long. " * 400)):
        receive(services, clock, author, f"I, {author}. {words}")
    page = phone_page(new_context, client, services)
    page.get_by_role("link", name="Read one at a time").click()
    places = []
    for author in ("Ann", "Bob"):
        button = page.get_by_role("button", name=f"Approve the reply of {author}")
        expect(button).to_be_in_viewport(ratio=1)
        places.append(button.bounding_box())
        button.tap()
    expect(page.locator("[data-part=current]")).to_contain_text("All read")

    assert places[0] == places[1]


def test_a_button_is_not_replaced_under_the_finger(desk, ids):
    desk.goto("/desk/triage")
    desk.get_by_role("button", name="Approve the reply of Ann").click()
    is_same = stays(desk)
    button = desk.get_by_role("button", name="Approve the reply of Bob").element_handle()
    expect(desk.locator(".flash")).to_contain_text("Published: the reply of Ann")
    expect(desk.locator("[data-answer]")).to_be_visible()

    assert button.evaluate("element => element.isConnected")
    assert is_same()


def test_a_search_after_a_decision_looks_in_all_pages(desk, ids):
    desk.goto("/desk/")
    desk.get_by_role("button", name="Approve the reply of Ann").click()
    expect(desk.locator(".flash")).to_contain_text("Published")
    expect(desk.locator("[name=page]")).to_have_value("")
    desk.locator("#search").fill("bob")
    desk.get_by_role("button", name="Search").click()

    expect(desk.locator(".submission")).to_have_count(1)
    assert "page=&" in desk.url


def test_a_decision_keeps_the_list_to_its_page(desk, ids):
    desk.goto(f"/desk/?page={PAGE}")
    desk.get_by_role("button", name="Approve the reply of Ann").click()
    expect(desk.locator(".flash")).to_contain_text("Published")

    expect(desk.locator("[name=page]")).to_have_value(PAGE)


def test_all_of_one_sender_in_one_press(desk, services, clock, ids):
    receive(services, clock, "Ann", "More of the same.")
    desk.goto("/desk/")
    card(desk, "Ann").locator("summary", has_text="Also 1 other of this sender").click()
    card(desk, "Ann").get_by_role("button", name="Spam all 2").click()
    expect(desk.locator(".flash")).to_contain_text("Marked as spam: 2 replies")
    desk.keyboard.press("u")

    expect(desk.locator(".submission")).to_have_count(5)


@pytest.mark.parametrize("path", ["/desk/", "/desk/triage"])
def test_one_key_for_all_of_one_sender(desk, services, clock, ids, path):
    receive(services, clock, "Ann", "More of the same.")
    desk.goto(path)
    if path == "/desk/":
        desk.keyboard.press("j")
    desk.keyboard.press("Shift+S")
    expect(desk.locator(".flash")).to_contain_text("Marked as spam: 2 replies")
    expect(desk.locator(".submission").first).to_contain_text("I, Bob.")
    desk.keyboard.press("Shift+S")  # Bob has sent one only
    desk.keyboard.press("u")
    expect(desk.locator(".submission").first).to_contain_text("I, Ann.")

    assert set(statuses(services).values()) == {"pending"}


def test_news_comes_without_disturbing_what_is_done(desk, services, clock, ids):
    desk.goto("/desk/")
    is_same = stays(desk)
    desk.get_by_label("Select the reply of Bob").check()
    desk.locator("#search").fill("half a wo")
    marked = card(desk, "Bob").element_handle()
    receive(services, clock, "Eve")
    services.inbox.decide(ids["Ann"], "trash")
    look_again(desk)

    expect(card(desk, "Eve")).to_be_visible()
    expect(card(desk, "Ann")).to_have_count(0)
    expect(desk.get_by_role("status").filter(has_text="One new reply")).to_have_count(1)
    expect(desk.locator(".tabs__tab[aria-current]")).to_have_text("Pending (4)")
    expect(desk).to_have_title(re.compile(r"^\(4\) "))
    expect(desk.get_by_label("Select the reply of Bob")).to_be_checked()
    expect(desk.locator("#search")).to_be_focused()
    expect(desk.locator("#search")).to_have_value("half a wo")
    expect(desk.locator("#selected")).to_contain_text("1 ticked")
    assert marked.evaluate("element => element.isConnected")
    assert is_same()


def test_a_reply_that_was_changed_meanwhile_shows_its_new_words(desk, services, ids):
    desk.goto("/desk/")
    desk.get_by_label("Select the reply of Ann").check()
    services.inbox.edit(ids["Ann"], "Ann", "", "I, Ann. Better.")
    services.inbox.decide(ids["Di"], "spam")
    look_again(desk)

    expect(card(desk, "Ann")).to_contain_text("Better.")
    expect(desk.get_by_label("Select the reply of Ann")).to_be_checked()


def test_news_leaves_the_way_to_undo(desk, services, clock, ids):
    desk.goto("/desk/")
    desk.keyboard.press("j")
    desk.keyboard.press("t")
    expect(card(desk, "Ann")).to_have_count(0)
    receive(services, clock, "Eve")
    look_again(desk)

    expect(card(desk, "Eve")).to_be_visible()
    desk.get_by_role("button", name="Undo").click()
    expect(card(desk, "Ann")).to_be_visible()


def test_a_press_that_does_not_arrive_is_said_and_can_be_repeated(desk, services, ids):
    desk.goto("/desk/")
    desk.route("**/submissions/**", lambda route: route.abort())
    desk.get_by_role("button", name="Approve the reply of Ann").click()
    expect(desk.locator(".flash")).to_contain_text("nothing has changed")
    desk.unroute("**/submissions/**")
    desk.get_by_role("button", name="Approve the reply of Ann").click()

    expect(desk.locator(".flash")).to_contain_text("Published")
    assert statuses(services)["Ann"] == "approved"


def test_one_key_each_for_all_that_waits(desk, services, ids):
    desk.goto("/desk/")
    desk.get_by_role("link", name="Read one at a time").click()
    desk.wait_for_url("**/desk/triage*")  # and for its script
    is_same = stays(desk)
    for key, author in zip("asta", READERS, strict=True):
        expect(desk.locator("[data-one]")).to_contain_text(f"I, {author}.")
        desk.keyboard.press(key)
    expect(desk.locator("[data-part=current]")).to_contain_text("All read")

    assert is_same()
    assert list(reversed(statuses(services).items())) == [
        ("Ann", "approved"),
        ("Bob", "spam"),
        ("Cy", "trash"),
        ("Di", "approved"),
    ]
    desk.keyboard.press("u")
    expect(desk.locator("[data-one]")).to_contain_text("I, Di.")
    assert statuses(services)["Di"] == "pending"


def test_the_next_reply_shows_before_the_desk_has_answered(desk, services, ids):
    held: list[Route] = []
    desk.goto("/desk/triage")
    desk.route("**/submissions/**", lambda route: held.append(route), times=1)
    desk.keyboard.press("a")
    expect(desk.locator("[data-one]")).to_contain_text("I, Bob.")
    desk.keyboard.press("s")  # waits for its turn, and shows that it does
    expect(desk.locator("[data-one][aria-busy]")).to_contain_text("I, Bob.")
    desk.keyboard.press("t")  # the one to come has not been seen, so this decides nothing
    assert statuses(services)["Ann"] == "pending"
    while not held:
        desk.wait_for_timeout(10)
    held[0].continue_()

    expect(desk.locator("[data-one]:not([aria-busy])")).to_contain_text("I, Cy.")
    expect(desk.locator(".flash")).to_contain_text("Marked as spam: the reply of Bob")
    assert statuses(services) == {
        "Ann": "approved",
        "Bob": "spam",
        "Cy": "pending",
        "Di": "pending",
    }


def test_one_at_a_time_a_press_that_does_not_arrive_brings_the_reply_back(desk, services, ids):
    desk.goto("/desk/triage")
    desk.route("**/submissions/**", lambda route: route.abort())
    desk.keyboard.press("a")
    expect(desk.locator(".flash")).to_contain_text("nothing has changed")
    expect(desk.locator("[data-one]")).to_contain_text("I, Ann.")
    desk.unroute("**/submissions/**")
    desk.keyboard.press("a")

    expect(desk.locator("[data-one]")).to_contain_text("I, Bob.")
    assert statuses(services)["Ann"] == "approved"


def test_one_at_a_time_leaving_going_back_and_answering(desk, services, ids):
    desk.goto("/desk/triage")
    desk.keyboard.press("j")
    expect(desk.locator("[data-one]")).to_contain_text("I, Bob.")
    expect(desk.locator("[data-one]")).to_be_focused()
    desk.keyboard.press("k")
    expect(desk.locator("[data-one]")).to_contain_text("I, Ann.")
    desk.keyboard.press("r")
    expect(desk.locator("[data-answer] textarea")).to_be_focused()
    desk.keyboard.type("just as a start")
    desk.get_by_role("button", name="Approve and publish answer").click()

    expect(desk.locator(".flash")).to_contain_text("with your answer")
    expect(desk.locator("[data-one]")).to_contain_text("I, Bob.")
    assert statuses(services)["Ann"] == "approved"


def test_news_does_not_touch_an_answer_that_is_being_written(desk, services, clock, ids):
    desk.goto("/desk/triage")
    desk.keyboard.press("r")
    desk.keyboard.type("Half an answ")
    receive(services, clock, "Eve")
    look_again(desk)

    expect(desk.locator("[data-count]")).to_have_text("5 pending")
    expect(desk.locator("[data-answer] textarea")).to_have_value("Half an answ")
    expect(desk.locator("[data-answer] textarea")).to_be_focused()


def test_a_session_that_has_ended_leads_to_the_sign_in_page(desk, services, ids):
    desk.goto("/desk/")
    services.credentials.set_password("a wholly new password")
    desk.get_by_role("button", name="Approve the reply of Ann").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert statuses(services)["Ann"] == "pending"


def test_all_of_it_can_be_done_without_script_on_a_phone(new_context, client, services, ids):
    look = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}
    page = new_context(base_url=str(client.base_url), **look).new_page()
    page.goto(f"/desk/sign-in?token={services.credentials.new_link_token()}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Read one at a time").click()
    page.get_by_role("button", name="Approve the reply of Ann").click()
    expect(page.locator("[data-one]")).to_contain_text("I, Bob.")
    page.get_by_role("link", name="show the list").click()
    page.locator("#search").fill("cy")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".submission")).to_have_count(1)
    page.get_by_label("All 1 on this page").check()
    page.locator("#selected").get_by_role("button", name="Trash").click()
    page.get_by_role("link", name="Take the filters off").first.click()
    expect(page.locator(".submission")).to_have_count(2)

    assert statuses(services) == {
        "Ann": "approved",
        "Bob": "pending",
        "Cy": "trash",
        "Di": "pending",
    }
