"""What the owner sees while mail fails, and what whatever watches over the desk sees."""

import pytest
from sqlalchemy import text

from tests.desk.test_queue import press, queue
from tests.support import soup


def banner(page) -> str:
    assert page.find("form", action="/desk/sign-out"), "this is no page of the desk"
    found = page.find("section", {"aria-label": "Mail"})
    return " ".join(found.text.split()) if found else ""


def test_while_mail_goes_out_nothing_is_said(owner, services, put, worker):
    put()
    assert banner(queue(owner)) == ""
    worker.work_once()
    assert banner(queue(owner)) == ""


def test_while_the_server_is_down_the_desk_says_since_when_and_what_to_do(
    owner, services, office, put, worker, clock
):
    office.close()
    put()
    worker.work_once()
    clock.forward(minutes=10)
    said = banner(queue(owner))

    assert said.startswith("Mail has not gone out since 01.03.2020, 12:00.")
    assert "1 letter waits. Nothing is lost: it is tried again by itself" in said
    assert f"“127.0.0.1, port {office.port}: no mail server answers there”" in said
    assert "python -m desk check" in said


def test_what_has_long_been_due_is_not_said_to_be_tried(owner, office, put, worker, clock):
    office.close()
    put()
    worker.work_once()
    clock.forward(hours=1)

    assert "at this moment" not in banner(queue(owner))


def test_mail_that_nothing_takes_out_is_told_after_an_hour(owner, put, clock):
    put()
    assert banner(queue(owner)) == ""
    clock.forward(hours=2)

    assert "nothing takes it out either" in banner(queue(owner))


def test_a_press_tries_again_when_the_server_is_back(owner, office, put, worker):
    office.close()
    put()
    worker.work_once()
    page = queue(owner)
    office.open()
    assert "next at" in banner(page)
    answer = press(owner, page, "Try again now")
    assert "Tried again now: 1 letter" in answer.text
    assert "it is tried again at this moment; look again in a few seconds" in banner(answer)

    assert worker.work_once() == 1
    assert banner(queue(owner)) == ""


def test_refused_letters_are_named_until_the_owner_lets_them_go(owner, office, put, worker):
    put(to="gone@example.com", kind="published")
    office.on_recipient = "550 5.1.1 No such user"
    worker.work_once()
    page = queue(owner)
    said = banner(page)
    assert said.startswith("Some mail could not be sent.")
    assert "Published, to gone@example.com: “the server said: 550 5.1.1 No such user”" in said

    assert "Let go: 1 letter" in press(owner, page, "Let the refused ones go").text
    assert banner(queue(owner)) == ""


def test_words_of_the_server_are_text(owner, office, put, worker):
    put()
    office.on_recipient = "550 <script>alert(1)</script>"
    worker.work_once()

    assert "<script>alert" not in owner.get("/desk/").text
    assert "<script>alert(1)</script>" in banner(queue(owner))


def test_strangers_see_no_banner_and_press_nothing(client, services, office, put, worker):
    put(to="gone@example.com")
    office.on_recipient = "550 no"
    worker.work_once()

    assert "gone@example.com" not in client.get("/desk/sign-in").text
    for path in ("retry", "discard"):
        answer = client.post(f"/desk/mail/{path}")
        assert answer.status_code in (303, 400)
        assert client.get(f"/desk/mail/{path}").status_code == 405
    assert client.get("/replies/health").json()["mail_failed"] == 1


def test_health_counts_and_tells_nothing_private(client, services, office, put, worker, clock):
    assert client.get("/replies/health").json() == {
        "database": "reachable",
        "mail_waiting": 0,
        "mail_failing": 0,
        "mail_failed": 0,
        "oldest_unsent": None,
        "publishing_failed_at": None,
    }
    office.close()
    put()
    worker.work_once()
    answer = client.get("/replies/health")

    assert answer.status_code == 200
    assert answer.json()["oldest_unsent"] == "2020-03-01T12:00:00+00:00"
    assert answer.json()["mail_failing"] == 1
    assert "ann" not in answer.text


def test_health_says_when_the_database_is_away(client, services):
    with services.engine.begin() as connection:
        connection.execute(text("ALTER TABLE letters RENAME TO elsewhere"))
    answer = client.get("/replies/health")

    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})


@pytest.mark.parametrize("path", ["/desk/", "/desk/sign-in"])
def test_pages_of_the_desk_stand_without_mail(owner, path):
    assert soup(owner.get(path, follow_redirects=True)).find("h1") is not None
