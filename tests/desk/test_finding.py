from datetime import timedelta
from itertools import pairwise

import pytest

from desk.criteria import Criteria, Word
from desk.finding import Place
from desk.submission import Reply, Verdict, text_key


@pytest.fixture
def inbox(services):
    return services.inbox


@pytest.fixture
def finder(services):
    return services.finder


def receive(inbox, body: str = "Thanks.", **fields: str):
    known = {"page_id": "knee-pain", "parent_id": "", "author": "Ann", "email": "ann@example.com"}
    return inbox.receive(Reply(**(known | {"url": "", "body": body} | fields)))


def bodies(found) -> list[str]:
    return [submission.body for submission in found.submissions]


def looked_for(*words: str) -> Criteria:
    return Criteria(words=tuple(Word(word) for word in words))


@pytest.mark.parametrize(
    "word", ["knee", "KNEE", "Nee", "bob", "BOB@", "shoes.example", "élan", "ÉLAN", "100%", "a_b"]
)
def test_a_word_is_found_wherever_it_stands(inbox, finder, word):
    body = "My Knee has élan, 100% of a_b."
    receive(inbox, body, author="Bob", email="bob@x.example", url="https://shoes.example")
    receive(inbox, "Something else: 100 and ab.")

    assert bodies(finder.find(looked_for(word), 10)) == [body]


def test_all_words_must_be_there(inbox, finder):
    receive(inbox, "knee and hip")
    receive(inbox, "knee only")

    assert bodies(finder.find(looked_for("hip", "knee"), 10)) == ["knee and hip"]
    assert bodies(finder.find(looked_for("%"), 10)) == []


def test_what_is_settled_finds_the_same(inbox, finder):
    for number in range(3):
        receive(inbox, f"knee {number}", email="bob@x.example" if number else "ann@example.com")
    inbox.decide(receive(inbox, "knee 3").id, "spam")
    for asked in (
        Criteria("pending", (Word("KNEE"),)),
        Criteria(None, (Word("knee"),), sender="bob@x.example"),
        Criteria("spam", (Word("nowhere"),)),
        Criteria("spam"),
    ):
        settled = finder.settle(asked)
        assert finder.find(settled, 10) == finder.find(asked, 10)
        assert finder.counts(settled) == finder.counts(asked)
        assert finder.number(settled) == finder.number(asked)


def test_words_that_many_have_are_asked_for_again(inbox, finder, monkeypatch):
    monkeypatch.setattr("desk.finding._FEW", 1)
    asked = Criteria("pending", (Word("knee"),))
    receive(inbox, "knee 1")
    assert finder.settle(asked).words == ()
    receive(inbox, "knee 2")
    assert finder.settle(asked) == asked


def test_a_word_of_the_title_finds_what_stands_on_the_page(inbox, finder, services):
    receive(inbox)
    words = (Word("pain", services.pages.titled("pain")),)

    assert services.pages.titled("pain") == ("knee-pain",)
    assert bodies(finder.find(Criteria(words=words), 10)) == ["Thanks."]


def test_filters_are_joined(inbox, finder, clock):
    receive(inbox, "One")
    receive(inbox, "Two", email="bob@x.example")
    clock.forward(seconds=1)
    receive(inbox, "Three", page_id="hip")
    sent_by_ann = Criteria("pending", sender="ann@example.com")

    assert bodies(finder.find(sent_by_ann, 10)) == ["One", "Three"]
    assert bodies(finder.find(Criteria(page_ids=("hip",)), 10)) == ["Three"]
    assert bodies(finder.find(Criteria("spam", sender="ann@example.com"), 10)) == []
    assert finder.counts(sent_by_ann)["pending"] == 2
    assert finder.number(sent_by_ann) == 2
    assert finder.number(Criteria("spam", sender="ann@example.com")) == 0


