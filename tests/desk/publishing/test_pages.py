"""The line on the owner's pages, and its button."""

import pytest
from bs4 import BeautifulSoup

from tests.desk.test_queue import press as press_button
from tests.desk.test_queue import queue
from tests.support import Clock, reply, soup


def line(page: BeautifulSoup) -> str:
    assert page.find("form", action="/desk/sign-out"), "this is no page of the desk"
    found = page.find("section", {"aria-label": "Publishing"})
    return " ".join(found.text.split()) if found else ""


def approve_at_the_desk(owner) -> BeautifulSoup:
    owner.post("/replies", data=reply())
    return press_button(owner, queue(owner), "Approve")


def test_the_line_says_how_it_stands_from_approval_to_live(owner, publisher, clock: Clock):
    assert line(queue(owner)) == "Not published from here yet Publish now"
    page = approve_at_the_desk(owner)
    assert line(page) == "Waiting to be published: 1 change Publish now"
    clock.forward(seconds=3)
    publisher.work_once()
    assert line(queue(owner)) == "Live since 12:00 Publish now"
    clock.forward(days=1)
    assert line(queue(owner)) == "Live since 01.03.2020, 12:00 Publish now"


def test_a_press_publishes_at_once_and_leads_back(owner, publisher, press):
    page = soup(owner.get("/desk/", params={"status": "spam", "order": "newest"}))
    after = press_button(owner, page, "Publish now")
    assert line(after) == "Publishing…"
    assert after.select_one("[aria-current]").text.strip().startswith("Spam")
    publisher.work_once()

    assert len(press.runs) == 1
    assert line(queue(owner)).startswith("Live since")


def test_a_failure_is_shown_with_what_it_said_and_tried_again_by_a_press(
    owner, publisher, press, clock
):
    approve_at_the_desk(owner)
    press.break_down("<b>The host</b> does not answer.")
    clock.forward(seconds=3)
    publisher.work_once()
    page = queue(owner)
    said = line(page)
    assert said.startswith("Publishing failed at 12:00 <b>The host</b> does not answer.")
    assert "Nothing is lost, 1 change waits: it is tried again by itself at 12:01." in said

    press.mend()
    assert line(press_button(owner, page, "Try again")) == "Publishing…"
    publisher.work_once()
    assert line(queue(owner)).startswith("Live since")


def test_whatever_watches_the_desk_is_told_of_a_failure(client, publisher, press, services, clock):
    assert client.get("/replies/health").json()["publishing_failed_at"] is None
    press.break_down("No.")
    services.ledger.ask()
    publisher.work_once()
    answer = client.get("/replies/health")

    assert answer.status_code == 200
    assert answer.json()["publishing_failed_at"] == clock.now.isoformat()


def test_an_open_page_hears_that_it_changes(owner, publisher, clock):
    marks = [owner.get("/desk/news").json()["mark"]]
    approve_at_the_desk(owner)
    marks.append(owner.get("/desk/news").json()["mark"])
    clock.forward(seconds=3)
    publisher.work_once()
    marks.append(owner.get("/desk/news").json()["mark"])

    assert len(set(marks)) == 3


@pytest.mark.parametrize("path", ["/desk/", "/desk/triage", "/desk/person"])
def test_every_page_of_the_owner_has_the_line(owner, path):
    assert line(soup(owner.get(path))).startswith("Not published from here yet")


def test_strangers_see_no_line_and_press_nothing(client, services):
    assert client.get("/desk/sign-in").text.find("Publish now") == -1
    assert client.post("/desk/publishing/now").status_code in (303, 400)
    assert client.get("/desk/publishing/now").status_code == 405
    assert services.ledger.read().asked_at is None
