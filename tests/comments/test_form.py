import json
import xml.etree.ElementTree as ET

import pytest
from werkzeug.datastructures import MultiDict

from plugins.comments.form import ReplyForm, plain, single_line
from tests.support import CORPORA, reply


def errors(**changes: str) -> dict[str, list[str]]:
    form = ReplyForm(MultiDict(reply(**changes)))
    form.validate()
    return dict(form.errors)


def test_a_good_reply_is_good():
    assert errors() == {}


@pytest.mark.parametrize("blank", ["", " ", "\t\r\n", "\u200a\u3000", "\x00"])
@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("author", "Enter your name"),
        ("email", "Enter your email address"),
        ("body", "Enter a comment"),
    ],
)
def test_a_required_field_left_blank_is_asked_for(field, message, blank):
    assert errors(**{field: blank}) == {field: [message]}


@pytest.mark.parametrize(
    ("field", "most", "letter"), [("author", 80, "n"), ("url", 300, "u"), ("body", 5000, "w")]
)
def test_too_long_is_said_with_the_limit(field, most, letter):
    start = "https://x.example/" if field == "url" else ""

    assert errors(**{field: start.ljust(most, letter)}) == {}
    (message,) = errors(**{field: start.ljust(most + 1, letter)})[field]
    assert message.endswith(f"must be {most:,} characters or fewer")


def test_a_line_break_counts_as_one_character():
    assert errors(body="a\r\n" * 2499 + "ab") == {}


@pytest.mark.parametrize("typed", ["ann", "ann@", "@x.example", "a b@x.example", "a@b", "a@x..de"])
def test_a_malformed_address_is_said_with_an_example(typed):
    assert errors(email=typed) == {"email": ["Enter an email address like name@example.com"]}


def test_no_address_of_the_collection_breaks_the_form():
    path = CORPORA / "email" / "isemail-tests.xml"
    typed = [node.text or "" for node in ET.parse(path).iter("address")] if path.is_file() else []
    for address in [*typed, "a@[127.0.0.1]", '"quoted"@x.example', "ü@x.example"]:
        assert set(errors(email=address)) <= {"email"}


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert.de",
        "java\tscript:alert.de",
        "data:text/html,x.de",
        "mailto:ann@x.example",
        "//x.example",
        "http://[::1",
        "http://x.example:port",
        "https://user:word@x.example",
        "http://nodot",
        "https://1,000.00",
        "https://%*.*s",
        "https://10.0.0.7",
        "https://x..example",
        "x.example/a b",
        'https://x.example/"onclick=x',
        "no website",
    ],
)
def test_anything_but_a_web_address_is_refused(typed):
    assert list(errors(url=typed)) == ["url"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x.example", "https://x.example"),
        ("x.example:8080/path?q=1#f", "https://x.example:8080/path?q=1#f"),
        ("http://x.example", "http://x.example"),
        (" https://x.example ", "https://x.example"),
        ("https://नमस्ते.भारत", "https://नमस्ते.भारत"),
        ("", ""),
    ],
)
def test_a_website_is_taken_as_people_type_it(typed, kept):
    form = ReplyForm(MultiDict(reply(url=typed)))

    assert form.validate()
    assert form.text("url") == kept


def test_what_nobody_can_see_is_left_out():
    assert plain("a\x00b\u202ec\r\nd\te\x1b") == "abc\nd\te"
    assert single_line(" Ann\r\nRole:  owner ") == "Ann Role: owner"


def test_no_naughty_string_breaks_the_form():
    path = CORPORA / "naughty" / "blns.json"
    strings = json.loads(path.read_text("utf-8")) if path.is_file() else ["\ufeff", "ﷺ", "𝒳"]
    for text in strings:
        ReplyForm(MultiDict(reply(author=text, body=text, url=text, email=text))).validate()
