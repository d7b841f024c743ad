"""The desk with script while the mail server is away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from desk.mail.smtp import Smtp
from desk.mail.worker import Worker
from desk.services import Services
from desk.submission import Reply
from tests.desk.mail.post_office import SENDER, PostOffice, mailing_services, post_office
from tests.support import PAGE, Clock, Site


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def services(built_site: Site, clock: Clock, office: PostOffice) -> Iterator[Services]:
    """The services of a desk with mail."""
    with mailing_services(built_site, clock, office) as services:
        yield services


@pytest.fixture
def worker(services: Services, office: PostOffice) -> Worker:
    return Worker(services.outbox, {"mail": Smtp(office.url, SENDER, timeout_s=0.5)})


@pytest.fixture
def desk(new_context, client, services: Services, clock: Clock) -> Page:
    """The list, on a phone on which the owner has signed in; four replies wait."""
    for number in range(4):
        clock.forward(seconds=1)
        words = f"I, Reader{number}. " + "Some words of mine. " * 8
        services.inbox.receive(Reply(PAGE, "", f"Reader{number}", "r@x.example", "", words))
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = new_context(base_url=str(client.base_url), **phone).new_page()
    page.goto(f"/desk/sign-in?token={services.credentials.new_link_token()}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    return page


def test_what_is_to_be_read_stands_before_what_is_said_of_mail(desk, office, worker):
    office.close()
    worker.work_once()
    desk.goto("/desk/triage")
    expect(desk.get_by_role("region", name="Mail")).to_be_in_viewport()
    desk.get_by_role("button", name="Approve the reply of Reader0").tap()
    expect(desk.locator(".flash", has_text="Published")).to_be_in_viewport(ratio=1)

    words = desk.locator("[data-one] .comment__body")
    expect(words).to_contain_text("I, Reader1.")
    expect(words).to_be_in_viewport(ratio=1)
    assert words.bounding_box()["y"] > 0


@pytest.mark.parametrize("path", ["/desk/", "/desk/triage"])
def test_the_next_press_says_that_mail_fails_and_that_it_is_back(desk, office, worker, clock, path):
    desk.goto(path)
    box = desk.get_by_role("region", name="Mail")
    office.close()
    worker.work_once()
    desk.get_by_role("button", name="Approve the reply of Reader0").tap()
    expect(box).to_contain_text("Mail has not gone out")

    office.open()
    clock.forward(minutes=2)
    worker.work_once()
    desk.get_by_role("button", name="Approve the reply of Reader1").tap()
    expect(desk.locator("[data-part=flashes]")).to_contain_text("Reader1")
    expect(box).to_have_count(0)
