"""The reader's own page: where a reply stands, correcting it and taking it back."""

import pytest

from plugins.comments import store
from tests.support import PAGE, reply, soup


@pytest.fixture
def published(reader, services) -> str:
    """The id of a published comment."""
    reader.send(body="It was my knee.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, "approve")
    services.filing.run()
    return waiting.id


def on_the_page(services, id: str) -> str:
    services.filing.run()
    return store.read(services.config.comments, PAGE, id).body


def test_the_page_is_there_without_any_cookie(reader):
    reader.send()
    reader.client.cookies.clear()

    assert "awaiting moderation" in reader.page().h1.text
    assert dict(reader.client.cookies) == {}


def test_no_address_of_such_a_page_is_handed_on(reader, services):
    reader.send()
    for path in ("", "/correct"):
        answer = reader.client.get(reader.location + path)
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "ann@example.com" not in answer.text


def test_a_waiting_reply_is_corrected_where_it_waits(reader, services):
    reader.send(body="It was my knee.")
    answer = reader.correct(author="Anne", url="x.example", body="It was my hip.")
    (waiting,) = services.inbox.find(None)

    assert answer.headers["location"] == reader.location
    assert (waiting.author, waiting.url, waiting.body) == (
        "Anne",
        "https://x.example",
        "It was my hip.",
    )
    assert waiting.status == "pending"
    assert "It was my hip." in reader.page().main.text


def test_a_correction_waits_while_the_old_text_stays(reader, services, published):
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")

    assert (waiting.body, waiting.corrects) == ("It was my hip.", published)
    assert on_the_page(services, published) == "It was my knee."
    page = reader.page()
    assert page.h1.text == "Your correction is awaiting moderation"
    assert [it.text.strip() for it in page.select(".comment__body")] == [
        "It was my hip.",
        "It was my knee.",
    ]


def test_approving_a_correction_publishes_it_in_place_of_the_old_text(reader, services, published):
    before = services.inbox.get(published)
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, "approve")

    assert on_the_page(services, published) == "It was my hip."
    assert services.inbox.get(published).received_at == before.received_at
    assert store.read(services.config.comments, PAGE, waiting.id) is None
    assert reader.page().h1.text == "Your reply is published"
    assert services.inbox.to_file() == []


@pytest.mark.parametrize("verb", ["trash", "spam"])
def test_refusing_a_correction_keeps_the_old_text(reader, services, published, verb):
    reader.correct(body="Cheap shoes.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, verb)

    assert on_the_page(services, published) == "It was my knee."
    assert reader.page().h1.text == "Your reply is published"


@pytest.mark.parametrize("verb", ["restore", "unapprove", "spam"])
def test_an_approved_correction_can_be_taken_back(reader, services, published, verb):
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, "approve")
    services.inbox.decide(waiting.id, verb)

    assert on_the_page(services, published) == "It was my knee."
    assert services.inbox.get(waiting.id).body == "It was my hip."


def test_correcting_again_changes_the_correction_that_waits(reader, services, published):
    reader.correct(body="It was my hip.")
    page = soup(reader.client.get(f"{reader.location}/correct"))
    assert page.find("textarea").text.strip() == "It was my hip."
    reader.correct(body="It was my back.")

    assert [it.body for it in services.inbox.find("pending")] == ["It was my back."]


def test_a_second_correction_after_the_first_was_approved(reader, services, published):
    for body in ("It was my hip.", "It was my back."):
        reader.correct(body=body)
        (waiting,) = services.inbox.find("pending")
        services.inbox.decide(waiting.id, "approve")

    assert on_the_page(services, published) == "It was my back."


def test_withdrawing_a_correction_leaves_the_comment(reader, services, published):
    reader.correct(body="It was my hip.")
    reader.press("Withdraw the correction")

    assert on_the_page(services, published) == "It was my knee."
    assert services.inbox.find("pending") == []
    assert reader.page().h1.text == "Your reply is published"


