"""The API over real HTTP, as a program of the owner uses it."""

import json
import logging
import sqlite3

import httpx
import pytest

from desk.api.tokens import ApiTokens
from desk.submission import Reply
from tests.support import PAGE, desk_environment, reply, run

REPLIES = "/desk/api/replies"


@pytest.fixture
def token(services) -> str:
    return ApiTokens(services.engine, services.clock).make("my phone")


@pytest.fixture
def program(client, token) -> httpx.Client:
    """A program with a token and without cookies."""
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
def receive(services):
    def receive(body: str = "My knee says thanks.", **fields: str):
        services.clock.forward(seconds=1)
        known = {"page_id": PAGE, "parent_id": "", "author": "Ann", "email": "ann@example.com"}
        return services.inbox.receive(Reply(**(known | {"url": "", "body": body} | fields)))

    return receive


def detail(answer: httpx.Response, status: int) -> str:
    """What a problem says (RFC 9457)."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    return str(problem["detail"])


def test_a_program_lists_shows_decides_and_answers(program, services, built_site, receive):
    first, second = receive("One"), receive("Two")
    listed = program.get(REPLIES).json()
    assert [one["body"] for one in listed] == ["One", "Two"]
    assert program.get(f"{REPLIES}/{first.id}").json() == listed[0]

    (spam,) = program.post(f"{REPLIES}/{first.id}/spam").json()
    assert (spam["id"], spam["status"]) == (first.id, "spam")
    both = program.post(f"{REPLIES}/{second.id}/answer", json={"text": "Glad."}).json()
    assert [(one["status"], one["by_owner"]) for one in both] == [
        ("approved", False),
        ("approved", True),
    ]
    assert len(list((built_site.comments / PAGE).iterdir())) == 2
    program.post(f"{REPLIES}/{second.id}/unapprove")
    assert not (built_site.comments / PAGE / f"{second.id}.txt").exists()


def test_it_speaks_as_the_command_line_does(program, built_site, receive):
    first, _ = receive("Zwölf *Knie*", url="https://ann.example"), receive("Two")
    environment = desk_environment(built_site)

    def typed(*words: str) -> object:
        return json.loads(run("desk", *words, "--json", env=environment).stdout)

    assert program.get(REPLIES).json() == typed("list", "--status", "pending")
    assert program.get(f"{REPLIES}/{first.id}").json() == typed("show", first.id)
    (asked,) = program.post(f"{REPLIES}/{first.id}/approve").json()
    (told,) = typed("approve", first.id)
    assert asked == told  # it was decided already, so that nothing changed


def test_a_list_is_narrowed_and_paged_as_at_the_desk(program, services, receive):
    found = [receive(f"Number {number}") for number in range(5)]
    services.inbox.decide(found[0].id, "spam")
    pages, url = [], f"{REPLIES}?search=number&status=all&order=oldest&limit=2"
    while url:
        answer = program.get(url)
        pages.append([one["body"][-1] for one in answer.json()])
        url = answer.links.get("next", {}).get("url", "")

    assert pages == [["0", "1"], ["2", "3"], ["4"]]
    assert len(program.get(REPLIES, params={"status": "spam"}).json()) == 1
    assert program.get(REPLIES, params={"search": "nothing of it"}).json() == []


@pytest.mark.parametrize(
    "query",
    ["status=approve", "limit=0", "limit=x", "limit=201", "order=up", "after=x", "sort=date"],
)
def test_what_a_list_cannot_be_asked_for_is_named(program, query):
    name = query.partition("=")[0]

    assert f"“{name}”" in detail(program.get(f"{REPLIES}?{query}"), 400)


def test_without_a_good_token_there_is_nothing(client, services, token, receive):
    submission = receive()
    wrong = ["", "Bearer", "Bearer x", f"Basic {token}", f"Bearer {token}x", token]
    for header in wrong:
        for method, path in (
            ("GET", REPLIES),
            ("GET", f"{REPLIES}/{submission.id}"),
            ("POST", f"{REPLIES}/{submission.id}/approve"),
            ("GET", "/desk/api/anything"),
        ):
            answer = client.request(method, path, headers={"Authorization": header})
            assert "api-token make" in detail(answer, 401)
            assert answer.headers["www-authenticate"] == 'Bearer realm="desk"'
            services.clock.forward(seconds=10)
    assert services.finder.counts()["pending"] == 1


def test_a_session_of_the_desk_is_no_token_and_a_token_no_session(owner, services, token):
    assert owner.get("/desk/").status_code == 200
    detail(owner.get(REPLIES), 401)

    owner.cookies.clear()
    answer = owner.get("/desk/", headers={"Authorization": f"Bearer {token}"})
    assert answer.is_redirect
    answer = owner.get(REPLIES, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_what_cannot_be_is_a_problem_in_words(program, services, receive):
    withdrawn = receive("Withdrawn")
    services.inbox.withdraw(withdrawn.id)
    path = f"{REPLIES}/{withdrawn.id}"

    assert "withdrew" in detail(program.post(f"{path}/approve"), 409)
    assert "withdrew" in detail(program.post(f"{path}/answer", json={"text": "Oh"}), 409)
    assert "“text”" in detail(program.post(f"{path}/answer", json={"body": "Oh"}), 422)
    assert "“text”" in detail(program.post(f"{path}/answer", json=["Oh"]), 422)
    assert "Write your answer" in detail(program.post(f"{path}/answer", json={"text": " "}), 422)
    assert "5,000" in detail(program.post(f"{path}/answer", json={"text": "x" * 5001}), 422)
    detail(program.post(f"{path}/answer", data={"text": "Oh"}), 415)
    detail(program.post(f"{path}/answer", json={"text": "x" * 300_000}), 413)
    assert "unknown" in detail(program.get(f"{REPLIES}/unknown"), 404)
    assert "nothing to GET" in detail(program.get(f"{path}/approve"), 404)
    assert "nothing to GET" in detail(program.get("/desk/api/"), 404)


def test_a_locked_database_is_a_problem_too(program, built_site, receive):
    submission = receive()
    program.get(REPLIES)
    lock = sqlite3.connect(built_site.root / "var/inbox.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    answer = program.post(f"{REPLIES}/{submission.id}/approve")
    lock.execute("ROLLBACK")
    lock.close()

    assert "try again soon" in detail(answer, 503)
    assert answer.headers["retry-after"] == "60"


def test_who_asks_too_often_waits(program, services):
    answers = [program.get(REPLIES).status_code for _ in range(121)]
    assert answers == [200] * 120 + [429]
    answer = program.get(REPLIES)
    assert 0 < int(answer.headers["retry-after"]) <= 61
    assert "in a minute" in detail(answer, 429)

    services.clock.forward(minutes=1)
    assert program.get(REPLIES).status_code == 200


def test_strangers_who_ask_too_often_keep_no_program_out(client, program, token):
    stranger = {"Authorization": "Bearer x"}
    seen = {program.get(REPLIES, headers=stranger).status_code for _ in range(121)}

    assert seen == {401, 429}
    assert program.get(REPLIES).status_code == 200


def test_a_token_is_made_once_listed_and_revoked_by_the_command_line(client, built_site):
    environment = desk_environment(built_site)

    def typed(*words: str) -> tuple[int, str]:
        done = run("desk", "api-token", *words, env=environment)
        return done.returncode, done.stdout or done.stderr

    token = typed("make", "my phone")[1].strip()
    assert len(token) > 40
    header = {"Authorization": f"Bearer {token}"}
    assert client.get(REPLIES, headers=header).status_code == 200
    status, names = typed("list")
    assert (status, "my phone" in names, token in names) == (0, True, False)
    assert typed("make", "my phone") == (1, "Error: There is a token “my phone” already\n")
    assert typed("make", "x" * 41)[0] == 1
    inbox = b"".join(file.read_bytes() for file in (built_site.root / "var").iterdir())
    assert token.encode() not in inbox

    assert typed("revoke", "my phone") == (0, "Revoked: my phone\n")
    assert client.get(REPLIES, headers=header).status_code == 401
    assert typed("revoke", "my phone") == (1, "Error: There is no token “my phone”\n")


def test_no_log_holds_a_token(program, services, token, caplog):
    with caplog.at_level(logging.DEBUG):
        program.get(REPLIES)
        services.engine.dispose()
        program.post(f"{REPLIES}/x/approve")

    assert token not in caplog.text


def test_the_public_door_is_as_it_was(program, services):
    assert program.post("/replies", data=reply()).status_code == 303
    assert services.finder.counts()["pending"] == 1
