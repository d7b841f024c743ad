"""The guard at the door: over real HTTP, with a real database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import sleep
from urllib.parse import parse_qs

import httpx
import pytest
from sqlalchemy import select

from desk.database import reading
from desk.guard.outside import OutsideCheck
from desk.tables import spam_words, submissions
from tests.desk.guard.known import ADDRESS, attempt
from tests.support import PAGE, reply, served_desk, soup


@pytest.fixture
def behind_proxy(services):
    """A desk with one proxy in front, so that a test can come from anywhere."""
    return replace(services, config=replace(services.config, trusted_proxies=1))


@contextmanager
def visitor(services, address: str = ADDRESS) -> Iterator[httpx.Client]:
    with served_desk(services) as client:
        client.headers["X-Forwarded-For"] = address
        yield client


def post(client, **fields):
    return client.post("/replies", data=reply(**fields))


def browser_token(client, clock, page=PAGE, seconds=60) -> str:
    """A token as the page's script fetches it, some time before the reply is sent."""
    answer = client.get("/replies/token", params={"page": page})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    clock.forward(seconds=seconds)
    return answer.text


def newest(services):
    with reading(services.engine) as connection:
        query = select(submissions).order_by(submissions.c.received_at.desc()).limit(1)
        return connection.execute(query).one()


def from_browser(client) -> dict[str, str]:
    return {"Origin": str(client.base_url).rstrip("/"), "Sec-Fetch-Mode": "navigate"}


def test_a_reply_from_a_browser_has_no_reasons(client, services, clock):
    fields = reply(token=browser_token(client, clock))
    client.post("/replies", data=fields, headers=from_browser(client))
    (stored,) = services.inbox.find("pending")

    assert (stored.reasons, stored.score) == ((), 0.0)


def test_a_form_counts_once_and_on_its_own_page(client, services, clock):
    token = browser_token(client, clock)
    headers = from_browser(client)
    client.post("/replies", data=reply(token=token), headers=headers)
    clock.forward(seconds=1)
    client.post("/replies", data=reply(token=token, body="And my hip."), headers=headers)
    assert services.inbox.find("pending")[1].reasons == ("The same form was sent once before",)

    elsewhere = browser_token(client, clock, page="hip-pain")
    client.post("/replies", data=reply(token=elsewhere, body="Third."), headers=headers)
    assert services.inbox.find("pending")[2].reasons == ("Its form belongs to another page",)


def test_a_form_that_comes_back_with_errors_keeps_its_token(client, clock):
    token = browser_token(client, clock)
    page = soup(post(client, token=token, author=""))

    assert page.find("input", {"name": "token"})["value"] == token


def test_the_trap_is_out_of_sight_and_out_of_reach(client):
    page = soup(client.get("/replies/new", params={"page": PAGE}))
    trap = page.find("input", {"name": "subject"})

    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(class_="visually-hidden")["aria-hidden"] == "true"
    assert page.find("label", {"for": trap["id"]}).text == "Leave this empty"


def test_what_falls_into_the_trap_is_kept_with_the_spam_and_told_like_all(client, services):
    answer = post(client, subject="Buy", body="Cheap pills")
    (stored,) = services.inbox.find("spam")

    assert answer.status_code == 303
    assert "Something stands in the field that people do not see" in stored.reasons
    page = soup(client.get(answer.headers["location"]))
    assert "awaiting moderation" in page.h1.text
    assert page.find("form")["action"].endswith("/withdraw")
    services.inbox.decide(stored.id, "restore")
    assert services.finder.counts()["pending"] == 1


def test_spam_that_nobody_read_is_erased_after_its_time(client, services, clock):
    post(client, subject="Buy")
    services.tidy()
    assert services.finder.counts()["spam"] == 1

    clock.forward(days=31)
    services.tidy()
    assert services.finder.counts()["spam"] == 0


def test_very_many_replies_of_one_network_wait_with_their_text(behind_proxy, clock):
    site = dict(behind_proxy.config.site) | {"REPLIES_TOO_MANY": 3}
    config = replace(behind_proxy.config, site=site)
    guard = replace(behind_proxy.guard, config=config)
    with visitor(replace(behind_proxy, config=config, guard=guard)) as client:
        for number in range(3):
            assert post(client, body=f"Reply {number}").status_code == 303
            clock.forward(minutes=10)
        refused = post(client, body="Precious")

        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "1800"
        assert "in 30 minutes" in soup(refused).select_one("[data-error-summary] li").text
        assert soup(refused).find(id="body").text.strip() == "Precious"
        client.headers["X-Forwarded-For"] = "93.184.216.34"
        assert post(client, body="From elsewhere").status_code == 303
        client.headers["X-Forwarded-For"] = "81.2.69.1"
        clock.forward(minutes=31)
        assert post(client, body="Precious").status_code == 303
    assert behind_proxy.finder.counts()["pending"] == 5


