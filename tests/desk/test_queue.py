import pytest
from bs4 import BeautifulSoup

from desk.submission import Reply, Verdict
from plugins.comments import store
from tests.support import PAGE, csrf_token, reply, soup


@pytest.fixture
def waiting(client, services) -> str:
    """The id of a reply that waits."""
    client.post("/replies", data=reply())
    return services.inbox.find("pending")[0].id


def press(owner, page: BeautifulSoup, label: str, **fields: object) -> BeautifulSoup:
    """Press the button of this label, as a browser without script would."""
    button = next(b for b in page.find_all("button") if b.text.strip().startswith(label))
    form = button.find_parent("form")
    inputs = form.select("input[name]:not([type=checkbox])")
    data: dict[str, object] = {field["name"]: field.get("value", "") for field in inputs}
    data |= {"shown": [field["value"] for field in inputs if field["name"] == "shown"]}
    address = button.get("formaction") or form["action"]
    return soup(owner.post(address, data=data | fields, follow_redirects=True))


def queue(owner, status: str = "pending") -> BeautifulSoup:
    return soup(owner.get("/desk/", params={"status": status}))


def published(services, id: str):
    return store.read(services.config.comments, PAGE, id)


def test_strangers_are_sent_to_sign_in(client, waiting):
    for path in ("/desk/", f"/desk/submissions/{waiting}/edit"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/desk/sign-in?next=/desk/")
    assert client.post(f"/desk/submissions/{waiting}/approve").status_code in (303, 400)
    assert client.get("/desk/").text.find("My knee") == -1


def test_the_queue_shows_what_there_is_to_know(built_site, owner):
    built_site.comment("c1", author="Bob", body="What Bob says")
    owner.post("/replies", data=reply(parent="c1", url="x.example"))
    page = queue(owner)
    card = page.select_one(".submission")

    for words in ("Knee Pain", "What Bob says", "ann@example.com", "https://x.example", "My knee"):
        assert words in card.text
    assert page.title.text.startswith("(1) ")
    tabs = [" ".join(tab.text.split()) for tab in page.select(".tabs__tab")]
    assert tabs == ["Pending (1)", "Approved (0)", "Spam (0)", "Trash (0)", "All (1)"]


def test_an_empty_queue_says_so(owner):
    assert "Nothing waits to be read" in queue(owner).main.text


def test_approving_writes_the_comment_file(owner, services, waiting):
    page = press(owner, queue(owner), "Approve")

    assert published(services, waiting).author == "Ann"
    assert "Published: the reply of Ann" in page.select_one(".flash").text
    assert services.finder.counts()["approved"] == 1
    assert "ann@example.com" not in str(vars(published(services, waiting)))


@pytest.mark.parametrize(("label", "status"), [("Spam", "spam"), ("Trash", "trash")])
def test_every_decision_can_be_undone(owner, services, waiting, label, status):
    page = press(owner, queue(owner), label)
    assert services.inbox.get(waiting).status == status

    press(owner, page, "Undo")
    assert services.inbox.get(waiting).status == "pending"


def test_undoing_an_approval_takes_the_comment_off_the_page(owner, services, waiting):
    page = press(owner, queue(owner), "Approve")
    press(owner, page, "Undo")

    assert published(services, waiting) is None
    assert services.inbox.get(waiting).status == "pending"


def test_spam_of_a_published_comment_and_back(owner, services, waiting):
    press(owner, queue(owner), "Approve")
    press(owner, queue(owner, "approved"), "Spam")
    assert published(services, waiting) is None

    press(owner, queue(owner, "spam"), "Restore")
    assert published(services, waiting).body == "My knee says thanks."


def test_approve_and_answer_in_one_step(owner, services, waiting):
    link = next(a for a in queue(owner).find_all("a") if a.text.startswith("Approve and answer"))
    page = press(owner, soup(owner.get(link["href"])), "Approve and publish", body="Glad *to*.")
    answers = [s for s in services.inbox.find("approved") if s.by_owner]

    assert "with your answer" in page.select_one(".flash").text
    assert published(services, waiting) is not None
    assert published(services, answers[0].id).by_owner
    assert published(services, answers[0].id).author == "The Owner"
    assert published(services, answers[0].id).in_reply_to == waiting


def test_an_answer_is_undone_with_its_approval(owner, services, waiting):
    form = soup(owner.get(f"/desk/submissions/{waiting}/answer"))
    page = press(owner, form, "Approve and publish", body="Glad to.")
    (answer,) = (s for s in services.inbox.find("approved") if s.by_owner)
    page = press(owner, page, "Undo")
    assert published(services, waiting) is None
    assert published(services, answer.id) is None
    assert services.inbox.get(waiting).status == "pending"
    assert services.inbox.get(answer.id).status == "trash"  # its words are still there

    press(owner, page, "Undo")
    assert published(services, answer.id).body == "Glad to."
    assert published(services, waiting) is not None


def test_undoing_the_answer_to_a_published_comment_leaves_the_comment(owner, services, waiting):
    services.inbox.decide(waiting, "approve")
    form = soup(owner.get(f"/desk/submissions/{waiting}/answer"))
    press(owner, press(owner, form, "Publish answer", body="Glad to."), "Undo")

    assert {s.by_owner: s.status for s in services.inbox.find(None)} == {
        False: "approved",
        True: "trash",
    }


def test_answering_twice_by_a_double_click_answers_once(owner, services, waiting):
    form = soup(owner.get(f"/desk/submissions/{waiting}/answer"))
    for _ in range(2):
        press(owner, form, "Approve and publish", body="Glad to.")

    assert len([s for s in services.inbox.find("approved") if s.by_owner]) == 1


def test_an_empty_answer_publishes_nothing(owner, services, waiting):
    page = press(
        owner, soup(owner.get(f"/desk/submissions/{waiting}/answer")), "Approve and", body=" "
    )

    assert "Write your answer" in page.select_one("[data-error-summary]").text
    assert services.inbox.get(waiting).status == "pending"


def test_no_form_forges_the_badge(client, owner, services):
    forged = {"by_owner": "true", "role": "owner", "Role": "owner", "status": "approved"}
    client.post("/replies", data=reply(author="The Owner", body="Role: owner") | forged)
    (submission,) = services.inbox.find("pending")

    assert not submission.by_owner
    press(owner, queue(owner), "Approve")
    assert not published(services, submission.id).by_owner


def test_editing_changes_the_published_comment_too(owner, services, waiting):
    press(owner, queue(owner), "Approve")
    page = soup(owner.get(f"/desk/submissions/{waiting}/edit"))
    assert page.find(id="body").text.strip() == "My knee says thanks."
    press(owner, page, "Save", author="Anne", url="x.example", body="Better")

    comment = published(services, waiting)
    assert (comment.author, comment.url, comment.body) == ("Anne", "https://x.example", "Better")


def test_a_faulty_edit_keeps_what_was_typed(owner, services, waiting):
    page = soup(owner.get(f"/desk/submissions/{waiting}/edit"))
    page = press(owner, page, "Save", author="", url="javascript:x", body="Better")

    assert page.find(id="body").text.strip() == "Better"
    assert services.inbox.get(waiting).author == "Ann"


def test_a_withdrawn_reply_cannot_be_published(owner, client, services, waiting):
    stale = queue(owner)
    services.inbox.withdraw(waiting)
    page = press(owner, stale, "Approve")

    assert "withdrew" in page.select_one(".flash").text
    assert services.inbox.get(waiting).status == "trash"


def test_a_decision_needs_the_desks_own_form(owner, services, waiting):
    for data in ({}, {"csrf_token": "wrong"}):
        answer = owner.post(f"/desk/submissions/{waiting}/approve", data=data)
        assert answer.status_code == 400
        assert "Nothing was changed" in answer.text
    assert services.inbox.get(waiting).status == "pending"


@pytest.mark.parametrize("verb", ["approve", "unapprove", "spam", "trash", "restore", "answer"])
def test_looking_changes_nothing(owner, services, waiting, verb):
    before = services.inbox.get(waiting)
    owner.get(f"/desk/submissions/{waiting}/{verb}")
    owner.head(f"/desk/submissions/{waiting}/{verb}")

    assert services.inbox.get(waiting) == before


def test_a_page_that_is_gone_is_named(owner, services, built_site, waiting):
    (built_site.root / "content/articles/knee-pain.md").unlink()
    built_site.build()

    assert "a page that is gone (knee-pain)" in queue(owner).main.text


def test_markup_is_text_at_the_desk(owner):
    evil = "<script>alert(1)</script>"
    owner.post("/replies", data=reply(author=evil, body=evil))
    html = owner.get("/desk/").text

    assert evil not in html
    assert evil in soup(owner.get("/desk/")).select_one(".comment__author").text


def test_a_comment_file_that_cannot_be_written_is_said_and_done_later(owner, services, waiting):
    folder = services.config.comments / PAGE
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    page = press(owner, queue(owner), "Approve")
    assert "is not filed yet" in page.select_one(".flash[data-kind=problem]").text
    assert services.inbox.get(waiting).status == "approved"

    folder.unlink()
    services.tidy()
    assert published(services, waiting) is not None
    assert services.inbox.to_file() == []


def test_no_visitor_page_is_changed_by_the_csrf_field(owner):
    assert csrf_token(queue(owner))


def test_a_long_queue_is_paged_both_ways(owner, services, clock):
    for number in range(60):
        clock.forward(seconds=1)
        services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", f"Number {number}."))
    first = queue(owner)
    second = soup(owner.get(first.find("a", rel="next")["href"]))
    again = soup(owner.get(second.find("a", rel="prev")["href"]))

    assert len(first.select(".submission")) == 50
    assert "Number 0." in first.select_one(".submission").text
    assert len(second.select(".submission")) == 10
    assert "Number 50." in second.select_one(".submission").text
    assert second.find("a", rel="next") is None
    assert [card["id"] for card in again.select(".submission")] == [
        card["id"] for card in first.select(".submission")
    ]


def test_a_page_whose_replies_are_all_decided_leads_to_the_beginning(owner, services, clock):
    for number in range(51):
        clock.forward(seconds=1)
        services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", f"Number {number}."))
    second = soup(owner.get(queue(owner).find("a", rel="next")["href"]))
    page = press(owner, second, "Approve")

    assert "Published" in page.select_one(".flash").text
    assert "Number 0." in page.select_one(".submission").text


def test_a_search_looks_in_all_and_says_where_else(owner, services, waiting):
    services.inbox.decide(waiting, "approve")
    page = soup(owner.get("/desk/", params={"search": "KNEE thanks"}))
    tabs = [" ".join(tab.text.split()) for tab in page.select(".tabs__tab")]

    assert tabs == ["Pending (0)", "Approved (1)", "Spam (0)", "Trash (0)", "All (1)"]
    assert "There is one elsewhere" in page.main.text
    elsewhere = next(a for a in page.find_all("a") if a.text == "look in all replies")
    found = soup(owner.get(elsewhere["href"]))
    assert len(found.select(".submission")) == 1
    assert found.find(id="search")["value"] == "KNEE thanks"


def test_a_search_that_finds_nothing_says_what_to_do(owner, waiting):
    page = soup(owner.get("/desk/", params={"search": "nowhere"}))

    assert "No pending reply fits. Try fewer words" in " ".join(page.main.text.split())
    off = next(a for a in page.select("[data-part=empty] a") if a.text == "Take the filters off")
    assert len(soup(owner.get(off["href"])).select(".submission")) == 1


def test_a_decision_leads_back_to_the_same_filtered_page(owner, services):
    for author in ("Ann", "Bob"):
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))
    page = soup(owner.get("/desk/", params={"search": "thanks", "order": "newest"}))
    page = press(owner, page, "Spam")

    assert page.find(id="search")["value"] == "thanks"
    assert page.select_one("[name=order] [selected]")["value"] == "newest"
    assert len(page.select(".submission")) == 1


