import json
import re

import pytest

from desk.submission import Reply, Verdict
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


def test_an_answer_is_undone_with_its_approval(desk):
    (batch,) = re.findall(r"desk undo (\S+)", desk("answer", only_id(desk), "Welcome.").stdout)
    undone = json.loads(desk("undo", batch, "--json").stdout)

    assert [(s["status"], s["by_owner"]) for s in undone] == [("pending", False), ("trash", True)]


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


def test_list_searches_and_filters(desk, built_site):
    services = desk_services(built_site)
    for page, author in (("knee-pain", "Bob"), ("hip", "Cy")):
        mail = f"{author.lower()}@x.example"
        services.inbox.receive(Reply(page, "", author, mail, "", f"I, {author}."))
    services.engine.dispose()

    def authors(*words: str) -> set[str]:
        return {found["author"] for found in json.loads(desk("list", "--json", *words).stdout)}

    assert authors() == {"Ann", "Bob", "Cy"}
    assert authors("--search", "BOB") == {"Bob"}
    assert authors("--search", "pain") == {"Ann", "Bob"}  # in the title of the page
    assert authors("--page", "hip") == {"Cy"}
    assert authors("--sender", "ann@example.com") == {"Ann"}
    assert authors("--reasons", "with") == set()
    assert len(authors("--limit", "2")) == 2
    assert "more than 2" in desk("list", "--limit", "2").stderr


def test_spam_takes_the_others_of_a_sender_and_the_same_texts_along(desk, built_site):
    services = desk_services(built_site)
    sent = {"one": ("cy", "Buy shoes!"), "two": ("cy", "Buy hats!"), "three": ("di", "buy shoes")}
    ids = {}
    for name, (who, body) in sent.items():
        reply = Reply("knee-pain", "", who, f"{who}@x.example", "", body)
        ids[name] = services.inbox.receive(reply, Verdict(score=0.6)).id
    services.engine.dispose()

    def of_status(status: str, *words: str) -> set[str]:
        found = json.loads(desk("list", "--status", status, "--json", *words).stdout)
        return {reply["id"] for reply in found}

    assert of_status("pending", "--same-text", ids["one"]) == {ids["one"], ids["three"]}
    assert of_status("pending", "--reasons", "likely") == set(ids.values())
    assert desk("trash", ids["one"], "--same-sender").returncode == 0
    assert of_status("trash") == {ids["one"], ids["two"]}
    batch = desk("restore", ids["one"], ids["two"]).stdout.split()[-1]
    desk("undo", batch)
    assert of_status("trash") == {ids["one"], ids["two"]}
    desk("restore", ids["one"], ids["two"])
    desk("spam", ids["one"], "--same-sender", "--same-text")
    assert of_status("spam") == set(ids.values())
    assert desk("spam", "nowhere", "--same-text").returncode == 1


def test_show_says_what_the_desk_shows(desk, built_site):
    built_site.comment("c1", author="Bob", body="What Bob says")
    services = desk_services(built_site)
    reply = Reply("knee-pain", "c1", "Cy", "cy@x.example", "", "See [this](https://evil.example).")
    id = services.inbox.receive(reply, Verdict(reasons=("It has a link.",))).id
    services.engine.dispose()
    shown = desk("show", id).stdout

    for words in (
        "On: Knee Pain",
        "From: Cy cy@x.example",
        "Leads to: https://evil.example",
        "Why it may be spam: It has a link.",
        "In answer to Bob: What Bob says",
        "See [this](https://evil.example).",
    ):
        assert words in shown


def test_show_tells_a_correction_from_what_it_corrects(desk, built_site):
    services = desk_services(built_site)
    first = Reply("knee-pain", "", "Cy", "cy@x.example", "", "Left knee.")
    id = services.inbox.receive(first).id
    services.inbox.decide(id, "approve")
    again = Reply("knee-pain", "", "Cy", "cy@x.example", "", "Right knee.", corrects=id)
    correction = services.inbox.correct(again).id
    services.inbox.receive(Reply("knee-pain", "", "Cy", "cy@x.example", "", "Right knee"))
    services.engine.dispose()
    shown = desk("show", correction).stdout

    assert "A correction of, by Cy:\nLeft knee.\n\nRight knee.\n" in shown
    assert "Also pending of this sender: 1" in shown
    assert "Also pending with the same text: 1" in shown


def test_a_limit_below_one_is_refused(desk):
    assert desk("list", "--limit", "0").returncode == 2


def test_several_at_once_and_back_again(desk, built_site):
    services = desk_services(built_site)
    services.inbox.receive(Reply("knee-pain", "", "Bob", "bob@x.example", "", "Hello."))
    services.engine.dispose()
    ids = [found["id"] for found in json.loads(desk("list", "--json").stdout)]
    done = desk("spam", *ids)
    (batch,) = re.findall(r"To undo: python -m desk undo (\S+)", done.stdout)

    assert done.stdout.count(" spam ") == 2
    assert desk("undo", batch).stdout.count(" pending ") == 2
    again = desk("undo", batch)
    assert again.returncode == 1
    assert "There is nothing left to undo" in again.stderr


def test_what_cannot_be_decided_is_said_and_the_rest_is_done(desk):
    done = desk("spam", "nowhere", only_id(desk), "--json")

    assert done.returncode == 1
    assert "To undo: python -m desk undo " in done.stderr
    assert "There is no submission nowhere" in done.stderr
    assert [found["status"] for found in json.loads(done.stdout)] == ["spam"]


def test_edit_corrects_what_is_named(desk, built_site):
    id = only_id(desk)
    desk("approve", id)
    (edited,) = json.loads(
        desk("edit", id, "--name", "Anne", "--text", "-", "--json", input="Oh").stdout
    )
    assert (edited["author"], edited["body"]) == ("Anne", "Oh")
    assert "Author: Anne" in (built_site.comments / f"knee-pain/{id}.txt").read_text()

    faulty = desk("edit", id, "--name", " ", "--website", "javascript:alert(1)")
    assert faulty.returncode == 1
    assert "Enter your name. Enter a website address" in faulty.stderr
    assert desk("edit", "nowhere", "--text", "x").returncode == 1


def test_edit_without_options_opens_the_editor(desk, built_site, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/Thanks/Cheers/ "$1"\n')
    editor.chmod(0o755)
    environment = desk_environment(built_site) | {"EDITOR": str(editor), "VISUAL": str(editor)}
    (before,) = json.loads(desk("list", "--json").stdout)
    done = run("desk", "edit", before["id"], env=environment)

    assert "Ann: Cheers." in done.stdout
    assert (
        "Nothing was changed"
        in run(
            "desk", "edit", before["id"], env=environment | {"VISUAL": "true", "EDITOR": "true"}
        ).stderr
    )


def test_a_site_that_was_never_built_is_a_sentence(desk, built_site):
    (built_site.output / "replies.json").unlink()
    done = desk("show", only_id(desk))

    assert done.returncode == 1
    assert "make html" in done.stderr
    assert "Traceback" not in done.stderr
