"""Every naughty string, and every odd address, comes back as it was or is refused with a reason."""

import unicodedata

import pytest
from flask.testing import FlaskClient

from desk.app import create_app
from desk.submission import Submission
from plugins.comments import store
from plugins.comments.form import plain
from plugins.comments.model import Comment
from tests.attacks.corpora import addresses, naughty_strings, needs_corpora
from tests.support import PAGE, reply, soup

pytestmark = needs_corpora


@pytest.fixture
def door(services) -> FlaskClient:
    return create_app(services).test_client()


def message_of(answer) -> str:
    """What the form says is wrong."""
    return soup(answer).select_one("[data-error-summary] li").text.strip()


def through(door, services, field: str) -> tuple[list[tuple[str, Submission, Comment]], set[str]]:
    """Send every string in a field, and approve what is taken.

    Returns each string that was taken with what the inbox and the comment file have of it, and
    the reasons for which others were refused.
    """
    taken, reasons = {}, set()
    for number, text in enumerate(naughty_strings()):
        email = f"ann{number}@example.com"
        fields = reply(email=email, body=f"Text {number}") | {field: text}
        sent = door.post("/replies", data=fields)
        if sent.status_code == 303:
            taken[email] = text
        else:
            assert sent.status_code == 422, repr(text)
            reasons.add(message_of(sent))
    waiting = services.inbox.find("pending", len(taken) + 1)
    assert len(waiting) == len(taken)
    services.inbox.decide_all([stored.id for stored in waiting], "approve")
    assert services.filing.run() == []
    folder = services.config.comments
    found = [(taken[one.email], one, store.read(folder, PAGE, one.id)) for one in waiting]
    return found, reasons


def test_every_naughty_text_survives_the_whole_way_or_is_refused_with_a_reason(door, services):
    found, reasons = through(door, services, "body")

    for text, stored, filed in found:
        assert filed.body == stored.body == plain(text), repr(text)
        assert unchanged(text, filed.body), repr(text)
    assert len(found) > 480
    assert reasons == {"Enter a comment"}


def unchanged(typed: str, kept: str) -> bool:
    """Whether all that can be seen is kept: line breaks are one, composed letters are one."""
    return visible(unicodedata.normalize("NFC", typed)) == visible(kept)


def visible(text: str) -> str:
    directions = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    shown = (char for char in text if unicodedata.category(char) != "Cc" and char not in directions)
    return "".join(shown).strip()


def test_every_naughty_name_survives_or_is_refused_with_a_reason(door, services):
    found, reasons = through(door, services, "author")

    for text, stored, filed in found:
        assert filed.author == stored.author == " ".join(plain(text).split()), repr(text)
    assert len(found) > 400
    assert reasons == {"Enter your name", "Name must be 80 characters or fewer"}


def test_every_naughty_website_and_address_is_taken_or_refused_with_a_reason(door, services):
    for text in naughty_strings():
        sent = door.post("/replies", data=reply(url=text, email=text, body=f"On {text!r}"[:999]))
        assert sent.status_code == 422, text
        assert message_of(sent).startswith(
            ("Enter an email address", "Enter your email", "Email must be")
        )
    assert services.inbox.find(None) == []


def test_addresses_are_judged_as_isemail_judges_them(door, services):
    """What every mail server takes is taken; what none takes is refused.

    Between the two are addresses that the standard allows and nobody has (comments in brackets,
    quotation marks, numbers in place of a domain): the form asks for an ordinary one.
    """
    known = addresses()
    good = {address for address, category in known if category == "ISEMAIL_VALID_CATEGORY"}
    refused = set()
    for number, (address, category) in enumerate(known):
        sent = door.post("/replies", data=reply(email=address, body=f"Text {number}"))
        if sent.status_code == 422:
            refused.add(address)
            assert message_of(sent).startswith(("Enter ", "Email must be")), repr(address)
            continue
        assert sent.status_code == 303, repr(address)
        (stored,) = services.inbox.find("pending")
        services.inbox.decide(stored.id, "trash")
        # Around an address, spaces and line breaks are a slip of the finger.
        assert stored.email == address.strip()
        assert category != "ISEMAIL_ERR" or stored.email in good, repr(address)

    assert good & refused == {"test@io"}  # an address of a whole country is a slip, too
