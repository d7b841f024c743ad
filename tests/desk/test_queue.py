import pytest
from bs4 import BeautifulSoup

from plugins.comments import store
from tests.support import PAGE, csrf_token, reply, soup


@pytest.fixture
def waiting(client, services) -> str:
    """The id of a reply that waits."""
    client.post("/replies", data=reply())
    return services.inbox.find("pending")[0].id


def press(owner, page: BeautifulSoup, label: str, **fields: str) -> BeautifulSoup:
    """Press the button of this label, as a browser without script would."""
    button = next(b for b in page.find_all("button") if b.text.strip().startswith(label))
    form = button.find_parent("form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return soup(owner.post(form["action"], data=data | fields, follow_redirects=True))


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
    assert tabs == ["Pending (1)", "Approved (0)", "Spam (0)", "Trash (0)"]


def test_an_empty_queue_says_so(owner):
    assert "Nothing waits to be read" in queue(owner).main.text


def test_approving_writes_the_comment_file(owner, services, waiting):
    page = press(owner, queue(owner), "Approve")

    assert published(services, waiting).author == "Ann"
    assert "Published: the reply of Ann" in page.select_one(".flash").text
    assert services.inbox.counts()["approved"] == 1
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


def test_a_long_queue_is_paged(owner, clock):
    for number in range(60):
        clock.forward(seconds=1)
        owner.post("/replies", data=reply(body=f"Number {number}"))
    first, second = queue(owner), soup(owner.get("/desk/", params={"page": 2}))

    assert len(first.select(".submission")) == 50
    assert "Number 0" in first.select_one(".submission").text
    assert len(second.select(".submission")) == 10


def test_no_visitor_page_is_changed_by_the_csrf_field(owner):
    assert csrf_token(queue(owner))
