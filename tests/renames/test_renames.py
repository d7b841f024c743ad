"""Pages that moved, or changed their id: what Pelican builds and what the desk takes."""

import xml.etree.ElementTree as ET

import pytest

from plugins.comments import manifest
from plugins.faults import ContentFaults
from tests.support import desk_services, reply, served_desk, soup

NEW = "articles/knee-pain/"


def former(site, path: str) -> str:
    """Where the page at a former address leads."""
    page = site.page(path)
    target = page.find("link", rel="canonical")["href"]
    refresh = page.find("meta", {"http-equiv": "refresh"})["content"]
    assert refresh == f"0; url={target}"
    assert page.main.a["href"] == target
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    return str(target)


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("old-knee", "articles/old-knee/index.html"),
        ("2019/knees/", "2019/knees/index.html"),
        ("/2019/knees", "2019/knees/index.html"),
        ("old.html", "old.html"),
        ("2019/old.html", "2019/old.html"),
        ("https://old.example/2019/knees/", "2019/knees/index.html"),
        ("2019/caf%C3%A9/", "2019/café/index.html"),
    ],
)
def test_a_former_address_leads_to_the_page(site, written, file):
    site.article(Former=written)
    site.build()

    assert former(site, file) == f"/{NEW}"


def test_several_former_addresses_of_an_article_and_a_page(site):
    site.article(Former="old-knee, older/address/, old-knee")
    site.write("pages/ask.md", "Title: Ask\nFormer: questions\n\nAsk away.\n")
    site.build()

    assert former(site, "articles/old-knee/index.html") == f"/{NEW}"
    assert former(site, "older/address/index.html") == f"/{NEW}"
    assert former(site, "questions/index.html") == "/ask/"


def test_a_draft_leads_nobody(site):
    site.article(Former="old-knee", Status="draft")
    site.build()

    assert not (site.output / "articles/old-knee").exists()


def test_the_comments_and_their_feed_follow(site):
    site.article(Former="old-knee")
    for number in range(5):
        site.comment(f"c{number}")
    site.build(REPLIES_PER_PAGE=2)
    feeds = [
        site.output / f"articles/{name}/comments.atom.xml" for name in ("old-knee", "knee-pain")
    ]

    assert former(site, "articles/old-knee/comments/1/index.html") == f"/{NEW}comments/1/"
    assert feeds[0].read_bytes() == feeds[1].read_bytes()
    assert len(ET.parse(feeds[0]).findall("{*}entry")) == 5


def test_the_desk_is_told(site):
    site.article(**{"Former": "old-knee, 2019/knees/", "Former-Id": "knees"})
    site.article("other", Title="Other")
    site.build()
    pages = manifest.load(site.output / manifest.FILE_NAME)

    assert pages["knee-pain"].former == ("articles/old-knee/", "2019/knees/")
    assert pages["knee-pain"].ids == ("knee-pain", "knees")
    assert pages["other"].former == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("?p=123", "holds a “?” or “#”"),
        ("a/../b/", "write what came after the name of the site"),
        ("/", "write what came after the name of the site"),
        ("knee-pain", "is the address that the page has; take it out"),
        ("other", "other.md; take it out of “Former:”"),
    ],
)
def test_what_cannot_be_a_former_address_is_named(site, written, words):
    site.article(Former=written)
    site.article("other", Title="Other")

    with pytest.raises(ContentFaults) as stopped:
        site.build()

    assert "knee-pain.md:4: " in str(stopped.value)
    assert words in str(stopped.value)


def test_two_pages_cannot_have_been_at_one_address(site):
    site.article("a", Former="same")
    site.article("b", Former="same")

    with pytest.raises(
        ContentFaults, match=r"b\.md:4: the address articles/same/ belongs to .*a\.md"
    ):
        site.build()


def test_comments_filed_under_a_former_id_are_shown_with_the_others(site):
    site.article(**{"Former-Id": "knees"})
    site.comment("c1", page="knees", author="Ann")
    site.comment("c2", in_reply_to="c1", author="Bob")
    site.build()

    assert site.page().find(id="comment-c1").find(id="comment-c2") is not None
    assert site.page().find(id="comments-title").text == "2 Comments"


@pytest.mark.parametrize("name", ["a", "z"])
def test_a_former_id_cannot_be_the_id_of_another_page(site, name):
    site.article(name, **{"Former-Id": "m"})
    site.article("m")

    with pytest.raises(ContentFaults, match=rf"{name}\.md:4: the former id “m” belongs to .*m\.md"):
        site.build()


def test_a_former_id_that_cannot_be_a_folder_is_named(site):
    site.article(**{"Former-Id": "../x"})

    with pytest.raises(ContentFaults, match=r"knee-pain\.md:4: the former id is “../x”"):
        site.build()


def test_a_form_of_before_the_id_changed_is_still_accepted(site, clock):
    site.article(**{"Former-Id": "knees"})
    site.comment("c1", page="knees", author="Bob", body="What Bob says")
    site.build()
    services = desk_services(site, clock)
    with served_desk(services) as client:
        form = soup(client.get("/replies/new", params={"page": "knees", "parent": "c1"}))
        answer = client.post("/replies", data=reply(page="knees", parent="c1"))
        (stored,) = services.inbox.find("pending")
        services.inbox.decide(stored.id, "approve")
        services.filing.run()
        site.build()

    assert "What Bob says" in form.main.text
    assert answer.status_code == 303
    assert stored.page_id == "knee-pain"
    assert site.page().find(id="comment-c1").find(id=f"comment-{stored.id}") is not None


def test_a_reply_that_waited_while_the_id_changed_is_published(site, clock):
    site.article(Id="knees")
    site.build()
    services = desk_services(site, clock)
    with served_desk(services) as client:
        client.post("/replies", data=reply(page="knees"))
        (stored,) = services.inbox.find("pending")
        site.article(**{"Id": "knee-pain", "Former-Id": "knees"})
        site.build()
        title = services.pages.get(stored.page_id).title
        services.inbox.decide(stored.id, "approve")
        services.filing.run()
        site.build()

    assert title == "Knee Pain"
    assert site.page().find(id=f"comment-{stored.id}") is not None