def test_nobody_is_led_out_of_the_desk(owner, waiting):
    for address in ("https://evil.example/", "//evil.example/desk/", "/desk/\\evil", "/articles/"):
        data = {"csrf_token": csrf_token(queue(owner)), "back": address}
        answer = owner.post(f"/desk/submissions/{waiting}/spam", data=data)
        assert answer.headers["location"] == "/desk/"


def test_links_are_laid_bare(owner):
    body = "See [your bank](https://evil.example/login?a=1) and shop.example.org today."
    owner.post("/replies", data=reply(url="https://ann.example", body=body))
    bare = queue(owner).select_one(".bare")

    assert [dd.text for dd in bare.find_all("dd")] == [
        "https://ann.example",
        "https://evil.example/login?a=1",
        "http://shop.example.org",
    ]
    assert [strong.text for strong in bare.find_all("strong")][1] == "evil.example"
    assert bare.find("a") is None


def test_reasons_stand_beside_what_is_suspicious(owner, services):
    reply = Reply(PAGE, "", "Cy", "cy@x.example", "", "Buy <b>")
    services.inbox.receive(reply, Verdict(reasons=("It has five links.", "“<b>” is markup.")))
    page = queue(owner)

    assert [li.text for li in page.select(".reasons li")] == [
        "It has five links.",
        "“<b>” is markup.",
    ]
    assert soup(owner.get("/desk/?reasons=without")).select(".submission") == []


