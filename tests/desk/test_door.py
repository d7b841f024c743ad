import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support import PAGE, desk_services, reply, served_desk, soup

FORM = {"content-type": "application/x-www-form-urlencoded"}


def errors(response) -> dict[str, str]:
    """The message beside each field that has one."""
    controls = soup(response).select("[aria-invalid=true]")
    assert all(control["aria-describedby"] == f"{control['id']}-error" for control in controls)
    page = soup(response)
    found = {control["name"]: page.find(id=f"{control['id']}-error") for control in controls}
    return {name: " ".join(error.text.split()) for name, error in found.items()}


def test_a_good_reply_is_stored_and_has_a_page_of_its_own(client, services):
    answer = client.post("/replies", data=reply())
    (stored,) = services.inbox.find("pending")

    assert answer.status_code == 303
    assert (stored.author, stored.email, stored.body) == (
        "Ann",
        "ann@example.com",
        "My knee says thanks.",
    )
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "awaiting moderation" in soup(page).h1.text
    assert "My knee says thanks." in page.text
    assert "ann@example.com" not in page.text
    assert page.headers["x-robots-tag"] == "noindex"
    assert soup(page).find("meta", {"name": "robots"})["content"] == "noindex"


def test_the_page_of_a_reply_cannot_be_guessed(client):
    location = client.post("/replies", data=reply()).headers["location"]
    name, _, signature = location.rpartition(".")

    assert len(signature) > 20
    for wrong in (name, f"{name}.{signature[::-1]}", "/replies/1", "/replies/x.y"):
        assert client.get(wrong).status_code == 404


def test_the_same_form_comes_back_with_everything_typed(client, services):
    typed = reply(author="", email="not an address", url="javascript:x", body="Long\nthought")
    answer = client.post("/replies", data=typed)
    page = soup(answer)

    assert answer.status_code == 422
    assert page.title.text.startswith("Error: ")
    assert errors(answer) == {
        "author": "Error: Enter your name",
        "email": "Error: Enter an email address like name@example.com",
        "url": "Error: Enter a website address like https://example.com, or leave it empty",
    }
    summary = page.select("main [data-error-summary] a")
    assert [link["href"] for link in summary] == ["#author", "#email", "#url"]
    assert page.find(id="email")["value"] == "not an address"
    assert page.find(id="url")["value"] == "javascript:x"
    assert page.find(id="body").text.strip() == "Long\nthought"
    assert services.inbox.find(None) == []


def test_the_form_is_the_one_of_the_page(client, built_site):
    ours = soup(client.post("/replies", data=reply(author=""))).find("form")
    theirs = built_site.page().find("form")
    names = [
        [field.get("name") for field in form.select("input, textarea")] for form in (ours, theirs)
    ]

    assert names[0] == names[1]
    assert [label.text for label in ours.find_all("label")] == [
        "Leave this empty",
        "Name *",
        "Email *",
        "Website",
        "Comment *",
        "Save my name, email, and website in this browser for the next time I comment.",
    ]


def test_the_summary_comes_first_on_the_page(client):
    main = soup(client.post("/replies", data=reply(body=""))).main

    assert main.find(["h1", "h2", "form"]).text == "There is a problem"


@pytest.mark.parametrize("page", ["", "nowhere", "../../etc", "draft", "closed", "\x00"])
def test_a_page_that_takes_no_replies_refuses_and_keeps_the_text(
    built_site, client, services, page
):
    built_site.article("draft", Status="draft")
    built_site.article("closed", Replies="closed")
    built_site.comment(page="closed")
    built_site.build()
    answer = client.post("/replies", data=reply(page=page, body="Precious"))

    assert answer.status_code == 422
    assert "Precious" in soup(answer).find(id="body").text
    assert soup(answer).select_one("[data-error-summary] li").text.endswith("kept below")
    assert services.inbox.find(None) == []


def test_a_page_that_closed_since_the_build_refuses(site, clock):
    site.article(Date=f"{clock.now:%Y-%m-%d}")
    site.build(REPLIES_CLOSE_AFTER_DAYS=20_000)
    services = desk_services(site, clock)
    with served_desk(services) as client:
        assert client.post("/replies", data=reply()).status_code == 303
        clock.forward(days=20_001)
        answer = client.post("/replies", data=reply(body="Too late"))

    assert answer.status_code == 422
    assert "closed" in soup(answer).select_one("[data-error-summary] li").text