def test_an_answer_to_a_correction_stands_below_the_comment(reader, services, published):
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")
    _, answer = services.inbox.answer(waiting.id, "The Owner", "Good to know.")

    assert answer.parent_id == published
    assert on_the_page(services, published) == "It was my hip."


def test_a_correction_of_what_has_been_erased_cannot_be_approved(
    reader, services, published, clock
):
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(published, "trash")
    clock.forward(days=40)
    services.tidy()
    assert services.inbox.get(published) is None
    batch = services.inbox.decide_all([waiting.id], "approve")

    assert batch.decided == ()
    assert "has been erased" in batch.skipped[0]
    assert services.inbox.get(waiting.id).status == "pending"


def test_the_words_before_a_correction_are_erased_in_time(reader, services, published, clock):
    reader.correct(body="It was my hip.")
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, "approve")
    clock.forward(days=31)
    services.tidy()

    assert services.inbox.get(waiting.id) is None
    assert on_the_page(services, published) == "It was my hip."


def test_a_refused_reply_cannot_be_corrected(reader, services):
    reader.send()
    (waiting,) = services.inbox.find("pending")
    services.inbox.decide(waiting.id, "trash")

    assert "not published" in reader.page().h1.text
    assert "Correct" not in reader.page().main.text
    assert reader.correct(body="Please!").status_code == 409
    assert services.inbox.get(waiting.id).body == "My knee says thanks."


def test_what_went_to_spam_unread_looks_to_its_writer_like_any_other(reader, services):
    reader.send(subject="Cheap shoes", body="http://a.example http://b.example http://c.example")
    (held,) = services.inbox.find("spam")

    assert reader.page().h1.text == "Your reply is awaiting moderation"
    services.inbox.decide(held.id, "trash")
    assert reader.page().h1.text == "Your reply is not published"


def test_a_faulty_correction_comes_back_with_everything_typed(reader, services, published):
    answer = reader.correct(author="", body="Long\nthought", url="javascript:x")
    page = soup(answer)

    assert answer.status_code == 422
    assert page.title.text.startswith("Error: ")
    assert page.find("textarea").text.strip() == "Long\nthought"
    assert services.inbox.find("pending") == []


def test_opening_a_readers_links_changes_nothing(reader, services, published):
    reader.correct(body="It was my hip.")
    before = services.inbox.find(None)
    for path in ("", "/correct", "/withdraw", "/mail"):
        for method in ("GET", "HEAD", "OPTIONS"):
            reader.client.request(method, reader.location + path)

    assert services.inbox.find(None) == before


@pytest.mark.parametrize("path", ["", "/correct", "/withdraw", "/mail"])
def test_without_the_key_there_is_nothing(reader, path):
    reader.send()
    wrong = reader.location[:-3] + "abc"

    assert reader.client.get(wrong).status_code == 404
    assert reader.client.post(wrong + path, data=reply()).status_code in (404, 405)


LINKS = "http://a.example http://b.example http://c.example http://d.example"


def test_a_correction_that_looks_like_spam_says_why(reader, services, published):
    reader.correct(body=LINKS)
    (waiting,) = services.inbox.find("pending")

    assert "It has 4 links" in waiting.reasons


def test_a_correction_is_not_suspected_for_being_like_what_it_corrects(reader, services):
    long = "It was my knee all along, and not my hip, as my doctor had thought at the first visit."
    reader.send(body=f"{long} {LINKS}")
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")
    reader.correct(body=f"{long} {LINKS} Indeed.")
    (waiting,) = services.inbox.find("pending")

    assert "It has 4 links" in waiting.reasons
    assert not any("Almost the same" in reason for reason in waiting.reasons)


def test_editing_a_waiting_reply_may_raise_the_suspicion_and_never_lowers_it(reader, services):
    scores = []
    for body in ("Kind words.", LINKS, "Kind words."):
        if scores:
            reader.correct(body=body)
        else:
            reader.send(body=body)
        (waiting,) = services.inbox.find("pending")
        assert waiting.body == body
        scores.append(waiting.score)

    assert scores[0] < scores[1] == scores[2]
    assert "It has 4 links" in waiting.reasons