def test_what_looks_like_spam_is_one_press_away(owner, services):
    for number in range(3):
        suspect = Reply(PAGE, "", "Cy", "cy@x.example", "", f"Buy {number}.")
        services.inbox.receive(suspect, Verdict(reasons=("It has five links.",), score=0.7))
    services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", "Thanks."))
    hint = queue(owner).select_one(".likely")
    page = soup(owner.get(hint.a["href"]))

    assert " ".join(hint.text.split()) == "3 look like spam: see them alone"
    assert len(page.select(".submission")) == 3
    assert page.select_one(".likely") is None
    services.inbox.decide_all([item.id for item in services.inbox.find("pending")], "spam")
    assert queue(owner).select_one(".likely") is None


def test_the_replies_on_one_page_are_one_press_away(owner, services, built_site):
    built_site.article("hip", Title="Hip Pain", **{"Former-Id": "old-hip"})
    built_site.build()
    for number, page in enumerate((PAGE, "hip", "old-hip")):
        services.inbox.receive(Reply(page, "", "Ann", "ann@example.com", "", f"{number}."))
    listed = queue(owner)
    options = [option.text for option in listed.select("[name=page] option")]
    link = next(a for a in listed.find_all("a") if a.text == "only this page: Hip Pain")
    page = soup(owner.get(link["href"]))

    assert options == ["All pages", "Hip Pain (2)", "Knee Pain (1)"]
    assert len(page.select(".submission")) == 2
    assert "On one page." in page.select_one(".filters").text
    assert "only this page" not in page.text


