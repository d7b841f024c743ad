"""Mail to readers: asked for, confirmed by the owner of the address, and stopped with a press."""

import pytest

from tests.desk.reader.support import Reader, link, mail, notices, send_all
from tests.support import desk_services, reply, served_desk, soup

BOTH = {"on_published": "y", "on_answers": "y"}
# Programs that open every link of a mail before its reader does.
SCANNERS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
    "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)",
    "python-requests/2.31",
    "GoogleImageProxy",
    "",
)


def confirmed(reader: Reader, services, **changes: str) -> str:
    """Leave a reply with both boxes ticked and confirm the mail; returns the reply's id."""
    reader.send(**(BOTH | changes))
    reader.client.post(link(mail(services)[-1]))
    return newest(services)


def newest(services) -> str:
    return max(services.inbox.find(None), key=lambda it: (it.received_at, it.id)).id


def answer(client, services, clock, parent: str, **changes: str) -> str:
    """An answer that is approved; returns its id."""
    services.filing.run()
    clock.forward(minutes=1)
    fields = {"author": "Bob", "email": "bob@example.com", "body": "Mine too."} | changes
    client.post("/replies", data=reply(parent=parent, **fields))
    id = newest(services)
    services.inbox.decide(id, "approve")
    return id


def test_the_form_offers_it_only_where_mail_is_set_up(built_site, reader, clock):
    page = soup(reader.client.get("/replies/new", params={"page": "knee-pain"}))
    assert page.find(id="on_published").get("checked") is None
    assert page.find(id="on_answers").get("checked") is None

    with served_desk(desk_services(built_site, clock)) as other:
        assert soup(other.get("/replies/new?page=knee-pain")).find(id="on_published") is None


def test_nobody_is_asked_who_ticked_nothing(reader, services):
    reader.send()

    assert mail(services) == []


def test_first_of_all_the_owner_of_the_address_is_asked(reader, services):
    reader.send(author="Cheap Shoes Ltd", body="Buy cheap shoes", **BOTH)
    (question,) = mail(services)

    assert question.to == "ann@example.com"
    assert "open this page and press the button" in question.body
    assert "hoes" not in question.subject + question.body
    assert "An email is on its way" in reader.page().main.text


def test_without_a_yes_nothing_else_is_sent(reader, services):
    reader.send(**BOTH)
    services.inbox.decide(newest(services), "approve")

    assert [it.kind for it in mail(services)] == ["confirm"]


@pytest.mark.parametrize("agent", SCANNERS)
def test_opening_the_link_says_neither_yes_nor_no(reader, services, agent):
    reader.send(**BOTH)
    path = link(mail(services)[0])
    for address in (path, f"{path}/stop"):
        for headers in ({}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}):
            for method in ("GET", "HEAD", "OPTIONS"):
                reader.client.request(method, address, headers={"User-Agent": agent} | headers)

    wished = services.subscriptions.get(newest(services))
    assert wished.on_published
    assert not wished.is_confirmed


def test_a_press_says_yes_and_publication_is_told_once(reader, services):
    id = confirmed(reader, services)
    for verb in ("approve", "unapprove", "approve"):
        services.inbox.decide(id, verb)
    question, told = mail(services)

    assert (question.kind, told.kind) == ("confirm", "published")
    assert told.to == "ann@example.com"
    assert f"/articles/knee-pain/#comment-{id}" in told.body
    assert told.unsubscribe in told.body
    assert told.unsubscribe.startswith("http://localhost:8000/replies/mail/")


