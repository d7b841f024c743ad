"""The parts of the guard that know nothing of the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desk.guard.form_token import FormTokens
from desk.guard.learning import Count, Learnt, features, lean, spam_probability
from desk.guard.likeness import likeness, sketch
from desk.guard.namesake import is_namesake, is_same_address
from desk.guard.network import network_key
from desk.guard.words import hosts, read_list, words

NOW = datetime(2020, 3, 1, 12, tzinfo=UTC)
TEXT = "After three weeks of the calf raises my heel stopped hurting on the stairs, thank you."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t STOP – re-try!", ["don't", "stop", "re", "try"]),
        ("Größe ﬁt", ["grösse", "fit"]),
        ("膝の痛み", ["膝の", "の痛", "痛み"]),
        ("膝", ["膝"]),
        ("Колено 12", ["колено", "12"]),
        ("_ * …", []),
    ],
)
def test_words_of_any_language(text, found):
    assert list(words(text)) == found


def test_hosts_are_found_with_and_without_a_link():
    text = "https://www.A.example/x.html?y=b.example.org mail me: me@c.example"

    assert {"a.example", "b.example.org"} <= hosts(text)
    assert not any("@" in host for host in hosts(text))


def test_a_list_is_read_line_by_line():
    found, empty = read_list("casino # gambling\n\n# a note\n***\nCheap  Pills\nwww.spam.example\n")

    assert found.phrases == {("casino",), ("cheap", "pills")}
    assert found.domains == {"spam.example"}
    assert empty == (4,)


def test_a_word_of_a_script_without_spaces_is_found_inside_a_sentence():
    found, _ = read_list("カジノ")

    assert found.found_in("最高のカジノです") == ("カジ ジノ",)
    assert found.found_in("カジュアル") == ()


def test_a_few_changed_words_leave_texts_alike():
    assert likeness(sketch(TEXT), sketch(TEXT.upper().replace(" ", "  "))) == 1
    assert likeness(sketch(TEXT * 3), sketch(TEXT * 3 + " Bye!")) > 0.7
    assert likeness(sketch(TEXT), sketch(TEXT[::-1])) == 0


def test_short_texts_have_no_sketch():
    assert sketch("Thank you so much!") == ""
    assert likeness("", "") == 0


@given(some.text(max_size=400))
def test_a_sketch_fits_its_column_and_is_like_itself(text):
    made = sketch(text)

    assert len(made) <= 192
    assert likeness(made, made) == (1 if made else 0)


@pytest.mark.parametrize("name", ["ΑΝΝ ΒΕΕ", "Αnn Вее", "𝐀𝐧𝐧 Bee", "Ann Bee", "A\u200bnn Bee"])
def test_the_eye_is_not_deceived(name):
    assert is_namesake(name, "Ann Bee")


@pytest.mark.parametrize(("name", "owner"), [("lris", "Iris"), ("IRIS", "iris"), ("rnary", "mary")])
def test_letters_that_look_alike_in_one_alphabet(name, owner):
    assert is_namesake(name, owner)


@pytest.mark.parametrize(
    ("name", "owner"), [("Ann", "Ann Bee"), ("Bob", "Ann"), ("Ann", ""), ("", "Ann"), ("Ann", "—")]
)
def test_who_is_no_namesake(name, owner):
    assert not is_namesake(name, owner)


def test_no_owner_has_no_address():
    assert not is_same_address("a@b.example", "")
    assert not is_same_address("a@b.example", "c@b.example")


@given(some.text(max_size=80))
def test_any_name_can_be_compared(name):
    assert is_namesake(name, "Ann") in (True, False)


def test_one_network_has_one_key_and_no_address_in_it():
    one = network_key("81.2.69.160", "secret")

    assert one == network_key("81.2.69.7", "secret") == network_key("::ffff:81.2.69.7", "secret")
    assert len(one) == 32
    assert one != network_key("81.2.70.160", "secret")
    assert one != network_key("81.2.69.160", "another secret")
    assert network_key("2a00:1450:4001:ff::1", "s") == network_key("2a00:1450:4001:1::2", "s")
    assert network_key("2a00:1450:4001:100::", "s") != network_key("2a00:1450:4001:1::2", "s")


@pytest.mark.parametrize("address", ["", "unix:", "127.0.0.1", "::1", "10.0.0.7", "fe80::1%eth0"])
def test_where_no_network_can_be_told_there_is_no_key(address):
    assert network_key(address, "secret") == ""


def test_a_token_names_its_page_and_its_age():
    tokens = FormTokens("secret")
    read = tokens.read(tokens.new("knee-pain", NOW), NOW + timedelta(seconds=9))

    assert (read.state, read.page_id, read.age) == ("genuine", "knee-pain", timedelta(seconds=9))
    assert read.nonce != tokens.read(tokens.new("knee-pain", NOW), NOW).nonce


@pytest.mark.parametrize("token", ["x", "W10.x", "[1,2]", "💥", "a" * 9000])
def test_a_forged_token_is_recognised(token):
    assert FormTokens("secret").read(token, NOW).state == "forged"


def test_another_sites_token_is_forged():
    assert FormTokens("secret").read(FormTokens("x").new("p", NOW), NOW).state == "forged"


def test_features_hold_no_name_and_no_address():
    found = features("Knee, knee! mail ann@mail.example or https://a.example", "https://b.example")

    assert {"knee", "site:a.example", "site:b.example"} <= set(found)
    assert len(found) == len(set(found))
    assert not any("@" in word for word in found)


@given(some.text(max_size=500), some.text(max_size=300))
def test_features_fit_their_column(body, url):
    assert all(0 < len(word) <= 60 for word in features(body, url))


def test_nothing_is_said_before_enough_is_learnt():
    learnt = Learnt(Count(4, 400), {"crypto": Count(4, 0)})

    assert spam_probability(["crypto"], learnt) == (0.0, ())


def test_rare_words_say_less_than_frequent_ones():
    replies = Count(50, 50)

    assert lean(Count(0, 0), replies) == 0.5
    assert 0.5 < lean(Count(1, 0), replies) < lean(Count(40, 0), replies) < 1
    assert 0 < lean(Count(0, 40), replies) < 0.5


def test_a_long_honest_text_does_not_hide_one_that_sells():
    learnt = Learnt(
        Count(50, 50),
        {f"s{n}": Count(40, 0) for n in range(12)} | {f"n{n}": Count(9, 11) for n in range(200)},
    )
    probability, telling = spam_probability(list(learnt.words), learnt)

    assert probability > 0.99
    assert telling == ("s0", "s1", "s10", "s11")
