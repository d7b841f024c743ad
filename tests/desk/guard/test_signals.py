from dataclasses import replace
from datetime import timedelta

import pytest

from desk.guard.attempt import Known, Rules, Visit
from desk.guard.form_token import FormToken
from desk.guard.learning import Count, Learnt
from desk.guard.likeness import sketch
from desk.guard.signals import judge
from tests.desk.guard.known import BROWSER, NOW, RULES, TOKEN, attempt, names

LONG = "I have had this pain for seven weeks now and the stairs are the worst of it."


def test_an_ordinary_reply_gives_no_signal():
    assert names(attempt()) == set()
    assert judge(attempt(), Known(), RULES) == ("pending", (), 0.0)


def test_a_reader_without_script_is_told_nothing_of():
    status, reasons, score = judge(attempt(token=FormToken()), Known(), RULES)

    assert (status, reasons) == ("pending", ())
    assert 0 < score < 0.2


def test_a_filled_trap_alone_waits_to_be_read():
    trapped = attempt(replace(BROWSER, trap="x"))
    status, reasons, score = judge(trapped, Known(), RULES)

    assert status == "pending"
    assert reasons == ("Something stands in the field that people do not see",)
    assert score == 0.9


def test_a_filled_trap_with_another_sign_goes_to_the_spam():
    assert judge(attempt(Visit(trap="x"), FormToken()), Known(), RULES)[0] == "spam"


def test_everything_but_the_trap_together_still_waits():
    worst = attempt(
        Visit(origin="https://evil.example", fetch_mode="cors"),
        FormToken("forged"),
        author="Jane Doe",
        email="x@mailinator.com",
        body="casino " + "https://spam.example [url=x] " * 9,
    )
    known = Known(arrivals=(NOW,) * 20, marked=3, outside=True)
    status, reasons, score = judge(worst, known, RULES)

    assert status == "pending"
    assert len(reasons) > 8
    assert 0.99 < score <= 1


def test_the_weightiest_reason_comes_first():
    judged = attempt(author="Jane Doe", body="www.a.example www.b.example www.c.example")

    assert judge(judged, Known(), RULES)[1] == (
        "Its name is, or looks like, yours: Jane Doe",
        "It has 3 links",
    )


@pytest.mark.parametrize(
    ("token", "signal"),
    [
        (FormToken(), "token-absent"),
        (FormToken("forged"), "token-forged"),
        (replace(TOKEN, page_id="another"), "token-elsewhere"),
        (replace(TOKEN, age=timedelta(seconds=2)), "fast"),
        (replace(TOKEN, age=timedelta(hours=25)), "slow"),
    ],
)
def test_a_token_says_whether_a_person_filled_in_the_form(token, signal):
    assert names(attempt(token=token)) == {signal}


@pytest.mark.parametrize("age", [timedelta(seconds=3), timedelta(days=1)])
def test_between_three_seconds_and_a_day_people_write(age):
    assert names(attempt(token=replace(TOKEN, age=age))) == set()


def test_a_token_counts_once():
    assert names(attempt(), Known(token_is_used=True)) == {"token-used"}


@pytest.mark.parametrize(
    ("visit", "signals"),
    [
        (replace(BROWSER, origin="https://evil.example"), {"origin"}),
        (replace(BROWSER, origin="http://www.site.example"), set()),
        (replace(BROWSER, origin="https://desk.example"), set()),
        (replace(BROWSER, origin="null"), set()),
        (replace(BROWSER, origin=""), set()),
        (replace(BROWSER, fetch_mode="cors"), {"script"}),
        (replace(BROWSER, fetch_mode=""), set()),
        (Visit(), {"program"}),
    ],
)
def test_a_browser_says_where_a_form_was_sent_from(visit, signals):
    assert names(attempt(visit)) == signals


def test_a_crowd_from_one_network_is_forgotten_after_ten_minutes():
    crowd = Known(arrivals=(NOW - timedelta(minutes=9),) * 5)

    assert names(attempt(), crowd) == {"crowd"}
    assert names(attempt(), replace(crowd, arrivals=crowd.arrivals[:4])) == set()
    assert names(attempt(), Known(arrivals=(NOW - timedelta(minutes=11),) * 50)) == set()
    assert names(attempt(), crowd, replace(RULES, many=0)) == set()