@pytest.mark.parametrize("parent", ["unknown", "elsewhere", "../../x", "a b", "\x00x"])
def test_a_parent_that_is_not_on_the_page_is_refused(built_site, client, services, parent):
    built_site.comment("elsewhere", page="another-page")
    answer = client.post("/replies", data=reply(parent=parent))

    assert answer.status_code == 422
    assert "not there any more" in soup(answer).select_one("[data-error-summary] li").text
    assert soup(answer).find("input", {"name": "parent"})["value"] == ""
    assert services.inbox.find(None) == []


def test_a_reply_to_a_comment_without_script(built_site, client, services):
    built_site.comment("c1", author="Bob", body="What Bob says")
    built_site.build()
    link = built_site.page().select_one(".comment__reply")["href"]
    page = soup(client.get(link))

    assert "What Bob says" in page.main.text
    assert page.find("input", {"name": "parent"})["value"] == "c1"
    client.post("/replies", data=reply(parent="c1"))
    assert services.inbox.find("pending")[0].parent_id == "c1"


def test_the_form_page_of_an_unknown_page_is_missing(client):
    assert client.get("/replies/new", params={"page": "nowhere"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("author", "A\x00n\x1bn", "Ann"),
        ("author", "Ann\r\nRole: owner", "Ann Role: owner"),
        ("body", "One\r\n\x00two", "One\ntwo"),
    ],
)
def test_what_nobody_can_see_is_left_out(client, services, field, typed, kept):
    assert client.post("/replies", data=reply(**{field: typed})).status_code == 303
    assert getattr(services.inbox.find("pending")[0], field) == kept


@pytest.mark.parametrize("body", [b"author=%FF&page=knee-pain", b"author=\xff&page=knee-pain"])
def test_what_is_not_utf_8_is_refused(client, services, body):
    assert client.post("/replies", content=body, headers=FORM).status_code == 400
    assert services.inbox.find(None) == []


def test_two_megabytes_are_too_much(client, services):
    answer = client.post("/replies", data=reply(body="x" * 2_000_000))

    assert answer.status_code == 413
    assert "5,000 characters" in answer.text
    assert services.inbox.find(None) == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_another_content_type_is_refused(client, kind):
    answer = client.post("/replies", content=b"{}", headers={"content-type": kind})

    assert answer.status_code == 415


def test_a_multipart_form_is_a_form(client, services):
    files = {name: (None, value) for name, value in reply().items()}

    assert client.post("/replies", files=files).status_code == 303
    assert services.finder.counts()["pending"] == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_refused(client, method):
    assert client.request(method, "/replies").status_code == 405


def test_a_double_click_is_stored_once_and_answered_twice(client, services):
    def post(_: int) -> str:
        answer = client.post("/replies", data=reply())
        assert answer.status_code == 303
        return str(answer.headers["location"])

    with ThreadPoolExecutor(8) as pool:
        locations = set(pool.map(post, range(8)))

    assert len(locations) == 1
    assert services.finder.counts()["pending"] == 1


def test_the_same_words_from_another_person_are_another_reply(client, services):
    client.post("/replies", data=reply())
    client.post("/replies", data=reply(email="bob@example.com"))

    assert services.finder.counts()["pending"] == 2


def test_withdrawn_words_may_be_sent_again(client, services):
    first = client.post("/replies", data=reply()).headers["location"]
    client.post(f"{first}/withdraw")
    second = client.post("/replies", data=reply()).headers["location"]

    assert first != second
    assert services.finder.counts() == {"pending": 1, "approved": 0, "spam": 0, "trash": 1}


def test_a_reader_withdraws_with_a_press_and_not_by_looking(client, services):
    location = client.post("/replies", data=reply()).headers["location"]
    button = soup(client.get(location)).find("form")

    assert client.get(f"{location}/withdraw").status_code == 405
    assert services.finder.counts()["pending"] == 1
    page = client.post(button["action"], follow_redirects=True)
    assert "withdrawn" in soup(page).h1.text
    assert soup(page).find("form") is None
    assert client.post(button["action"]).status_code == 303


def test_a_published_reply_cannot_be_withdrawn(client, services):
    location = client.post("/replies", data=reply()).headers["location"]
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")

    assert client.post(f"{location}/withdraw").status_code == 409
    assert "published" in soup(client.get(location)).h1.text


