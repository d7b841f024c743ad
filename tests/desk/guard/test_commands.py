import json

import pytest

from desk.submission import Reply
from tests.support import desk_environment, desk_services, run


@pytest.fixture
def desk(built_site):
    """`python -m desk …` where two replies are published and one is spam."""
    services = desk_services(built_site)
    for name, body, verb in (
        ("Ann", "I bought a cheap step, and pills do nothing.", "approve"),
        ("Bob", "Special offer? No, thanks.", "approve"),
        ("Shop", "Special offer: cheap pills at shop.spam.example", "spam"),
    ):
        reply = Reply("knee-pain", "", name, f"{name}@mail.example".lower(), "", body)
        services.inbox.decide(services.inbox.receive(reply).id, verb)
    services.engine.dispose()
    environment = desk_environment(built_site)
    return lambda *words: run("desk", *words, env=environment)


def test_a_list_is_tried_on_what_was_published_and_on_the_spam(desk, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("special offer\ncheap pills\nspam.example # a shop\n***\n", "utf-8")
    told = desk("try-words", str(words))

    assert told.returncode == 0
    assert f"{words}:4: there is no word in this line" in told.stdout
    assert "special offer: would have held 1 that you published" in told.stdout
    assert "cheap pills:" not in told.stdout
    assert told.stdout.endswith("Published replies held wrongly: 1. Spam held rightly: 1.\n")


def test_the_same_for_programs(desk, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("special offer\nmail.example\n", "utf-8")
    found = json.loads(desk("try-words", str(words), "--json").stdout)

    assert {entry: len(ids) for entry, ids in found["wrongly"].items()} == {
        "special offer": 1,
        "mail.example": 2,
    }
    assert {entry: len(ids) for entry, ids in found["rightly"].items()} == {
        "special offer": 1,
        "mail.example": 1,
    }
    assert found["lines_without_a_word"] == []


def test_a_list_that_is_not_there_is_a_sentence(desk):
    told = desk("try-words", "nowhere.txt")

    assert told.returncode == 2
    assert "does not exist" in told.stderr


def test_the_learnt_words_are_shown_once_there_are_enough(desk, built_site):
    assert desk("spam-words").stdout.startswith("Nothing is learnt yet")

    services = desk_services(built_site)
    for number in range(5):
        for body, verb in ((f"crypto {number}", "spam"), (f"knee {number}", "approve")):
            reply = Reply("knee-pain", "", "Ann", f"ann{number}@mail.example", "", body)
            services.inbox.decide(services.inbox.receive(reply).id, verb)
    services.engine.dispose()
    found = json.loads(desk("spam-words", "--limit", "1", "--json").stdout)

    assert found == {"spam": ["crypto"], "published": ["knee"]}
