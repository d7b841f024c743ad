"""The line that says how it stands with publishing, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from desk.publishing.publisher import Publisher
from desk.services import Services
from tests.browser.test_desk import look_again, owner_context, phone_page, receive, stays
from tests.desk.publishing.conftest import Press, press, publisher, services

__all__ = ["owner_context", "press", "publisher", "services"]


@pytest.fixture
def desk(owner_context) -> Page:
    return owner_context.new_page()


def line(page: Page):
    return page.get_by_role("region", name="Publishing")


def test_an_approval_is_followed_until_it_is_live(desk, services: Services, publisher, clock):
    receive(services, clock, "Ann")
    desk.goto("/desk/")
    is_same = stays(desk)
    expect(line(desk)).to_contain_text("Not published from here yet")
    desk.get_by_role("button", name="Approve the reply of Ann").click()
    expect(line(desk)).to_contain_text("Waiting to be published: 1 change")
    clock.forward(seconds=3)
    publisher.work_once()

    expect(line(desk)).to_contain_text("Live since 12:00")
    assert is_same()


def test_a_failure_is_read_and_tried_again(desk, publisher: Publisher, press: Press, services):
    press.break_down("The host does not answer. Look whether you are online.")
    services.ledger.ask()
    publisher.work_once()
    desk.goto("/desk/")
    expect(line(desk)).to_contain_text("The host does not answer. Look whether you are online.")
    press.mend()
    line(desk).get_by_role("button", name="Try again").click()
    expect(line(desk)).to_contain_text("Publishing…")
    publisher.work_once()

    expect(line(desk)).to_contain_text("Live since 12:00")


@pytest.mark.parametrize("path", ["/desk/", "/desk/triage"])
def test_news_of_a_failure_move_nothing_under_the_finger(
    new_context,
    client,
    services,
    publisher,
    press,
    clock,
    path,
):
    receive(services, clock, "Ann", "I, Ann. " + "Long. " * 400)
    receive(services, clock, "Bob")
    page = phone_page(new_context, client, services)
    page.goto(path)
    shown = page.locator("h1")
    before = shown.bounding_box()
    press.break_down("The host does not answer. " * 5)
    services.ledger.ask()
    publisher.work_once()
    look_again(page)
    expect(line(page)).to_contain_text("Publishing failed")

    assert shown.bounding_box() == before
    why = line(page).get_by_text("The host does not answer.")
    expect(why).to_be_hidden()
    line(page).get_by_text("Publishing failed").tap()
    expect(why).to_be_visible()
