"""Erasing a person, looked at from outside: in the inbox, the files and the bytes on disk."""

import pytest

from desk.privacy.people import AddressError, people
from desk.privacy.words import plan
from desk.submission import Reply
from plugins.comments import store
from tests.support import PAGE

ANN = "ann@xyzzy.example"


@pytest.fixture
def send(services):
    """Receive a reply and decide on it; returns its id."""

    def send(body="The words of Ann.", *, verb="", email=ANN, author="Ann Xyzzy", parent="") -> str:
        reply = Reply(PAGE, parent, author, email, "https://xyzzy.example/ann", body)
        id = services.inbox.receive(reply).id
        if verb:
            services.inbox.decide(id, verb)
            services.filing.run()
        return id

    return send


def published(services, id):
    return store.read(services.config.comments, PAGE, id)


def bytes_on_disk(services) -> bytes:
    files = [*services.config.var.iterdir(), *services.config.comments.rglob("*.txt")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def test_without_the_text_a_published_comment_stays_and_the_address_goes(services, send):
    id = send(verb="approve")
    before = published(services, id)
    people(services).erase(ANN, with_text=False)

    assert published(services, id) == before
    assert services.inbox.get(id).email == ""
    assert services.inbox.get(id).body == "The words of Ann."
    assert ANN.encode() not in bytes_on_disk(services)


def test_with_the_text_its_place_in_the_thread_stays(services, send):
    id = send(verb="approve")
    answer = send("I agree.", email="bob@x.example", author="Bob", parent=id, verb="approve")
    people(services).erase(ANN, with_text=True)

    comment = published(services, id)
    assert (comment.author, comment.url) == ("Erased", "")
    assert comment.body == "[erased at the writer's wish]"
    assert published(services, answer).body == "I agree."
    assert published(services, answer).in_reply_to == id


def test_not_a_byte_of_an_erased_person_is_left_on_disk(services, send):
    for number, verb in enumerate(("approve", "spam", "trash", "", "approve")):
        send(f"The words of Ann, {number}. " + "x" * 3000, verb=verb)
    assert b"xyzzy" in bytes_on_disk(services)
    people(services).erase(ANN, with_text=True)

    left = bytes_on_disk(services)
    for mark in (b"xyzzy", b"Xyzzy", b"The words of Ann"):
        assert mark not in left


def test_what_expires_leaves_no_bytes_either(services, send, clock):
    send(verb="spam")
    clock.forward(days=31)
    services.tidy()

    assert services.inbox.find(None) == []
    for mark in (ANN.encode(), b"Ann Xyzzy", b"The words of Ann"):
        assert mark not in bytes_on_disk(services)


def test_refused_replies_go_whole_and_waiting_ones_with_the_text(services, send):
    waiting = send("one")
    for number, verb in enumerate(("spam", "trash")):
        send(f"refused {number}", verb=verb)
    people(services).erase(ANN, with_text=False)
    assert [(s.id, s.email) for s in services.inbox.find(None)] == [(waiting, "")]

    also_waiting = send("two")
    people(services).erase(ANN, with_text=True)
    assert services.inbox.get(also_waiting) is None
    assert services.inbox.get(waiting) is not None


def test_everybody_else_is_left_alone(services, send):
    others = ["bob@x.example", "Ann@xyzzy.example", "a.nn@xyzzy.example", "ann@xyzzy.example.org"]
    ids = [send(email=email) for email in others]
    before = [services.inbox.get(id) for id in ids]
    send()
    people(services).erase(ANN, with_text=True)

    assert [services.inbox.get(id) for id in ids] == before


def test_every_spelling_of_the_domain_is_found(services, send, clock):
    for number, email in enumerate(("ann@bücher.example", "ann@XN--BCHER-KVA.example")):
        send(str(number), email=email)
        clock.forward(seconds=1)
    record = people(services).find("ann@Bücher.EXAMPLE")

    assert [row["body"] for row in record.kept["replies"]] == ["0", "1"]
    people(services).erase("ann@Bücher.EXAMPLE", with_text=True)
    assert services.inbox.find(None) == []


def test_addresses_with_the_signs_of_a_search_pattern_find_themselves_only(services, send):
    for number, email in enumerate(("a_b@x.example", "axb@x.example", "%@x.example")):
        send(str(number), email=email)

    assert [row["body"] for row in people(services).find("a_b@x.example").kept["replies"]] == ["0"]
    assert [row["body"] for row in people(services).find("%@x.example").kept["replies"]] == ["2"]


def test_addresses_that_differ_in_capitals_are_named(services, send):
    send(email="Ann@xyzzy.example")

    record = people(services).find(ANN)
    assert record.is_empty
    assert record.others == ("Ann@xyzzy.example",)


def test_the_owners_answers_belong_to_nobody(services, send):
    id = send()
    services.inbox.answer(id, "The Owner", "You are welcome.")
    for nobody in ("", "@", "@xyzzy.example", "ann"):
        with pytest.raises(AddressError, match="whole e-mail address"):
            people(services).erase(nobody, with_text=True)
    people(services).erase(ANN, with_text=True)

    assert [s.body for s in services.inbox.find("approved") if s.by_owner] == ["You are welcome."]


def test_erasing_again_erases_nothing_more(services, send):
    send(verb="approve")
    first = people(services).erase(ANN, with_text=True)
    again = people(services).erase(ANN, with_text=True)

    assert first.what
    assert again.what == ""
    assert len(people(services).erasures()) == 1


def test_what_is_noted_of_an_erasure_names_nobody(services, send, clock):
    send(verb="approve")
    send("Another.", verb="spam")
    people(services).erase(ANN, with_text=True)

    ((erased_at, what),) = people(services).erasures()
    assert erased_at == clock.now
    assert what.startswith("2 replies")
    assert what.endswith("; the words too")
    assert "nn" not in what


def test_a_comment_file_that_cannot_be_removed_now_is_removed_later(services, send):
    id = send(verb="approve")
    file = services.config.comments / PAGE / f"{id}.txt"
    file.unlink()
    file.mkdir()
    services.inbox.decide(id, "spam")
    erased = people(services).erase(ANN, with_text=True)
    assert "is not filed yet" in erased.problems[0]
    assert "Xyzzy" not in erased.problems[0]

    file.rmdir()
    services.tidy()
    assert published(services, id) is None
    assert ANN.encode() not in bytes_on_disk(services)
    assert erased.what.startswith("1 reply")
    assert services.inbox.to_file() == []


def test_the_plan_says_what_will_happen_to_what(services, send):
    send("one", verb="approve")
    send("two", verb="approve")
    send("three", verb="spam")
    send("four")
    record = people(services).find(ANN)

    keep, erase = (" ".join(plan(record, with_text)) for with_text in (False, True))
    assert "2 published comments will lose the e-mail address; name, website" in keep
    assert "1 waiting reply will lose the e-mail address" in keep
    assert "1 refused or withdrawn reply will be erased whole" in keep
    assert "2 published comments will lose name, website and words" in erase
    assert "1 waiting reply will be erased whole" in erase
    assert "cannot be undone" in keep
    assert plan(people(services).find("nobody@x.example"), True) == []


def test_a_name_that_was_learnt_from_spam_of_long_ago_goes(services, send, clock):
    send("Written by xyzzy", verb="spam")
    send("Buy from xyzzy", email="bob@x.example", author="Bob", verb="spam")
    clock.forward(days=31)
    services.tidy()
    id = send("The words of Ann.", verb="approve")
    assert b"xyzzy" in bytes_on_disk(services)
    people(services).erase(ANN, with_text=True)

    assert services.inbox.get(id).author == "Erased"
    assert b"xyzzy" not in bytes_on_disk(services)


def test_a_forgotten_name_does_not_come_back_by_an_edit(services, send):
    send(verb="approve")
    other = send("As xyzzy says.", email="bob@x.example", author="Bob", verb="approve")
    people(services).erase(ANN, with_text=True)
    services.inbox.edit(other, "Bob", "", "As others say.")
    services.filing.run()
    services.tidy()

    assert b"xyzzy" not in bytes_on_disk(services)


def test_replies_of_others_that_name_or_quote_a_person_are_told_of(services, send):
    send("My knee is better since Monday.", verb="approve")
    other = {"email": "bob@x.example", "author": "Bob", "verb": "approve"}
    named = send("Dear ann, thank you!", **other)
    quoted = send("> my knee is better  since monday.\n\nMine is not.", **other)
    send("You cannot mean that: my knee is better.", **other)  # “Ann” within a word is no name
    send("Ann is a liar", email="eve@x.example", author="Eve", verb="spam")
    record = people(services).find(ANN)

    assert {mention.id: mention.line for mention in record.mentions} == {
        named: "Dear ann, thank you!",
        quoted: "> my knee is better  since monday.",
    }
    told = "2 replies of others may name or quote them, and stay as they are"
    assert told in " ".join(plan(record, with_text=True))
    assert told not in " ".join(plan(record, with_text=False))