def test_many_replies_of_one_network_are_only_suspicious(behind_proxy, clock):
    with visitor(behind_proxy) as client:
        for number in range(6):
            assert post(client, body=f"Reply {number}").status_code == 303
            clock.forward(seconds=30)
    found = behind_proxy.inbox.find("pending")

    assert "5 other replies came from the same network within ten minutes" in found[5].reasons
    assert not any("same network" in reason for reason in found[4].reasons)


def test_forwarded_addresses_count_only_behind_a_declared_proxy(services, behind_proxy, clock):
    with visitor(services) as client:
        post(client, body="No proxy was declared.")
    assert newest(services).network == ""

    clock.forward(minutes=1)
    with visitor(behind_proxy, f"1.1.1.1, {ADDRESS}") as client:
        post(client, body="Through a proxy.")
    once = newest(behind_proxy).network
    assert len(once) == 32
    clock.forward(minutes=1)
    with visitor(behind_proxy, f"8.8.8.8, {ADDRESS}") as client:
        post(client, body="Pretending to be somebody else.")
    assert newest(behind_proxy).network == once


def test_address_and_browser_are_nowhere_in_the_database(behind_proxy, built_site):
    with visitor(behind_proxy) as client:
        client.headers["User-Agent"] = "Telltale/9.9"
        post(client)
    behind_proxy.engine.dispose()
    kept = b"".join(file.read_bytes() for file in (built_site.root / "var").glob("inbox*"))

    assert b"My knee says thanks." in kept
    assert ADDRESS.encode() not in kept
    assert b"Telltale" not in kept


def test_traces_of_network_and_form_are_erased_after_their_days(behind_proxy, clock):
    with visitor(behind_proxy) as client:
        post(client, token=browser_token(client, clock))
    before = newest(behind_proxy)
    assert before.network
    assert before.form_token

    clock.forward(days=6)
    behind_proxy.tidy()
    assert newest(behind_proxy).network == before.network
    clock.forward(days=2)
    behind_proxy.tidy()
    assert (newest(behind_proxy).network, newest(behind_proxy).form_token) == ("", "")


def test_a_network_whose_spam_was_marked_is_told_of(behind_proxy):
    with visitor(behind_proxy) as client:
        post(client)
        behind_proxy.inbox.decide(behind_proxy.inbox.find("pending")[0].id, "spam")
        post(client, body="Again me, with something else.")
    (waiting,) = behind_proxy.inbox.find("pending")

    assert "You marked replies from the same network as spam" in waiting.reasons


def test_the_same_words_from_many_addresses_are_told_of(client, services):
    words = "I followed every step and my knee has not felt this good for many years, thank you!"
    post(client, email="a@a.example", body=words)
    services.inbox.decide(services.inbox.find("pending")[0].id, "spam")
    post(client, email="b@b.example", body=words.replace("knee", "hip"))

    assert services.inbox.find("pending")[0].reasons[0] == (
        "Almost the same words came before, and are spam"
    )


def counted(services) -> dict[str, tuple[int, int]]:
    with reading(services.engine) as connection:
        rows = connection.execute(select(spam_words))
        return {row.word: (row.spam, row.ham) for row in rows if row.spam or row.ham}


def test_every_decision_teaches_and_its_undoing_unteaches(client, services):
    post(client, body="Crypto profit")
    id = services.inbox.find("pending")[0].id
    assert counted(services) == {}

    services.inbox.decide(id, "spam")
    assert counted(services) == {"": (1, 0), "crypto": (1, 0), "profit": (1, 0)}
    services.inbox.decide(id, "restore")
    assert counted(services) == {}
    services.inbox.decide(id, "approve")
    assert counted(services) == {"": (0, 1), "crypto": (0, 1), "profit": (0, 1)}
    services.inbox.edit(id, "Ann", "", "Crypto loss")
    assert counted(services) == {"": (0, 1), "crypto": (0, 1), "loss": (0, 1)}
    services.inbox.decide(id, "spam")
    assert counted(services) == {"": (1, 0), "crypto": (1, 0), "loss": (1, 0)}
    services.inbox.decide(id, "trash")
    assert counted(services) == {}


def test_only_the_owners_decisions_teach(client, services):
    post(client, subject="Buy", body="Crypto")
    (caught,) = services.inbox.find("spam")
    assert counted(services) == {}

    services.inbox.decide(caught.id, "approve")
    assert counted(services) == {"": (0, 1), "crypto": (0, 1)}
    services.inbox.answer(caught.id, "The Owner", "Thank you")
    assert counted(services) == {"": (0, 1), "crypto": (0, 1)}


