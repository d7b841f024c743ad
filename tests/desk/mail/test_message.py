"""What becomes of a letter on its way into headers and lines."""

import email
import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.mail.carrier import DeliveryError, Posted
from desk.mail.letter import Letter
from desk.mail.message import Sender, compose, one_line
from plugins.comments.form import plain
from tests.support import CORPORA

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="CORPORA names no such folder")

NOW = datetime(2020, 3, 1, 12, tzinfo=UTC)
SENDER = Sender("Full Range", "desk@example.com", "owner@example.com")
HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
NASTY = [
    "Ann\r\nBcc: victim@example.com",
    "Ann\nBcc: victim@example.com\n\nA body of their own",
    "Ann\rSubject: other",
    "Ann\u2028Bcc: victim@example.com",
    "Ann\u2029\x85\x0b\x0c\x1c\x1d\x1eBcc: victim@example.com",
    "Ann\x00Bcc: victim@example.com",
    "=?utf-8?q?Ann=0D=0ABcc=3A_victim=40example=2Ecom?=",
    "A" * 5000,
    "é" * 5000,
    "\u202eeno\u200f\u061c\u2066",
    "שלום " * 50,
    "👩‍👩‍👧 " * 40,
    "\ud800",
    "<victim@example.com>, Ann",
    '"; x@example.com; "',
    "",
]


def posted(**fields: str) -> Posted:
    known = {"kind": "test", "to": "ann@example.com", "subject": "Hello", "body": "Words."}
    letter = Letter(**(known | fields))
    return Posted("ab12", letter, NOW, 0, None, "mine", NOW + timedelta(minutes=5))


def sent(sender: Sender = SENDER, **fields: str) -> EmailMessage:
    """The message as it is on the wire, read by a program that only knows mail."""
    raw = compose(posted(**fields), sender).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    return email.message_from_bytes(raw, policy=MAIL_POLICY)


def assert_is_whole(message: EmailMessage, to: str = "ann@example.com") -> None:
    """Nothing was added, and it goes to nobody else."""
    assert set(message.keys()) <= HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert [address.addr_spec for address in message["To"].addresses] == [to]
    assert [address.addr_spec for address in message["From"].addresses] == [SENDER.address]
    assert message.get_content().strip() == "Words."


def test_a_letter_becomes_plain_text_with_all_that_mail_programs_need():
    message = sent(thread="page knee-pain")

    assert message["From"] == "Full Range <desk@example.com>"
    assert message["To"] == "ann@example.com"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == "<ab12@example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert "List-Unsubscribe" not in message
    assert_is_whole(message)


def test_every_attempt_has_the_same_message_id_and_date():
    first, second = sent(), sent()

    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_letters_of_a_thread_hang_together_and_others_do_not():
    one, two, other = sent(thread="a"), sent(thread="a"), sent(thread="b")

    assert one["References"] == one["In-Reply-To"] == two["References"]
    assert other["References"] != one["References"]
    assert "References" not in sent()


def test_an_answer_to_a_reader_letter_goes_to_the_owner():
    assert sent()["Reply-To"] == "owner@example.com"
    assert sent(reply_to="else@example.com")["Reply-To"] == "else@example.com"


def test_the_owner_is_whoever_the_settings_name_and_answers_the_reader():
    message = sent(to="", reply_to="ann@example.com")

    assert (message["To"], message["Reply-To"]) == ("owner@example.com", "ann@example.com")
    assert "Reply-To" not in sent(to="")


def test_a_reader_address_of_another_script_is_told_as_servers_know_it():
    assert sent(to="", reply_to="ann@bücher.example")["Reply-To"] == "ann@xn--bcher-kva.example"
    assert "Reply-To" not in sent(to="", reply_to="жанна@example.com")


def test_unsubscribing_is_one_click_and_its_address_stays_readable():
    url = "https://desk.example.com/replies/unsubscribe/" + "abcDEF012-_." * 15
    raw = compose(posted(unsubscribe=url), SENDER).as_bytes().decode()

    assert f"\r\nList-Unsubscribe: <{url}>\r\n" in raw
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


@pytest.mark.parametrize(
    "url", ["https://x.example/\r\nBcc: v@example.com", "javascript:x", "x> y"]
)
def test_an_unsubscribe_address_that_is_none_is_left_out(url):
    message = sent(unsubscribe=url)

    assert "List-Unsubscribe" not in message
    assert_is_whole(message)


@pytest.mark.parametrize("text", NASTY, ids=[ascii(text)[:40] for text in NASTY])
def test_no_text_of_a_visitor_makes_a_header(text):
    assert_is_whole(sent(subject=f"[Full Range] To read: a reply to “{text}”", thread=text))
    assert_is_whole(sent(Sender(text, SENDER.address, SENDER.owner)))
    assert_is_whole(sent(reply_to=text, unsubscribe=text))


@given(st.text(max_size=300))
def test_no_text_at_all_makes_a_header(text):
    message = sent(Sender(text, SENDER.address, SENDER.owner), subject=text, thread=text)

    assert_is_whole(message)


@needs_corpora
def test_no_naughty_string_makes_a_header():
    strings = json.loads((CORPORA / "naughty" / "blns.json").read_text("utf-8"))
    assert len(strings) > 500
    for text in strings:
        sender = Sender(text, SENDER.address, SENDER.owner)
        assert_is_whole(sent(sender, subject=text, thread=text, reply_to=text, unsubscribe=text))


@needs_corpora
def test_no_address_becomes_more_than_one():
    tests = ElementTree.parse(CORPORA / "email" / "isemail-tests.xml")
    addresses = [tag.text or "" for tag in tests.iter("address")]
    assert len(addresses) > 150
    for address in addresses:
        for text in (address, address.replace("&#x0D;", "\r").replace("&#x0A;", "\n")):
            assert_is_whole(sent(to="ann@example.com", reply_to=text))
            try:
                message = sent(to=text)
            except DeliveryError:
                continue
            assert len(message["To"].addresses) == 1
            assert set(message.keys()) <= HEADERS


@given(st.text())
def test_any_text_survives_in_the_body_but_for_what_nobody_can_see(text):
    arrived = sent(body=text).get_content().replace("\r\n", "\n")

    assert arrived == f"{plain(text)}\n"


def test_a_body_with_surrogates_is_sent_all_the_same():
    assert sent(body="a\ud800b").get_content() == "a?b\r\n"


def test_a_long_title_is_cut_between_words():
    assert one_line("knee " * 40, 60) == " ".join(["knee"] * 11) + "…"
    assert len(one_line("x" * 400, 60)) == 60
    assert one_line("a\u200fb", 60) == "ab"


@pytest.mark.parametrize("address", ["nobody", "a@b@c", "a b@example.com", "x@\r\ny"])
def test_a_reader_without_an_address_is_a_letter_that_cannot_be_sent(address):
    with pytest.raises(DeliveryError, match="is no email address") as caught:
        compose(posted(to=address), SENDER)

    assert (caught.value.fault, caught.value.is_final) == ("letter", True)


def test_an_owner_without_an_address_holds_mail_up_until_the_settings_are_right():
    with pytest.raises(DeliveryError, match="“nobody” is no email address") as caught:
        compose(posted(to=""), Sender("Full Range", "desk@example.com", "nobody"))

    assert (caught.value.fault, caught.value.is_final) == ("server", False)