def test_a_network_that_sent_spam_is_remembered():
    assert names(attempt(), Known(marked=1)) == {"marked-network"}


@pytest.mark.parametrize(
    ("body", "signals"),
    [
        ("https://a.example and www.b.example", set()),
        ("https://a.example http://b.example www.c.example", {"links"}),
        ("[url=https://a.example]here[/url]", {"link-code"}),
        ('<a href="https://a.example">here</a>', {"link-code"}),
        ("See [this page](https://a.example)", set()),
    ],
)
def test_links_hold_a_reply(body, signals):
    assert names(attempt(body=body)) == signals


def test_almost_the_same_words_are_recognised():
    before = sketch(LONG.replace("seven", "eight"))

    assert names(attempt(body=LONG), Known(sketches=(("pending", before),))) == {"like-another"}
    assert names(attempt(body=LONG), Known(sketches=(("spam", before),))) == {"like-spam"}
    other = sketch("Something else entirely, as long as the other one, about a hip and a dog.")
    assert names(attempt(body=LONG), Known(sketches=(("spam", other),))) == set()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"body": "Win at the CASINO!"}, "casino"),
        ({"body": "so cheap: pills"}, "cheap pills"),
        ({"body": "see shop.spam.example"}, "spam.example"),
        ({"author": "Casino King"}, "casino"),
        ({"url": "https://www.spam.example/x"}, "spam.example"),
        ({"email": "a@mail.spam.example"}, "spam.example"),
    ],
)
def test_the_owners_list_finds_whole_words(change, found):
    assert judge(attempt(**change), Known(), RULES)[1] == (f"It has words of your list: {found}",)


@pytest.mark.parametrize(
    "body", ["casinos", "occasino", "pills, cheap", "notspam.example", "spam.example.org"]
)
def test_the_owners_list_finds_no_parts_of_words(body):
    assert names(attempt(body=body)) == set()


@pytest.mark.parametrize(
    "author", ["Jane Doe", "JANE DOE", "Jаne Dоe", "Doe, Jane", "Dr. Jane Doe", "Jané  D0e"]
)
def test_who_passes_for_the_owner_is_flagged(author):
    assert names(attempt(author=author)) == {"namesake"}


@pytest.mark.parametrize("author", ["Jane", "John Doe", "Janet Doering", "Full", "Я", "陳"])
def test_other_people_are_not(author):
    assert names(attempt(author=author)) == set()


@pytest.mark.parametrize("email", ["jane@site.example", "JANE@site.example", "jаne@site.example"])
def test_the_owners_address_is_flagged(email):
    assert names(attempt(email=email)) == {"same-address"}


def test_a_throw_away_address_is_a_weak_sign():
    status, reasons, _ = judge(attempt(email="ann@mailinator.com"), Known(), RULES)

    assert names(attempt(email="ann@mailinator.com")) == {"disposable"}
    assert (status, reasons) == ("pending", ())


def test_what_was_learnt_is_told_with_its_words():
    replies = Count(20, 20)
    words = {"crypto": Count(15, 0), "profit": Count(9, 0), "knee": Count(0, 18)}
    known = Known(learnt=Learnt(replies, words))
    reasons = judge(attempt(body="Crypto means profit."), known, RULES)[1]

    assert reasons == ("Its words are like those of the spam you marked: crypto, profit",)
    assert names(attempt(body="My knee means profit."), known) == set()


def test_the_outside_check_is_one_voice_among_others():
    assert judge(attempt(), Known(outside=True), RULES)[0] == "pending"
    assert names(attempt(), Known(outside=True)) == {"outside"}
    assert names(attempt(), Known(outside=False)) == set()


def test_rules_are_those_of_the_site():
    site = {
        "AUTHOR": "Jane Doe",
        "PRACTICE": "P",
        "SITENAME": "S",
        "OWNER_EMAIL": "jane@site.example",
        "SITEURL": "https://www.site.example",
        "REPLIES_URL": "https://desk.site.example/replies",
        "REPLIES_MAX_LINKS": 3,
        "REPLIES_MANY": 4,
        "REPLIES_TOO_MANY": 5,
    }
    rules = Rules.of(site, RULES.words)

    assert rules.hosts == {"site.example", "desk.site.example"}
    assert (rules.max_links, rules.many, rules.too_many) == (3, 4, 5)