def teach(client, services) -> None:
    for number in range(6):
        post(client, body=f"crypto casino bonus {number}", email=f"s{number}@a.example")
        services.inbox.decide(services.inbox.find("pending")[0].id, "spam")
        post(client, body=f"my knee hurts on stairs {number}", email=f"h{number}@a.example")
        services.inbox.decide(services.inbox.find("pending")[0].id, "approve")


def test_after_some_decisions_spam_is_told_by_its_words(client, services, clock):
    teach(client, services)
    post(client, body="A casino bonus for you")
    clock.forward(seconds=30)
    post(client, body="What if both knees hurt?")
    spam, ham = services.inbox.find("pending")

    assert spam.reasons[0] == "Its words are like those of the spam you marked: bonus, casino"
    assert not any("Its words" in reason for reason in ham.reasons)
    assert spam.score > 0.8 > 0.3 > ham.score


def test_the_words_that_were_learnt_can_be_seen(client, services):
    assert services.guard.memory.telling_words() == ([], [])
    teach(client, services)
    spam, ham = services.guard.memory.telling_words(3)

    assert spam == ["bonus", "casino", "crypto"]
    assert set(ham) <= {"my", "knee", "hurts", "on", "stairs"}


def test_the_owners_list_is_read_anew_when_it_changes(built_site, services):
    words = built_site.root / "words.txt"
    site = dict(services.config.site) | {"REPLIES_WORDS": str(words)}
    guard = replace(services.guard, config=replace(services.config, site=site))

    assert guard.word_list().found_in("casino") == ()
    words.write_text("casino\n", "utf-8")
    assert guard.word_list().found_in("casino") == ("casino",)
    sleep(0.01)
    words.write_text("pills\n", "utf-8")
    assert guard.word_list().found_in("casino pills") == ("pills",)


def test_the_owners_own_answers_are_never_judged(client, services):
    post(client)
    _, answer = services.inbox.answer(
        services.inbox.find("pending")[0].id, "The Owner", "http://a http://b http://c casino"
    )

    assert (answer.status, answer.reasons, answer.score) == ("approved", (), 0.0)


class _Checker(BaseHTTPRequestHandler):
    asked: list[dict[str, list[str]]]
    answer = b"true"
    wait = 0.0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).asked.append(parse_qs(body))
        sleep(self.wait)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def checker(answer: bytes = b"true", wait: float = 0.0) -> Iterator[tuple[OutsideCheck, list]]:
    """A service that speaks as Akismet does, on this machine."""
    asked: list[dict[str, list[str]]] = []
    handler = type("Handler", (_Checker,), {"asked": asked, "answer": answer, "wait": wait})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/1.1/comment-check"
        yield OutsideCheck(url, "key-1", "https://site.example", timeout_s=0.2), asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "verdict"), [(b"true", True), (b"false", False), (b"invalid", None), (b"", None)]
)
def test_an_outside_check_is_asked_as_akismet_is(answer, verdict):
    with checker(answer) as (outside, asked):
        judged = attempt()
        judged = replace(judged, visit=replace(judged.visit, address=ADDRESS, agent="Browser/1"))
        assert outside.is_spam(judged) is verdict

    assert {name: values[0] for name, values in asked[0].items()} == {
        "api_key": "key-1",
        "blog": "https://site.example",
        "user_ip": ADDRESS,
        "user_agent": "Browser/1",
        "comment_type": "comment",
        "comment_author": "Ann",
        "comment_author_email": "ann@example.com",
        "comment_content": "My knee says thanks.",
        "blog_charset": "UTF-8",
    }


def test_an_outside_check_that_is_away_or_slow_holds_nothing_up():
    with checker(wait=1) as (slow, _):
        assert slow.is_spam(attempt()) is None
    assert (
        OutsideCheck("http://127.0.0.1:9/", "key", "https://site.example").is_spam(attempt())
        is None
    )


def test_without_a_key_nobody_is_asked():
    with checker() as (outside, asked):
        assert replace(outside, key="").is_spam(attempt()) is None
        assert replace(outside, url="file:///etc/passwd").is_spam(attempt()) is None
    assert asked == []


def test_what_the_outside_check_says_is_one_reason(services):
    with checker() as (outside, _):
        asking = replace(services, guard=replace(services.guard, outside=outside))
        with served_desk(asking) as client:
            assert post(client).status_code == 303
    (stored,) = services.inbox.find("pending")

    assert stored.reasons[0] == "The outside check takes it for spam"
