"""Decisions on many replies at once, and the one press that takes them back."""

import pytest

from desk.submission import Reply
from plugins.comments import store
from tests.desk.test_queue import press, queue
from tests.support import PAGE, csrf_token, soup


@pytest.fixture
def inbox(services):
    return services.inbox


def receive(inbox, body: str, author: str = "Ann", email: str = "ann@example.com") -> str:
    return inbox.receive(Reply(PAGE, "", author, email, "", body)).id


def statuses(inbox, *ids: str) -> list[str]:
    return [inbox.get(id).status for id in ids]


def message(page) -> str:
    return " ".join(page.select_one(".flash").text.split())


def test_what_is_ticked_is_decided_and_undone_in_one_press(owner, inbox, services):
    one, two, three = (receive(inbox, body) for body in ("One", "Two", "Three"))
    page = press_selected(owner, queue(owner), "approve", selected=[one, three])

    assert message(page).startswith("Published: 2 replies")
    assert statuses(inbox, one, two, three) == ["approved", "pending", "approved"]
    assert store.read(services.config.comments, PAGE, one) is not None

    page = press(owner, page, "Undo")
    assert message(page).startswith("Undone: 2 replies")
    assert statuses(inbox, one, two, three) == ["pending"] * 3
    assert store.read(services.config.comments, PAGE, one) is None


def press_selected(owner, page, verb: str, **fields: object):
    """Press a button of the bar for ticked replies, as a browser without script would."""
    form = page.select_one("#selected")
    shown = [field["value"] for field in form.select("[name=shown]")]
    data = {"csrf_token": csrf_token(page), "back": form.select_one("[name=back]")["value"]}
    answer = owner.post(
        f"/desk/selected/{verb}", data=data | {"shown": shown} | fields, follow_redirects=True
    )
    return soup(answer)


def test_all_on_the_page_are_those_that_were_shown(owner, inbox):
    seen = [receive(inbox, body) for body in ("One", "Two")]
    page = queue(owner)
    late = receive(inbox, "Came in meanwhile")
    press_selected(owner, page, "spam", all="1")

    assert statuses(inbox, *seen, late) == ["spam", "spam", "pending"]


def test_nothing_ticked_is_said(owner, inbox):
    id = receive(inbox, "One")
    page = press_selected(owner, queue(owner), "trash")

    assert "tick the replies you mean" in message(page)
    assert statuses(inbox, id) == ["pending"]


@pytest.mark.parametrize(("likeness", "spared"), [("sender", "same text"), ("text", "same sender")])
def test_all_of_one_sender_or_with_one_text(owner, inbox, likeness, spared):
    first = receive(inbox, "Buy shoes!", "Cy", "cy@x.example")
    same_sender = receive(inbox, "Buy hats!", "Cy", "cy@x.example")
    same_text = receive(inbox, "buy shoes", "Di", "di@x.example")
    ids = {"first": first, "same sender": same_sender, "same text": same_text}
    published = receive(inbox, "An old one", "Cy", "cy@x.example")
    inbox.decide(published, "approve")
    page = queue(owner)
    cards = page.select(".submission")
    assert "Also 1 other of this sender" in cards[0].text + cards[1].text
    assert "One reply of this sender is published" in page.text

    assert "Approve all" not in page.text  # nobody has read the others yet

    data = {"csrf_token": csrf_token(page), "status": "pending"}
    done = owner.post(f"/desk/like/{first}/{likeness}/spam", data=data, follow_redirects=True)
    assert "Marked as spam: 2 replies" in done.text
    for name, id in ids.items():
        assert inbox.get(id).status == ("pending" if name == spared else "spam"), name
    assert inbox.get(published).status == "approved"

    press(owner, soup(done), "Undo")
    assert set(statuses(inbox, *ids.values())) == {"pending"}


def test_the_others_of_a_sender_can_be_seen(owner, inbox):
    receive(inbox, "One")
    receive(inbox, "Two")
    receive(inbox, "Three", "Bob", "bob@x.example")
    link = next(a for a in queue(owner).find_all("a") if a.text.startswith("See them"))
    page = soup(owner.get(link["href"]))

    assert "ann" not in link["href"]
    assert len(page.select(".submission")) == 2


def test_undo_leaves_alone_what_was_decided_since(owner, inbox):
    one, two = receive(inbox, "One"), receive(inbox, "Two")
    page = press_selected(owner, queue(owner), "spam", selected=[one, two])
    inbox.decide(two, "trash")
    press(owner, page, "Undo")

    assert statuses(inbox, one, two) == ["pending", "trash"]


def test_undoing_can_be_undone(owner, inbox):
    id = receive(inbox, "One")
    page = press(owner, press(owner, queue(owner), "Spam"), "Undo")
    press(owner, page, "Undo")

    assert statuses(inbox, id) == ["spam"]


def test_undoing_twice_is_said(owner, inbox):
    receive(inbox, "One")
    page = press(owner, queue(owner), "Spam")
    press(owner, page, "Undo")

    assert "nothing left to undo" in message(press(owner, page, "Undo"))


def test_what_its_writer_withdrew_is_left_out_and_said(owner, inbox):
    kept, withdrawn = receive(inbox, "One"), receive(inbox, "Two", "Eve", "eve@x.example")
    page = queue(owner)
    inbox.withdraw(withdrawn)
    page = press_selected(owner, page, "approve", all="1")
    said = " ".join(flash.text for flash in page.select(".flash"))

    assert statuses(inbox, kept, withdrawn) == ["approved", "trash"]
    assert "Eve withdrew this reply" in said
    assert "Published: the reply of Ann" in said


@pytest.mark.parametrize("at_once", [False, True])
def test_words_that_nobody_has_read_are_not_published(owner, inbox, at_once):
    id = receive(inbox, "Nice words")
    page = queue(owner)
    inbox.edit(id, "Ann", "", "Other words")
    if at_once:
        page = press_selected(owner, page, "approve", all="1")
    else:
        page = press(owner, page, "Approve")

    assert "The reply of Ann has changed since you read it" in message(page)
    assert statuses(inbox, id) == ["pending"]


def test_decisions_on_many_need_the_desks_own_form(owner, client, inbox):
    id = receive(inbox, "One")
    for address in ("/desk/selected/spam", f"/desk/like/{id}/sender/spam", "/desk/undo/x"):
        assert owner.post(address, data={"selected": id, "status": "pending"}).status_code == 400
        assert owner.get(address).status_code in (404, 405)

    assert statuses(inbox, id) == ["pending"]