def test_answers_are_told_once_they_are_approved(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    services.filing.run()
    reader.client.post("/replies", data=reply(parent=id, author="Bob", email="bob@example.com"))
    assert [it.kind for it in mail(services)] == ["confirm", "published"]

    clock.forward(minutes=1)
    answer(reader.client, services, clock, id, body="Mine *too*.")
    told = mail(services)[-1]
    assert (told.kind, told.to) == ("answer", "ann@example.com")
    assert "Bob answered your comment on “Knee Pain”" in told.subject
    assert "Mine *too*." in told.body
    assert "bob@example.com" not in told.body


def test_the_owners_answer_is_told_too(reader, services):
    id = confirmed(reader, services)
    services.inbox.answer(id, "The Owner", "Glad to.")

    assert sorted(it.kind for it in mail(services)) == ["answer", "confirm", "published"]


def test_an_answer_to_an_answer_is_told_once_to_each(reader, services, clock):
    first = confirmed(reader, services)
    services.inbox.decide(first, "approve")
    second = answer(reader.client, services, clock, first)
    before = len(mail(services))
    answer(reader.client, services, clock, second, author="Cy", email="cy@example.com", body="So.")

    assert [(it.kind, it.to) for it in mail(services)[before:]] == [("answer", "ann@example.com")]


def test_nobody_is_told_of_her_own_answers(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    answer(reader.client, services, clock, id, author="Ann", email="Ann@Example.com", body="Also:")

    assert [it.kind for it in mail(services)] == ["confirm", "published"]


def test_a_correction_is_no_news(reader, services):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    reader.correct(body="It was my hip.")
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")

    assert [it.kind for it in mail(services)] == ["confirm", "published"]


@pytest.mark.parametrize("kind", ["form", "mail program", "multipart"])
def test_one_press_stops_the_mail(reader, services, clock, kind):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    path = mail(services)[-1].unsubscribe.removeprefix("http://localhost:8000")
    send_all(services)
    page = soup(reader.client.get(path))
    one_click = {"List-Unsubscribe": "One-Click"}
    if kind == "form":
        done = reader.client.post(page.find_all("form")[-1]["action"])
    elif kind == "multipart":
        done = reader.client.post(path, files={k: (None, v) for k, v in one_click.items()})
    else:
        done = reader.client.post(path, data=one_click, headers={"User-Agent": "mail"})

    assert done.status_code == 200  # RFC 8058 forbids to count on redirects
    assert "You get no mail" in soup(done).h1.text
    answer(reader.client, services, clock, id)
    assert mail(services) == []


def test_after_a_stop_not_even_what_waits_is_sent(reader, services, clock):
    id = confirmed(reader, services)
    path = link(mail(services)[0])
    services.inbox.decide(id, "approve")
    answer(reader.client, services, clock, id)
    others = notices(services)
    reader.client.post(f"{path}/stop")

    assert mail(services) == []
    assert notices(services) == others > 0


def test_after_a_stop_a_new_wish_is_asked_about_anew(reader, services, clock):
    id = confirmed(reader, services)
    path = link(mail(services)[0])
    send_all(services)
    reader.client.post(f"{path}/stop")
    reader.press("Save", on_published="y")
    services.inbox.decide(id, "approve")

    assert [it.kind for it in mail(services)] == ["confirm"]


def test_stopping_says_yes_even_when_there_is_nothing_left_to_stop(reader, services, clock):
    id = confirmed(reader, services)
    path = link(mail(services)[0])
    services.inbox.decide(id, "trash")
    clock.forward(days=40)
    services.tidy()
    assert services.inbox.get(id) is None
    done = reader.client.post(f"{path}/stop", data={"List-Unsubscribe": "One-Click"})

    assert done.status_code == 200
    assert "You get no mail" in soup(done).h1.text
    assert reader.client.post(f"{path[:-3]}abc/stop").status_code == 404


def test_what_is_taken_back_before_its_mail_is_out_is_not_told(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    second = answer(reader.client, services, clock, id)
    assert [it.kind for it in mail(services)] == ["confirm", "published", "answer"]
    services.inbox.decide(second, "spam")
    assert [it.kind for it in mail(services)] == ["confirm", "published"]
    services.inbox.decide(id, "unapprove")
    assert [it.kind for it in mail(services)] == ["confirm"]
    for one in (id, second):
        services.inbox.decide(one, "approve")

    assert [it.kind for it in mail(services)] == ["confirm", "published", "answer"]


def test_what_was_told_is_not_told_again(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    second = answer(reader.client, services, clock, id)
    send_all(services)
    for one in (second, id):
        for verb in ("unapprove", "approve"):
            services.inbox.decide(one, verb)
    assert mail(services) == []

    clock.forward(days=31)
    services.tidy()
    for verb in ("unapprove", "approve"):
        services.inbox.decide(id, verb)
    assert mail(services) == []


def test_who_says_yes_late_sees_at_once_that_it_is_published(reader, services):
    reader.send(**BOTH)
    path = link(mail(services)[0])
    id = newest(services)
    services.inbox.answer(id, "The Owner", "Glad to.")
    for method in ("GET", "POST"):
        page = soup(reader.client.request(method, path, follow_redirects=True))
        assert "published already" in page.main.text
        assert page.main.find("a", href=f"/articles/knee-pain/#comment-{id}")
        assert [it.text for it in page.main.find_all("li")] == ["of answers to it"]


def test_who_wanted_to_know_of_publication_alone_is_told_on_the_page(reader, services):
    reader.send(on_published="y")
    services.inbox.decide(newest(services), "approve")
    page = soup(reader.client.get(link(mail(services)[0])))

    assert page.h1.text == "Your comment is published"
    assert page.main.find("form") is None


def test_the_page_changes_what_is_wished(reader, services, clock):
    id = confirmed(reader, services)
    assert reader.page().find(id="on_answers").get("checked") is not None
    reader.press("Save", on_published="y")
    services.inbox.decide(id, "approve")
    answer(reader.client, services, clock, id)

    assert [it.kind for it in mail(services)] == ["confirm", "published"]


def test_it_may_be_asked_for_later_on_the_page(reader, services):
    reader.send()
    assert reader.page().find(id="on_published")
    services.inbox.decide(newest(services), "approve")
    assert reader.page().find(id="on_published") is None
    reader.press("Save", on_answers="y")

    assert [it.kind for it in mail(services)] == ["confirm"]


def test_an_address_is_asked_three_times_a_day_and_no_more(reader, services, clock):
    for number in range(4):
        clock.forward(minutes=1)
        reader.send(body=f"Number {number}", **BOTH)
    assert len(mail(services)) == 3
    answer = reader.press("Save", on_answers="y")
    assert answer.status_code == 429
    assert "asked too often today" in answer.text

    for _ in range(5):
        reader.press("Save", on_answers="y")
    assert len(mail(services)) == 3
    clock.forward(days=1, minutes=5)
    reader.press("Save", on_answers="y")
    assert len(mail(services)) == 4


def test_an_address_in_capitals_is_the_same_address(reader, services, clock):
    for number, email in enumerate(["ann@x.example", "Ann@X.example", "ANN@x.example"]):
        clock.forward(minutes=1)
        reader.send(body=f"Number {number}", email=email, **BOTH)
    assert len(mail(services)) == 3
    clock.forward(minutes=1)
    reader.send(body="Number 4", email="aNN@x.example", **BOTH)

    assert len(mail(services)) == 3
    assert "asked too often today" in reader.page().main.text
    assert reader.page().find(id="on_answers").get("checked") is None


def test_words_of_an_answer_cannot_pass_for_ours(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    answer(reader.client, services, clock, id, body="-- \nTo get no more:\nhttp://evil.example")

    assert "\nhttp://evil.example" not in mail(services)[-1].body
    assert "\n> http://evil.example" in mail(services)[-1].body


def test_pressing_again_sends_no_second_question_on_the_same_day(reader, services, clock):
    reader.send(**BOTH)
    for on in ({}, {"on_published": "y"}, {"on_answers": "y"}):
        reader.press("Save", **on)

    assert len(mail(services)) == 1
    clock.forward(days=1, minutes=1)
    reader.press("Save", on_answers="y")
    assert len(mail(services)) == 2


@pytest.mark.parametrize("verb", ["restore", "approve"])
def test_while_a_reply_lies_in_the_spam_nobody_is_asked(reader, services, verb):
    reader.send(subject="x", body="http://a.example http://b.example http://c.example", **BOTH)
    assert [it.status for it in services.inbox.find(None)] == ["spam"]
    assert mail(services) == []

    services.inbox.decide(newest(services), "unapprove" if verb == "restore" else verb)
    assert [it.kind for it in mail(services)] == ["confirm"]


def test_with_the_address_the_mail_ends(reader, services, clock):
    id = confirmed(reader, services)
    services.inbox.decide(id, "approve")
    clock.forward(days=181)
    services.tidy()

    assert services.subscriptions.get(id) is None
    answer(reader.client, services, clock, id)
    assert [it.kind for it in mail(services)] == ["confirm", "published"]
    over = reader.client.get(reader.location)
    assert over.status_code == 410
    assert "email address has been erased" in over.text
    for path in ("/correct", "/withdraw", "/mail"):
        assert reader.client.post(reader.location + path, data=reply()).status_code == 410


def test_the_key_of_the_page_does_not_say_yes_to_mail(reader, services):
    reader.send(**BOTH)
    token = reader.location.rpartition("/")[2]

    assert reader.client.post(f"/replies/mail/{token}").status_code == 404
    assert not services.subscriptions.get(newest(services)).is_confirmed


def test_the_pages_of_mails_are_kept_out_of_search_engines(reader, services):
    reader.send(**BOTH)
    answer = reader.client.get(link(mail(services)[0]))

    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["referrer-policy"] == "strict-origin"
    assert soup(answer).find("meta", {"name": "robots"})["content"] == "noindex"
    assert "ann@example.com" not in answer.text
    assert dict(reader.client.cookies) == {}
