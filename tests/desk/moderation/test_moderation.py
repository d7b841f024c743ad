"""Decisions from a mail: a scanner cannot take them, the owner can with a press and a PIN."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from urllib.parse import urlsplit

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from desk.database import reading, writing
from desk.services import Services
from desk.submission import Reply
from desk.tables import letters, moderation_tokens, owner_settings
from plugins.comments import store
from tests.support import PAGE, Clock, Site, csrf_token, desk_services, reply, soup

PIN = "271828"
# Programs that open the links of a mail before its reader does, and one that runs their script.
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
    "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (compatible; Barracuda)",
    "python-requests/2.31",
    "curl/8.5",
    "",
)
_NO_APPROVING = """
CREATE TRIGGER no_approving BEFORE UPDATE ON submissions WHEN NEW.status = 'approved'
BEGIN SELECT RAISE(ABORT, 'no'); END
"""


@pytest.fixture(scope="module")
def pin_hash() -> str:
    """Made once: it is meant to take its time."""
    return PasswordHasher().hash(PIN)


@pytest.fixture
def services(built_site: Site, clock: Clock, pin_hash: str) -> Iterator[Services]:
    services = desk_services(
        built_site, clock, smtp_url="smtp://127.0.0.1:1", mail_from="desk@example.com"
    )
    with writing(services.engine) as connection:
        connection.execute(owner_settings.insert().values(name="pin_hash", value=pin_hash))
    yield services
    services.engine.dispose()


@pytest.fixture
def waiting(client, services) -> str:
    """The id of a reply that waits, and that the owner has mail of."""
    client.post("/replies", data=reply())
    return services.inbox.find("pending")[0].id


@pytest.fixture
def mailed(services, waiting) -> str:
    """The link in that mail."""
    return links(services)[-1]


def links(services: Services) -> list[str]:
    """The links in the mails to the owner that lead to a decision."""
    with reading(services.engine) as connection:
        query = select(letters.c.body).where(letters.c.kind == "notice")
        bodies = connection.scalars(query.order_by(letters.c.created_at)).all()
    return [found for body in bodies for found in re.findall(r"\S+/desk/moderation\S*", body)]


def key(link: str) -> str:
    return urlsplit(link).fragment


def look(client: httpx.Client, link: str) -> httpx.Response:
    """What the script of the page does, or the owner by pasting."""
    page = soup(client.get(urlsplit(link).path))
    form = page.find("form", {"data-key-form": True})
    data = {"key": key(link), "csrf_token": csrf_token(page)}
    return client.post(form["action"], data=data)


def press(client: httpx.Client, shown: httpx.Response, **fields: str) -> httpx.Response:
    form = soup(shown).main.find("form")
    data = {it["name"]: it.get("value", "") for it in form.select("input[name]")}
    return client.post(form["action"], data=data | fields, follow_redirects=True)


def published(services: Services, id: str) -> bool:
    return store.read(services.config.comments, PAGE, id) is not None


def test_the_mail_has_one_link_and_it_publishes_nothing_by_itself(client, services, mailed):
    assert len(links(services)) == 1
    assert mailed.startswith("http://localhost:8000/desk/moderation#")
    assert len(key(mailed)) > 40


def test_the_key_is_in_no_address_that_a_server_is_sent(client, mailed):
    asked = []
    client.event_hooks["request"].append(lambda request: asked.append(str(request.url)))
    press(client, look(client, mailed), pin=PIN)

    assert len(asked) >= 4
    assert [url for url in asked if key(mailed)[:8] in url] == []


def test_the_owner_presses_and_gives_the_pin(client, services, mailed, waiting):
    shown = look(client, mailed)
    page = soup(shown)
    assert "My knee says thanks." in page.main.text
    assert [it.text.strip() for it in page.main.find_all("button")] == ["Approve the reply of Ann"]
    done = soup(press(client, shown, pin=PIN))

    assert "Published: the reply of Ann" in done.main.text
    assert services.inbox.get(waiting).status == "approved"
    assert published(services, waiting)


def test_a_session_does_instead_of_the_pin(owner, services, mailed, waiting):
    shown = look(owner, mailed)

    assert soup(shown).find(id="pin") is None
    press(owner, shown)
    assert published(services, waiting)


def test_a_link_works_once(client, services, mailed, waiting):
    press(client, look(client, mailed), pin=PIN)
    services.inbox.decide(waiting, "unapprove")
    again = look(client, mailed)

    assert again.status_code == 422
    assert "has been used" in again.text
    assert services.inbox.get(waiting).status == "pending"


def test_a_page_that_was_opened_twice_acts_once(client, services, mailed, waiting):
    first, second = look(client, mailed), look(client, mailed)
    press(client, first, pin=PIN)
    services.inbox.decide(waiting, "trash")

    assert press(client, second, pin=PIN).status_code == 422
    assert services.inbox.get(waiting).status == "trash"


def test_a_link_of_last_week_is_too_old(client, services, mailed, waiting, clock):
    shown = look(client, mailed)
    clock.forward(days=7, seconds=1)

    assert look(client, mailed).status_code == 422
    assert press(client, shown, pin=PIN).status_code == 422
    assert services.inbox.get(waiting).status == "pending"
    services.tidy()
    with reading(services.engine) as connection:
        assert connection.execute(select(moderation_tokens)).all() == []


@pytest.mark.parametrize("pin", ["", "271829", "2718281828"])
def test_without_the_pin_nothing_happens(client, services, mailed, waiting, pin):
    answer = press(client, look(client, mailed), pin=pin)

    assert answer.status_code == 422
    assert "This is not the PIN" in answer.text
    assert services.inbox.get(waiting).status == "pending"
    press(client, answer, pin=PIN)
    assert services.inbox.get(waiting).status == "approved"


def test_after_five_wrong_pins_even_the_right_one_has_to_wait(
    client, services, mailed, waiting, clock
):
    shown = look(client, mailed)
    for _ in range(5):
        press(client, shown, pin="314159")
    answer = press(client, shown, pin=PIN)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "900"
    assert services.inbox.get(waiting).status == "pending"

    clock.forward(minutes=16)
    press(client, shown, pin=PIN)
    assert services.inbox.get(waiting).status == "approved"


def test_a_program_that_opens_links_changes_nothing(client, services, mailed, waiting):
    before = services.inbox.find(None)
    path, fragment = urlsplit(mailed).path, key(mailed)
    tried = (path, f"{path}/act", f"{path}/done", f"{path}?key={fragment}", f"{path}/{fragment}")
    for number, agent in enumerate(AGENTS):
        kinds = ({}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"})
        for method in ("GET", "HEAD", "OPTIONS"):
            headers = {"User-Agent": agent} | kinds[number % len(kinds)]
            for address in tried:
                client.request(method, address, headers=headers)

    assert services.inbox.find(None) == before
    assert look(client, mailed).status_code == 200


def test_a_program_that_submits_every_form_changes_nothing(client, services, mailed, waiting):
    before = services.inbox.find(None)
    shown = look(client, mailed)
    for page in (client.get(urlsplit(mailed).path), shown):
        for form in soup(page).find_all("form"):
            data = {it["name"]: it.get("value", "") for it in form.select("input[name]")}
            client.post(form["action"], data=data)
            client.post(form["action"], data=data | {"pin": "123456"})
            httpx.post(str(client.base_url) + form["action"], data=data | {"pin": PIN})

    assert services.inbox.find(None) == before
    press(client, look(client, mailed), pin=PIN)
    assert published(services, waiting)


def test_a_form_from_elsewhere_changes_nothing_even_in_the_owners_browser(
    owner, services, mailed, waiting
):
    data = {"key": key(mailed), "revision": "1", "pin": PIN}
    answer = owner.post("/desk/moderation/act", data=data)

    assert answer.status_code == 400
    assert services.inbox.get(waiting).status == "pending"


@pytest.mark.parametrize(
    "forge", [lambda key: key[:-1], lambda key: key[::-1], lambda key: "x" + key, lambda _: "é.x"]
)
def test_a_forged_key_opens_nothing(client, services, mailed, waiting, forge):
    forged = f"http://localhost:8000/desk/moderation#{forge(key(mailed))}"

    assert look(client, forged).status_code == 422


def test_a_key_that_only_stands_in_the_database_opens_nothing(client, services, waiting, clock):
    planted = {"submission_id": waiting, "verb": "approve", "expires_at": clock.now.replace(2099)}
    planted |= {"token_hash": sha256(b"planted").hexdigest()}
    with writing(services.engine) as connection:
        connection.execute(moderation_tokens.insert().values(planted))

    assert look(client, "http://localhost:8000/desk/moderation#planted").status_code == 422


def test_no_key_is_stored_beyond_its_mail(services, mailed):
    with reading(services.engine) as connection:
        stored = str(connection.execute(select(moderation_tokens)).all())

    assert key(mailed) not in stored
    assert key(mailed).partition(".")[0] not in stored


def test_a_press_that_the_database_could_not_take_uses_nothing_up(
    client, services, mailed, waiting
):
    shown = look(client, mailed)
    path = services.config.var / "inbox.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = press(client, shown, pin=PIN)
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert services.inbox.get(waiting).status == "pending"

    press(client, shown, pin=PIN)
    assert published(services, waiting)


def test_a_decision_that_fails_half_way_uses_nothing_up(client, services, mailed, waiting):
    with writing(services.engine) as connection:
        connection.execute(text(_NO_APPROVING))
    assert press(client, look(client, mailed), pin=PIN).status_code == 503
    with writing(services.engine) as connection:
        connection.execute(text("DROP TRIGGER no_approving"))

    press(client, look(client, mailed), pin=PIN)
    assert published(services, waiting)


def test_of_many_presses_at_once_one_acts(client, services, mailed, waiting):
    form = soup(look(client, mailed)).main.find("form")
    data = {it["name"]: it.get("value", "") for it in form.select("input[name]")} | {"pin": PIN}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post(form["action"], data=data), range(8)))

    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 7
    assert services.inbox.get(waiting).revision == 2


def test_words_that_changed_since_they_were_shown_are_shown_again(client, services, mailed):
    shown = look(client, mailed)
    waiting = services.inbox.find("pending")[0]
    services.inbox.edit(waiting.id, "Ann", "", "Cheap shoes.")
    answer = press(client, shown, pin=PIN)

    assert answer.status_code == 409
    assert "has changed since you read it" in answer.text
    assert "Cheap shoes." in soup(answer).main.text
    assert services.inbox.get(waiting.id).status == "pending"
    press(client, answer, pin=PIN)
    assert services.inbox.get(waiting.id).status == "approved"


def test_a_reply_that_was_withdrawn_is_not_published(client, services, mailed, waiting):
    shown = look(client, mailed)
    services.inbox.withdraw(waiting)
    for _ in range(2):
        shown = press(client, shown, pin=PIN)
        assert shown.status_code == 409

    assert "withdrew this reply" in shown.text
    assert services.inbox.get(waiting).status == "trash"


def test_what_is_published_already_is_said(client, services, mailed, waiting):
    services.inbox.decide(waiting, "approve")
    page = soup(look(client, mailed))

    assert "done already" in page.main.text
    assert page.main.find("form") is None


def test_a_correction_is_shown_beside_what_it_corrects(client, services, mailed, waiting):
    services.inbox.decide(waiting, "approve")
    location = client.post("/replies", data=reply()).headers["location"]
    form = soup(client.get(f"{location}/correct")).find("form")
    data = {it["name"]: it.get("value", "") for it in form.select("input[name]")}
    client.post(form["action"], data=data | {"body": "It was my hip."})
    shown = look(client, links(services)[-1])
    text = soup(shown).main.text

    assert "A correction to read" in text
    assert "It was my hip." in text
    assert "My knee says thanks." in text
    press(client, shown, pin=PIN)
    assert store.read(services.config.comments, PAGE, waiting).body == "It was my hip."


def test_spam_reasons_are_named(client, services):
    body = "http://a.example http://b.example http://c.example"
    client.post("/replies", data=reply(body=body))

    assert "It has 3 links" in look(client, links(services)[-1]).text


def test_without_a_pin_the_page_says_how_to_have_one(client, services, mailed, waiting):
    with writing(services.engine) as connection:
        connection.execute(owner_settings.delete())
    page = soup(look(client, mailed))

    assert "set-pin" in page.main.text
    assert page.main.find("form") is None


def test_a_desk_without_mail_makes_no_keys(built_site, client, clock):
    services = desk_services(built_site, clock)
    services.inbox.receive(Reply(PAGE, "", "Ann", "a@x.example", "", "Hello."))
    with reading(services.engine) as connection:
        assert connection.execute(select(moderation_tokens)).all() == []
    services.engine.dispose()


@pytest.mark.parametrize(
    "pin", ["12345", "abcdef", "111111", "121212", "123456", "987654", "٣١٤١٥٩"]
)
def test_a_pin_that_is_soon_guessed_is_refused(services, pin):
    with pytest.raises(ValueError, match="digits"):
        services.credentials.set_pin(pin)


def test_the_pin_is_stored_as_argon2(services):
    services.credentials.set_pin("161803")

    assert services.credentials.check_pin("161803", "127.0.0.1")
    assert services.credentials._setting("pin_hash").startswith("$argon2id$")


def test_the_pin_is_no_password(client, services):
    services.credentials.set_password("correct horse battery")

    assert not services.credentials.check_password(PIN, "127.0.0.1")
    assert not services.credentials.check_pin("correct horse battery", "127.0.0.1")