def test_a_locked_database_keeps_the_text(client, services, built_site):
    client.get("/replies/ping")  # the hourly housekeeping is done before the lock
    lock = sqlite3.connect(built_site.root / "var/inbox.sqlite3", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    answer = client.post("/replies", data=reply(body="Precious"))
    lock.execute("ROLLBACK")
    lock.close()

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert "could not be saved just now" in soup(answer).select_one("[data-error-summary]").text
    assert "Precious" in soup(answer).find(id="body").text
    assert client.post("/replies", data=reply(body="Precious")).status_code == 303
    assert services.finder.counts()["pending"] == 1


def test_before_the_first_build_the_text_is_kept_too(site):
    services = desk_services(site)
    with served_desk(services) as client:
        answer = client.post("/replies", data=reply(body="Precious"))

    assert answer.status_code == 503
    assert "Precious" in soup(answer).find(id="body").text


def test_while_a_build_replaces_the_manifest_replies_are_taken(client, built_site):
    assert client.post("/replies", data=reply()).status_code == 303
    (built_site.output / "replies.json").unlink()

    assert client.post("/replies", data=reply(body="Another")).status_code == 303


def test_markup_in_a_reply_is_text_on_its_page(client):
    evil = "<script>alert(1)</script>"
    location = client.post("/replies", data=reply(author=evil, body=evil)).headers["location"]
    page = client.get(location)

    assert evil not in page.text
    assert soup(page).select_one(".comment__author").text == evil


def test_no_page_of_the_door_sets_a_cookie(client):
    location = client.post("/replies", data=reply()).headers["location"]
    client.get(location)
    client.get("/replies/new", params={"page": PAGE})

    assert dict(client.cookies) == {}


def test_pages_of_the_desk_load_nothing_from_elsewhere(client):
    policy = client.get("/replies/new", params={"page": PAGE}).headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_pages_of_the_desk_have_the_icons_of_the_site(built_site):
    services = desk_services(built_site, SITEURL="https://knees.test/blog")
    with served_desk(services) as client:
        answer = client.get("/replies/new", params={"page": PAGE})
    links = [link["href"] for link in soup(answer).select("link[rel~=icon], link[rel$=touch-icon]")]

    assert "img-src 'self' https://knees.test;" in answer.headers["content-security-policy"]
    assert len(links) == 3
    assert all(link.startswith("https://knees.test/blog/") for link in links)
    # A manifest may be fetched from its own host only.
    assert soup(answer).find("link", rel="manifest") is None


def test_a_preview_shows_the_reply_above_the_form_with_everything_kept(
    built_site, client, services
):
    built_site.comment(id="c1")
    typed = reply(parent="c1", url="ann.example", body="It *was* <b>me</b>.", token="a.b")
    answer = client.post("/replies/preview", data=typed | {"on_answers": "y"})
    page = soup(answer)
    (asked, shown) = page.select("article.comment")

    assert answer.status_code == 200
    assert page.title.text.startswith("Preview: ")
    assert "has not been sent yet" in page.main.text
    assert asked.select_one(".comment__author").text == "Ann"
    assert shown.select_one(".comment__body").decode_contents().strip() == (
        "<p>It <em>was</em> &lt;b&gt;me&lt;/b&gt;.</p>"
    )
    assert shown.select_one(".comment__author a")["href"] == "https://ann.example"
    values = {field["name"]: field.get("value", "") for field in page.select("form [name]")}
    kept = {"page": PAGE, "parent": "c1", "token": "a.b", "email": "ann@example.com"}
    assert {name: values[name] for name in kept} == kept
    assert page.find(id="body").text.strip() == "It *was* <b>me</b>."
    assert services.inbox.find(None) == []


def test_a_preview_sends_nothing_and_uses_nothing_up(client, services, clock):
    token = client.get("/replies/token", params={"page": PAGE}).text
    clock.forward(minutes=1)
    for _ in range(40):
        client.post("/replies/preview", data=reply(token=token))
    answer = client.post("/replies", data=reply(token=token))
    (stored,) = services.inbox.find(None)

    assert answer.status_code == 303
    assert not any("form" in reason for reason in stored.reasons)


def test_a_preview_says_what_is_wrong_as_sending_does(client):
    answer = client.post("/replies/preview", data=reply(author="", page="nowhere"))

    assert answer.status_code == 422
    assert errors(answer) == {"author": "Error: Enter your name"}
    assert "no page with replies" in soup(answer).select_one("[data-error-summary]").text
    assert soup(answer).select("article.comment") == []


def test_a_preview_opened_as_a_page_leads_nowhere(client):
    assert client.get("/replies/preview").status_code in (404, 405)


def test_the_first_button_sends_and_the_second_looks(client, built_site):
    for form in (built_site.page().form, soup(client.post("/replies", data=reply(author=""))).form):
        first, second = form.select("button")
        assert (first.text, first.get("formaction")) == ("Post Comment", None)
        assert (second.text, second["formaction"]) == ("Preview", "/replies/preview")
