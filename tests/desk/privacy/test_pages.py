import json

import pytest

from desk.submission import Reply
from tests.support import PAGE, csrf_token, soup

ANN = "ann@xyzzy.example"


@pytest.fixture
def comment(services) -> str:
    """The id of a published comment."""
    id = services.inbox.receive(Reply(PAGE, "", "Ann", ANN, "", "The words of Ann.")).id
    services.inbox.decide(id, "approve")
    services.filing.run()
    return id


def send(owner, path: str = "", **fields: str):
    token = csrf_token(soup(owner.get("/desk/person")))
    data = {"csrf_token": token, "address": ANN} | fields
    return owner.post(f"/desk/person{path}", data=data, follow_redirects=True)


def test_strangers_learn_nothing(client, comment):
    for path in ("", "/export", "/erase"):
        answer = client.post(f"/desk/person{path}", data={"address": ANN, "sure": "yes"})
        assert answer.status_code in (303, 400)
        assert "The words" not in answer.text
    assert client.get("/desk/person").headers["location"].startswith("/desk/sign-in")


def test_looking_a_person_up(owner, comment):
    page = soup(send(owner))

    for words in (f"What is kept of {ANN}", "Replies (1)", "The words of Ann."):
        assert words in page.main.text
    assert "Nothing" in soup(send(owner, address="bob@x.example")).main.text


def test_the_address_is_never_part_of_a_pages_own_address(owner, comment):
    page = soup(send(owner))

    assert not any("xyzzy" in form["action"] for form in page.find_all("form"))
    assert {form["method"] for form in page.main.find_all("form")} == {"post"}


def test_what_is_no_address_is_said(owner):
    answer = send(owner, address="ann")

    assert answer.status_code == 422
    assert "whole e-mail address" in soup(answer).select_one(".error-summary").text
    assert soup(answer).find(id="address")["value"] == "ann"


def test_what_is_kept_can_be_downloaded(owner, comment):
    answer = send(owner, "/export")

    assert "attachment" in answer.headers["content-disposition"]
    (row,) = json.loads(answer.text)["kept"]["replies"]
    assert (row["email"], row["body"], row["status"]) == (ANN, "The words of Ann.", "approved")


def test_the_first_press_says_what_will_happen_and_the_second_does_it(owner, services, comment):
    page = soup(send(owner, "/erase", words="erase"))
    assert "1 published comment will lose name, website and words" in page.main.text
    assert services.inbox.get(comment).email == ANN

    form = page.find("button", string="Erase for good").find_parent("form")
    data = {field["name"]: field["value"] for field in form.find_all("input")}
    done = soup(owner.post(form["action"], data=data, follow_redirects=True))
    assert done.select_one(".flash").text.strip().startswith("Erased: 1 reply")
    assert services.inbox.get(comment).author == "Erased"
    assert "; the words too" in done.find(id="erased").find_parent("section").text


def test_what_others_wrote_of_a_person_is_a_press_away(owner, services, comment):
    reply = Reply(PAGE, comment, "Bob", "bob@x.example", "", "As Ann says.")
    id = services.inbox.receive(reply).id
    page = soup(send(owner, "/erase", words="erase"))
    assert "Edit the reply of Bob: As Ann says." in page.main.text
    assert "1 reply of somebody else may name or quote them, and stays as it is" in page.main.text
    link = page.find("a", string="Edit the reply of Bob")["href"]

    form = soup(owner.get(link))
    assert form.find("textarea", {"name": "body"}).text.strip() == "As Ann says."
    assert form.find("input", {"name": "back"})["value"] == "/desk/person"
    assert services.inbox.get(id).body == "As Ann says."
    assert "Edit the reply" not in send(owner, "/erase", words="keep").text


def test_keeping_the_words_is_what_is_chosen_beforehand(owner, services, comment):
    page = soup(send(owner))
    (chosen,) = page.select("input[name=words][checked]")
    assert chosen["value"] == "keep"

    send(owner, "/erase", words="keep", sure="yes")
    assert services.inbox.get(comment).author == "Ann"
    assert services.inbox.get(comment).email == ""


def test_markup_of_a_person_is_text(owner, services):
    evil = "<script>alert(1)</script>"
    services.inbox.receive(Reply(PAGE, "", evil, ANN, "", evil))

    assert evil not in send(owner).text
    assert evil in soup(send(owner)).main.text
