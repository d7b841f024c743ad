"""Every kind of page there is, opened in a browser: for the checks and for the pictures."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, Response, Route

from tests.browser.letters import key_of, letter, link_of
from tests.browser.preview import preview, until
from tests.desk.mail.post_office import PostOffice, post_office
from tests.support import Site, http_client, project_copy, reply, run

KNEE = "/articles/knee-pain-is-it-your-knee-at-all/"
WORDS = (
    "An example of a comment, with **strong** words, and long enough to run over several lines on "
    "a phone.\n\nIt has a second paragraph.",
    "An example of a short comment.",
    "> An example\n\nof a comment that *quotes*.",
    "An example with a list:\n\n- one\n- two",
)


@dataclass
class Gallery:
    """The pages by name, and how each is reached on a running copy of the project."""

    root: Path
    url: str
    browser: Browser
    visits: dict[str, Callable[[Page], object]] = field(default_factory=dict)

    def pages(self, **context: object) -> Iterator[tuple[str, Page, str]]:
        """Open every page as its visitor would: its name, the page, and the HTML that was sent."""
        visitors = {
            "reader": self.browser.new_context(**context),  # type: ignore[arg-type]
            "desk": self.browser.new_context(**context),  # type: ignore[arg-type]
        }
        for visitor in visitors.values():
            # No page is loaded anew while it is looked at, nor shows what readers never see.
            visitor.route("**/_preview/live.js", _nothing)
        sign_in(visitors["desk"].new_page(), self.link())
        for name, visit in self.visits.items():
            who = "desk" if name.startswith("desk") and "sign-in" not in name else "reader"
            page = visitors[who].new_page()
            sent: list[Response] = []
            page.on("response", lambda got, sent=sent: sent.append(got) if _is_page(got) else None)
            visit(page)
            page.wait_for_load_state("load")
            yield name, page, sent[-1].text()
            page.close()
        for visitor in visitors.values():
            visitor.close()

    def link(self) -> str:
        """A sign-in link that has not been used."""
        return run("desk", "sign-in-link", "--at", self.url, cwd=self.root).stdout.strip()


def _nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")


@contextmanager
def gallery(root: Path, browser: Browser) -> Iterator[Gallery]:
    """A copy of the project with something on every page, served."""
    site = Site(project_copy(root))
    _write_content(site)
    tell_readers(root)
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nPUBLISH_TO = 'nowhere'\n")
    with (
        post_office() as office,
        preview(root, DESK_SMTP_URL=office.url) as running,
        http_client(int(running.url.rpartition(":")[2])) as client,
    ):
        until(lambda: client.get("/").is_success)
        shown = Gallery(root, running.url, browser)
        run("desk", "set-pin", "--stdin", cwd=root, input="271828")
        shown.visits = _visits(shown, _fill_inbox(root, client))
        shown.visits |= _more_visits(shown.url, _mailed(root, office, client))
        yield shown


def tell_readers(root: Path) -> None:
    """Let readers of a copy of the project ask for mail."""
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nREPLIES_TELL_READERS = True\n")


def sign_in(page: Page, link: str) -> None:
    """Sign the owner in and close the page."""
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    page.close()


def _is_page(response: Response) -> bool:
    request = response.request
    return request.is_navigation_request() and not 300 <= response.status < 400


def _write_content(site: Site) -> None:
    for number in range(1, 12):
        words = "A placeholder, so that lists have something to show."
        site.article(f"article-{number}", words, Title=f"Article {number}", Category="Hip")
    site.article("closed", "Read only.", Title="A closed article", Replies="closed")
    body = "A paragraph.\n\n## A heading\n\n- one\n- two\n\n> A quotation.\n\n1. first\n2. second\n"
    site.article("everything", body, Title="Everything Markdown makes", Tags="hip")
    site.article("draft", "Not yet.", Title="An unfinished thought", Status="draft")
    site.article("long", "Much discussed.", Title="A long thread")
    for number in range(101):
        at = datetime(2020, 3, 1, tzinfo=UTC) + timedelta(hours=number)
        site.comment(f"l{number}", page="long", author=f"Ann N{number}", date=at, body=WORDS[1])
    site.drill(
        "overdue",
        drill="ov",
        title="An overdue drill",
        last_reviewed=date.today() - timedelta(days=300),
        next_review=date.today() - timedelta(days=1),
    )
    site.drill("draft", drill="dr", title="An unfinished drill", status="draft")
    known = [
        ("Ann", "", False),
        ("Bob", "c0", False),
        ("The Owner", "c1", True),
        ("Cy", "c2", False),
    ]
    for number, (author, parent, by_owner) in enumerate([*known, ("Di", "c3", False)]):
        site.comment(
            f"c{number}",
            page="everything",
            author=author,
            body=WORDS[number % len(WORDS)],
            date=datetime(2020, 3, 1 + number, 9, 30, tzinfo=UTC),
            in_reply_to=parent,
            by_owner=by_owner,
            url="https://ann.example" if author == "Ann" else "",
        )
    site.comment("c0", page="closed")


def _fill_inbox(root: Path, client: httpx.Client) -> dict[str, str]:
    """Replies of every status; returns the addresses of the status pages, by what they show."""
    found = {}
    statuses = ("pending", "spam", "trash", "approved", "withdrawn", "corrected")
    for number, status in enumerate(statuses):
        author = ("Ann", "Cheap Shoes", "Test", "Bob", "Eve", "Dot")[number]
        fields = reply(author=author, body=WORDS[number % len(WORDS)], url="https://x.example")
        fields |= {"page": "everything", "parent": "c0" if number % 2 == 0 else ""}
        found[status] = client.post("/replies", data=fields).headers["location"]
        id = run("desk", "list", "--limit", "1", cwd=root).stdout.split()[0]
        if status in ("spam", "trash"):
            run("desk", status, id, cwd=root)
        if status in ("approved", "corrected"):
            run("desk", "approve", id, cwd=root)
    correction = {"author": "Dot", "url": "", "body": WORDS[3]}
    client.post(f"{found['corrected']}/correct", data=correction)
    client.post(f"{found['withdrawn']}/withdraw")
    return found


def _mailed(root: Path, office: PostOffice, client: httpx.Client) -> dict[str, str]:
    """Replies that mail is about: the key of a decision, and where the links to readers lead."""
    found = {}
    for state in ("question", "on", "off", "late"):
        about = {"page": "everything", "author": f"Fay {state}", "email": f"{state}@example.com"}
        client.post("/replies", data=reply(on_published="y", on_answers="y", **about))
        found[state] = link_of(letter(office, f"{state}@example.com"), "/replies/mail/")
    client.post(found["on"])
    client.post(f"{found['off']}/stop")
    newest = run("desk", "list", "--order", "newest", "--limit", "1", cwd=root).stdout
    run("desk", "approve", newest.split()[0], cwd=root)
    return found | {"key": key_of(letter(office, "you@example.com", about="Fay question"))}


def _more_visits(url: str, mailed: dict[str, str]) -> dict[str, Callable[[Page], object]]:
    """How the pages are reached that mail leads to."""

    def at(path: str) -> Callable[[Page], object]:
        return lambda page: page.goto(url + path)

    def decision(page: Page) -> None:
        page.goto(f"{url}/desk/moderation#{mailed['key']}")
        page.get_by_role("heading", name="A reply to read").wait_for()
        page.get_by_role("button", name="Approve").wait_for()

    def wrong_pin(page: Page) -> None:
        decision(page)
        page.get_by_label("PIN").fill("314159")
        page.get_by_role("button", name="Approve").click()
        page.get_by_role("alert").wait_for()

    def faulty_key(page: Page) -> None:
        page.goto(f"{url}/desk/moderation#forged")
        page.get_by_role("alert").wait_for()

    return {
        "reply-mail-question": at(mailed["question"]),
        "reply-mail-on": at(mailed["on"]),
        "reply-mail-off": at(mailed["off"]),
        "reply-mail-late": at(mailed["late"]),
        "moderation": decision,
        "moderation-wrong-pin": wrong_pin,
        "moderation-faulty-key": faulty_key,
        "moderation-by-hand": at("/desk/moderation"),
        "desk-moderation": decision,
        "desk-moderation-done": at("/desk/moderation/done"),
    }


def _visits(shown: Gallery, status_pages: dict[str, str]) -> dict[str, Callable[[Page], object]]:
    """How each page is reached: a table, with a few helpers for what needs a press."""
    url = shown.url

    def at(path: str) -> Callable[[Page], object]:
        return lambda page: page.goto(url + path)

    def form_errors(page: Page) -> None:
        page.goto(url + KNEE)
        page.locator("[name=email]").fill("not an address")
        page.locator("[name=body]").fill("It was my hip.")
        with page.expect_navigation():  # past the script, which would not let it out
            page.evaluate("document.querySelector('[data-reply-form]').submit()")

    def reply_preview(page: Page) -> None:
        page.goto(f"{url}/replies/new?page=everything&parent=c0")
        page.locator("[name=author]").fill("Ann")
        page.locator("[name=email]").fill("ann@example.com")
        page.locator("[name=body]").fill("It *was* my hip.\n\n- and my knee\n- and my foot")
        with page.expect_navigation():
            page.get_by_role("button", name="Preview").click()

    def script_errors(page: Page) -> None:
        page.goto(url + KNEE)
        page.get_by_role("button", name="Post Comment").click()

    def inline_reply(page: Page) -> None:
        page.goto(f"{url}/articles/everything/")
        page.locator(".comment__reply[href$=c0]").click()

    def too_much(page: Page) -> None:
        page.goto(url + KNEE)
        page.evaluate("document.querySelector('[name=body]').value = 'x'.repeat(2000000)")
        with page.expect_navigation():
            page.evaluate("document.querySelector('[data-reply-form]').submit()")

    def flash(page: Page) -> None:
        page.goto(f"{url}/desk/?status=spam")
        page.get_by_role("button", name="Restore").first.click()
        page.wait_for_selector(".flash")
        page.goto(f"{url}/desk/")
        page.locator(".submission", has_text="Cheap Shoes").get_by_role(
            "button", name="Spam"
        ).click()
        page.wait_for_selector(".flash")

    def first(label: str, status: str) -> Callable[[Page], object]:
        def visit(page: Page) -> None:
            page.goto(f"{url}/desk/?status={status}")
            page.get_by_role("link", name=label).first.click()
            page.wait_for_load_state("load")

        return visit

    def filtered(page: Page) -> None:
        page.goto(f"{url}/drills/?joint=knee")
        page.get_by_role("button", name="Show all").wait_for()

    def other_side(page: Page) -> None:
        page.goto(f"{url}/drills/standing-hip-circle/")
        page.get_by_role("button", name="Other side").click()

    def moving(page: Page) -> None:
        page.goto(f"{url}/drills/glute-bridge/")
        page.get_by_role("button", name="Play").click()
        page.get_by_role("button", name="Pause").click()

    def correction_errors(page: Page) -> None:
        page.goto(f"{url}{status_pages['pending']}/correct")
        page.locator("[name=author]").fill("")
        page.get_by_role("button", name="Send").click()
        page.wait_for_selector("[data-error-summary]")

    def ticked(page: Page) -> None:
        page.goto(f"{url}/desk/")
        page.get_by_label("Select the reply of Ann").check()
        page.locator(".like summary").first.click()

    def failed_to_publish(page: Page) -> None:
        page.goto(f"{url}/desk/")
        page.get_by_role("button", name=re.compile("Publish now|Try again")).click()
        page.get_by_text("Publishing failed").wait_for(timeout=60_000)

    def keys(page: Page) -> None:
        page.goto(f"{url}/desk/")
        page.get_by_role("button", name="Keys").click()

    def answering(page: Page) -> None:
        page.goto(f"{url}/desk/triage")
        page.locator("[data-answer] summary").click()

    def edit_errors(page: Page) -> None:
        first("Edit", "pending")(page)
        page.locator("[name=author]").fill("")
        page.get_by_role("button", name="Save").click()
        page.wait_for_selector("[data-error-summary]")

    def person(page: Page) -> None:
        page.goto(f"{url}/desk/person")
        page.get_by_label("Email address").fill("ann@example.com")
        page.get_by_role("button", name="Look up").click()
        page.get_by_role("heading", name="What is kept of").wait_for()

    def person_erase(page: Page) -> None:
        person(page)
        page.get_by_role("button", name="Erase: see first").click()
        page.get_by_role("button", name="Erase for good").wait_for()

    return {
        "home": at("/"),
        "home-older": at("/page/2/"),
        "article": at(KNEE),
        "article-thread": at("/articles/everything/"),
        "article-inline-reply": inline_reply,
        "article-long": at("/articles/long/#comments"),
        "comments": at("/articles/long/comments/1/"),
        "article-closed": at("/articles/closed/"),
        "article-script-errors": script_errors,
        "drills": at("/drills/"),
        "drills-filtered": filtered,
        "drills-joint": at("/drills/joint/hip/"),
        "drill": at("/drills/knee-to-wall-ankle-rock/"),
        "drill-lying": at("/drills/side-lying-clam/"),
        "drill-held": at("/drills/supported-deep-squat/"),
        "drill-other-side": other_side,
        "drill-moving": moving,
        "drill-overdue": at("/drills/overdue/"),
        "drill-draft": at("/drafts/drills/draft/"),
        "archives": at("/archives/"),
        "category": at("/categories/hip/"),
        "tag": at("/tags/hip/"),
        "about": at("/about/"),
        "contact": at("/contact/"),
        "privacy": at("/privacy/"),
        "missing": at("/nowhere/"),
        "drafts": at("/drafts/"),
        "draft": at("/drafts/articles/draft/"),
        "reply-errors": form_errors,
        "reply-to-comment": at("/replies/new?page=everything&parent=c0"),
        "reply-preview": reply_preview,
        "reply-too-large": too_much,
        "reply-missing": at("/replies/unknown"),
        "reply-awaiting": at(status_pages["pending"]),
        "reply-published": at(status_pages["approved"]),
        "reply-refused": at(status_pages["spam"]),
        "reply-withdrawn": at(status_pages["withdrawn"]),
        "reply-corrected": at(status_pages["corrected"]),
        "reply-correct": at(f"{status_pages['approved']}/correct"),
        "reply-correct-errors": correction_errors,
        "desk-sign-in-link": lambda page: page.goto(shown.link()),
        "desk-sign-in-none": at("/desk/sign-in"),
        "desk-sign-in-used": at("/desk/sign-in?token=used"),
        "desk-pending": at("/desk/"),
        "desk-approved": at("/desk/?status=approved"),
        "desk-spam": at("/desk/?status=spam"),
        "desk-trash": at("/desk/?status=trash"),
        "desk-undo": flash,
        "desk-search": at("/desk/?status=all&search=example&order=newest"),
        "desk-search-none": at("/desk/?search=nowhere&reasons=with"),
        "desk-ticked": ticked,
        "desk-not-published": failed_to_publish,
        "desk-keys": keys,
        "desk-one": at("/desk/triage"),
        "desk-one-answer": answering,
        "desk-one-none": at("/desk/triage?search=nowhere"),
        "desk-answer": first("Approve and answer", "pending"),
        "desk-edit": first("Edit", "pending"),
        "desk-edit-errors": edit_errors,
        "desk-person": at("/desk/person"),
        "desk-person-found": person,
        "desk-person-erase": person_erase,
    }