def test_one_at_a_time_says_how_many_fit(owner, services):
    for author in ("Ann", "Bob", "Cy"):
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))

    def count(path: str) -> str:
        return soup(owner.get(path)).select_one("[data-count]").text

    assert count("/desk/triage") == "3 pending"
    assert count("/desk/triage?search=bob") == "1 fits of 3 pending"
    assert count("/desk/triage?search=thanks") == "3 fit of 3 pending"


def test_the_end_of_what_fits_leads_on_to_what_else_waits(owner, services):
    for author in ("Ann", "Bob"):
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))
    page = press(owner, soup(owner.get("/desk/triage?search=ann")), "Approve the")
    assert "None of these is left. 1 other waits: read it" in " ".join(page.main.text.split())

    page = soup(owner.get(next(a for a in page.find_all("a") if a.text == "read it")["href"]))
    press(owner, page, "Approve the")
    page = soup(owner.get("/desk/triage?search=ann"))
    assert "None of these is left. New replies appear in the list." in page.main.text


def test_the_address_of_the_news_changes_with_what_happens(owner, services, waiting):
    marks = [owner.get("/desk/news").json()["mark"] for _ in range(2)]
    services.inbox.decide(waiting, "spam")
    marks.append(owner.get("/desk/news").json()["mark"])
    services.inbox.receive(Reply(PAGE, "", "Bob", "bob@x.example", "", "New."))
    marks.append(owner.get("/desk/news").json()["mark"])

    assert marks[0] == marks[1]
    assert len(set(marks)) == 3


def test_a_sender_whose_address_is_erased_cannot_be_asked_for(owner):
    assert owner.get("/desk/?sender=nowhere").status_code == 404


def test_one_at_a_time_goes_through_all(owner, services, clock):
    for author in ("Ann", "Bob", "Cy"):
        clock.forward(seconds=1)
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))
    page = soup(owner.get("/desk/triage"))
    assert "Ann" in page.select_one("[data-one]").text
    assert "Bob" in page.select_one("template").decode_contents()

    page = press(owner, page, "Approve the")
    assert "Published: the reply of Ann" in page.select_one(".flash").text
    assert "Bob" in page.select_one("[data-one]").text
    page = soup(owner.get(page.find("a", rel="next")["href"]))  # leave Bob
    page = press(owner, page, "Spam")
    assert "begin again" in page.main.text
    page = soup(owner.get(next(a for a in page.find_all("a") if a.text == "begin again")["href"]))
    page = press(owner, page, "Trash")

    assert "All read" in page.main.text
    assert {s.author: s.status for s in services.inbox.find(None)} == {
        "Ann": "approved",
        "Bob": "trash",
        "Cy": "spam",
    }


def test_undo_leads_back_to_the_reply_itself(owner, services, clock):
    for author in ("Ann", "Bob"):
        clock.forward(seconds=1)
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))
    page = press(owner, soup(owner.get("/desk/triage")), "Spam")
    page = press(owner, page, "Undo")

    assert "Ann" in page.select_one("[data-one]").text
    assert "Bob" in page.select_one("template").decode_contents()


def test_answering_one_at_a_time_goes_on_to_the_next(owner, services, clock):
    for author in ("Ann", "Bob"):
        clock.forward(seconds=1)
        services.inbox.receive(Reply(PAGE, "", author, f"{author}@x.example", "", "Thanks."))
    page = soup(owner.get("/desk/triage"))
    page = press(owner, page, "Approve and publish", body="You are welcome.")

    assert "with your answer" in page.select_one(".flash").text
    assert "Bob" in page.select_one("[data-one]").text


def test_an_empty_answer_comes_back_with_its_way_on(owner, services, waiting):
    page = press(owner, soup(owner.get("/desk/triage")), "Approve and publish", body=" ")

    assert "Write your answer" in page.select_one("[data-error-summary]").text
    assert page.find("input", {"name": "back"})["value"].startswith("/desk/triage?")


def test_a_desk_that_does_not_publish_says_nothing_of_it(owner, services, waiting):
    page = press(owner, queue(owner), "Approve")

    assert "Publish now" not in page.text
    assert services.ledger.read().waiting == 0
