"""A person who used all there is, on a desk with everything switched on: nothing of her is left."""

import pytest

from desk.database import writing
from desk.mail.digest import Digest
from desk.mail.letter import Letter
from desk.privacy.keeper import Person
from desk.privacy.keepers import KEEPERS
from desk.privacy.people import people
from desk.privacy.words import plan
from desk.submission import Reply
from desk.tables import metadata
from plugins.comments import store
from tests.support import PAGE, desk_services, reply, served_desk

ANN = "ann@xyzzy.example"
NEWER = "Newer words of Ann."

PRIVATE_TABLES = {"submissions", "subscriptions", "letters", "moderation_tokens"}
# The words of a person are uncounted in spam_words. Keyed hashes of the ids that comments had
# elsewhere stay in imports, so that importing the same file again brings nobody back.
OTHER_TABLES = {
    "spam_words",
    "imports",
    "erasures",
    "owner_settings",
    "sign_in_links",
    "sign_in_failures",
    "api_tokens",
    "publishing",
}


@pytest.fixture
def desk(built_site, clock):
    """A desk that sends mail, tells readers and calls a webhook; nothing gets through."""
    services = desk_services(
        built_site,
        clock,
        smtp_url="smtp://127.0.0.1:1",
        webhook_secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        REPLIES_WEBHOOK="http://127.0.0.1:1/",
        REPLIES_TELL_READERS=True,
    )
    yield services
    services.engine.dispose()


@pytest.fixture
def comment(desk) -> str:
    """The id of a published comment of Ann's, who subscribed, corrected it and was answered."""
    with served_desk(desk) as client:
        words = {"author": "Ann Xyzzy", "email": ANN, "url": "https://xyzzy.example/"}
        answer = client.post(
            "/replies",
            data=reply(**words, body="The words of Ann.", on_published="y", on_answers="y"),
        )
        assert answer.status_code == 303
    (waiting,) = desk.inbox.find("pending")
    assert desk.subscriptions.ask(waiting, True, True)
    desk.subscriptions.confirm(waiting.id)
    desk.inbox.decide(waiting.id, "approve")
    desk.inbox.answer(waiting.id, "The Owner", "You are welcome.")
    newer = Reply(PAGE, "", "Ann Xyzzy", ANN, "", NEWER, corrects=waiting.id)
    desk.inbox.decide(desk.inbox.correct(newer).id, "approve")
    desk.inbox.correct(Reply(PAGE, "", "Ann Xyzzy", ANN, "", "Newest", corrects=waiting.id))
    desk.filing.run()
    return waiting.id