def test_suspicious_and_others_are_told_apart(inbox, finder):
    receive(inbox, "Good")
    suspect = Reply("knee-pain", "", "Cy", "cy@x.example", "", "Bad")
    inbox.receive(suspect, Verdict(reasons=("It has five links.",), score=0.4))
    worse = Reply("knee-pain", "", "Cy", "cy@x.example", "", "Worse")
    inbox.receive(worse, Verdict(reasons=("It has fifty links.",), score=0.5))

    assert set(bodies(finder.find(Criteria(reasons="with"), 10))) == {"Bad", "Worse"}
    assert bodies(finder.find(Criteria(reasons="likely"), 10)) == ["Worse"]
    assert bodies(finder.find(Criteria(reasons="without"), 10)) == ["Good"]


def test_texts_that_differ_in_case_and_punctuation_only_are_the_same(inbox, finder):
    for body in ("Great post!", "great  POST", "Great, post...", "Great pasta!"):
        receive(inbox, body)
    key = text_key("Great post!")

    assert finder.counts(Criteria(text_key=key))["pending"] == 3
    assert finder.of_texts([key]) == {key: {"pending": 3}}
    assert text_key("!!!") != text_key("???")


def test_an_edited_text_is_compared_anew(inbox, finder):
    receive(inbox, "Great post!")
    inbox.edit(receive(inbox, "Other").id, "Ann", "", "Great post")

    assert finder.counts(Criteria(text_key=text_key("Great post")))["pending"] == 2


def test_senders_are_counted_by_status(inbox, finder):
    first, _ = receive(inbox, "One"), receive(inbox, "Two")
    inbox.decide(first.id, "approve")
    receive(inbox, "Three", email="")

    found = finder.of_senders(["ann@example.com", "", "nobody@x.example"])
    assert found == {"ann@example.com": {"approved": 1, "pending": 1}, "nobody@x.example": {}}


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_join_without_gap_or_overlap(inbox, finder, clock, newest_first):
    for number in range(11):
        receive(inbox, f"{number}")
        if number % 3 == 0:  # so that some came in at the same moment
            clock.forward(seconds=1)
    whole = finder.find(Criteria("pending"), 99, newest_first=newest_first)
    pages = [finder.find(Criteria("pending"), 4, newest_first=newest_first)]
    while pages[-1].after:
        after = pages[-1].after
        pages.append(finder.find(Criteria("pending"), 4, newest_first=newest_first, after=after))

    assert [len(page.submissions) for page in pages] == [4, 4, 3]
    assert [body for page in pages for body in bodies(page)] == bodies(whole)
    for page, following in pairwise(pages):
        before = following.before
        back = finder.find(Criteria("pending"), 4, newest_first=newest_first, before=before)
        assert back == page
    assert pages[0].before is None


def test_what_is_decided_meanwhile_moves_nothing_out_of_sight(inbox, finder, clock):
    for number in range(6):
        receive(inbox, f"{number}")
        clock.forward(seconds=1)
    first = finder.find(Criteria("pending"), 3)
    for submission in first.submissions:
        inbox.decide(submission.id, "spam")

    assert bodies(finder.find(Criteria("pending"), 3, after=first.after)) == ["3", "4", "5"]


def test_a_place_survives_being_written(inbox):
    submission = receive(inbox)
    place = Place(submission.received_at + timedelta(microseconds=7), submission.id)

    assert Place.parse(str(place)) == place
    assert Place.parse("nonsense") is None
    assert Place.parse("") is None


def test_the_newest_and_the_pages_with_most(inbox, finder, clock):
    assert finder.newest() == ""
    receive(inbox, "One")
    clock.forward(seconds=1)
    receive(inbox, "Two", page_id="hip")
    clock.forward(seconds=1)
    newest = receive(inbox, "Three", page_id="hip")

    assert list(finder.pages("pending", 10).items()) == [("hip", 2), ("knee-pain", 1)]
    assert finder.pages(None, 1) == {"hip": 2}
    assert finder.pages("spam", 10) == {}
    assert finder.newest() == newest.id
