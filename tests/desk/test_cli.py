import json

import pytest

from desk.submission import Reply
from tests.support import desk_environment, desk_services, run


@pytest.fixture
def desk(built_site):
    """A function that runs `python -m desk …` on a project whose inbox holds one reply."""
    services = desk_services(built_site)
    services.inbox.receive(Reply("knee-pain", "", "Ann", "ann@example.com", "", "Thanks."))
    services.engine.dispose()
    environment = desk_environment(built_site)
    return lambda *words, **kwargs: run("desk", *words, env=environment, **kwargs)


def only_id(desk) -> str:
    return str(json.loads(desk("list", "--status", "pending", "--json").stdout)[0]["id"])


def test_list_speaks_json(desk):
    (found,) = json.loads(desk("list", "--status", "pending", "--json").stdout)

    assert (found["author"], found["status"], found["body"]) == ("Ann", "pending", "Thanks.")
    assert json.loads(desk("list", "--status", "spam", "--json").stdout) == []


def test_list_speaks_to_people(desk):
    assert "pending   Ann: Thanks." in desk("list").stdout
    assert desk("list", "--status", "spam").stdout == "No replies.\n"


def test_approve_publishes_and_unapprove_takes_back(desk, built_site):
    id = only_id(desk)
    assert desk("approve", id).returncode == 0
    assert (built_site.comments / f"knee-pain/{id}.txt").is_file()

    assert json.loads(desk("unapprove", id, "--json").stdout)[0]["status"] == "pending"
    assert not (built_site.comments / f"knee-pain/{id}.txt").exists()


def test_spam_trash_restore_and_show(desk):
    id = only_id(desk)
    assert " spam " in desk("spam", id).stdout
    assert " trash " in desk("trash", id).stdout
    assert " spam " in desk("restore", id).stdout
    assert "Thanks." in desk("show", id).stdout


def test_answer_approves_and_answers(desk, built_site):
    id = only_id(desk)
    both = json.loads(desk("answer", id, "-", "--json", input="You are welcome.\n").stdout)

    assert [(s["status"], s["by_owner"]) for s in both] == [("approved", False), ("approved", True)]
    assert len(list((built_site.comments / "knee-pain").glob("*.txt"))) == 2


def test_an_unknown_reply_is_said_without_a_traceback(desk):
    for words in (("approve", "nowhere"), ("show", "nowhere"), ("answer", "nowhere", "x")):
        done = desk(*words)
        assert done.returncode == 1
        assert "There is no submission nowhere" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_password_from_standard_input(desk):
    assert "at least 12" in desk("set-password", "--stdin", input="short\n").stderr
    assert desk("set-password", "--stdin", input="long enough it is\n").returncode == 0


def test_a_sign_in_link(desk):
    assert desk("sign-in-link", "--at", "https://desk.example").stdout.startswith(
        "https://desk.example/desk/sign-in?token="
    )


def test_an_inbox_out_of_reach_is_a_sentence(desk, built_site):
    (built_site.root / "var/inbox.sqlite3").unlink()
    (built_site.root / "var/inbox.sqlite3").mkdir()
    done = desk("list")

    assert done.returncode == 1
    assert "The inbox cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