def bytes_on_disk(desk) -> bytes:
    files = [*desk.config.var.iterdir(), *desk.config.comments.rglob("*.txt")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def published(desk, id):
    return store.read(desk.config.comments, PAGE, id)


def test_what_is_kept_is_all_shown(desk, comment):
    record = people(desk).find(ANN)

    assert {name: len(rows) for name, rows in record.kept.items()} == {
        "replies": 3,
        "subscriptions": 1,
        "letters": len(record.kept["letters"]),
        "links in mails to you": len(record.kept["links in mails to you"]),
    }
    filed = {row["file"] for row in record.kept["replies"]}
    assert filed == {"", f"{PAGE}/{comment}.txt"}
    assert "1 former version of a comment will be erased whole." in plan(record, False)
    kinds = {row["kind"] for row in record.kept["letters"]}
    assert {"notice", "published", "confirm", "reply.received", "comment.published"} <= kinds


def test_with_the_text_nothing_is_left_anywhere(desk, comment):
    assert published(desk, comment).body == NEWER
    assert b"xyzzy" in bytes_on_disk(desk)
    people(desk).erase(ANN, with_text=True)

    left = bytes_on_disk(desk).lower()
    for mark in (b"xyzzy", b"of ann", b"newe"):
        assert mark not in left
    assert published(desk, comment).author == "Erased"
    assert [s.body for s in desk.inbox.find("approved") if s.by_owner] == ["You are welcome."]


def test_without_the_text_the_address_is_nowhere_and_the_newest_words_stay(desk, comment):
    people(desk).erase(ANN, with_text=False)

    assert ANN.encode() not in bytes_on_disk(desk)
    # What a correction replaced is of no use any more; what waits to be read still does.
    assert {s.body for s in desk.inbox.find(None) if not s.by_owner} == {NEWER, "Newest"}
    assert published(desk, comment).body == NEWER


def test_other_peoples_letters_are_left_alone(desk, comment):
    bob = desk.inbox.receive(Reply(PAGE, "", "Bob", "bob@x.example", "", "I agree."))
    before = people(desk).find("bob@x.example").kept
    people(desk).erase(ANN, with_text=True)

    assert before["letters"]
    assert people(desk).find("bob@x.example").kept == before
    assert desk.inbox.get(bob.id) == bob


def test_news_of_a_published_comment_still_goes_out_when_its_words_stay(desk, comment):
    told = Letter("answer", "bob@x.example", "Ann answered you", "She wrote: hello", about=comment)
    with writing(desk.engine) as connection:
        desk.outbox.put(connection, told)
    people(desk).erase(ANN, with_text=False)
    kept = people(desk).find("bob@x.example").kept["letters"]
    assert [row["body"] for row in kept] == ["She wrote: hello"]


def test_a_digest_that_is_not_out_yet_quotes_nobody_who_was_erased(desk, clock):
    desk.inbox.receive(Reply(PAGE, "", "Ann Xyzzy", ANN, "", "The words of Ann."))
    site = {**desk.config.site, "REPLIES_NOTIFY": "digest"}
    Digest(desk.engine, clock, desk.outbox, site, "http://x.example/desk/", str).write_if_due()
    assert b"Ann Xyzzy, to" in bytes_on_disk(desk)
    people(desk).erase(ANN, with_text=True)

    assert b"Ann Xyzzy" not in bytes_on_disk(desk)


def test_the_words_of_a_person_are_unlearnt(desk):
    for number in range(2):
        body = f"Everybody says hello {number}"
        id = desk.inbox.receive(Reply(PAGE, "", "Bob", "bob@x.example", "", body)).id
        desk.inbox.decide(id, "spam")
    id = desk.inbox.receive(Reply(PAGE, "", "Ann", ANN, "", "hello plugh")).id
    desk.inbox.decide(id, "spam")
    people(desk).erase(ANN, with_text=True)

    assert counts(desk) == {"": 2, "everybody": 2, "says": 2, "hello": 2, "0": 1, "1": 1}


def counts(desk) -> dict[str, int]:
    table = metadata.tables["spam_words"]
    with desk.engine.connect() as connection:
        return {row.word: row.spam for row in connection.execute(table.select())}


def test_a_correction_leads_to_a_comment_whose_address_was_erased_in_its_time(desk, clock):
    id = desk.inbox.receive(Reply(PAGE, "", "Ann Xyzzy", ANN, "", "The words of Ann.")).id
    desk.inbox.decide(id, "approve")
    clock.forward(days=100)
    desk.inbox.correct(Reply(PAGE, "", "Ann Xyzzy", ANN, "", NEWER, corrects=id))
    clock.forward(days=100)
    desk.tidy()
    assert desk.inbox.get(id).email == ""
    people(desk).erase(ANN, with_text=True)

    assert published(desk, id).author == "Erased"
    assert b"Ann" not in bytes_on_disk(desk)


def test_every_table_is_either_erased_or_known_to_hold_nobody(desk, comment):
    """A new table needs a decision: a keeper in ``desk.privacy.keepers``, or a line above."""
    with desk.engine.connect() as connection:
        person = Person(ANN, (ANN,))
        assert all(keeper.find(connection, person) for keeper in KEEPERS[:3])

    assert set(metadata.tables) == PRIVATE_TABLES | OTHER_TABLES
