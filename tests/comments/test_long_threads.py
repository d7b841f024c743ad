"""Threads over several pages: what Pelican really builds."""

import gzip
import json
import random
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from urllib.parse import urldefrag, urljoin

import pytest

from plugins.faults import ContentFaults

ATOM = "{http://www.w3.org/2005/Atom}"
THR = "{http://purl.org/syndication/thread/1.0}"
WORDS = """knee hip stair walk run ache stiff morning evening better worse left right doctor week
month drill stretch strong range ankle chair work sit stand slowly thanks why because since spring
before after while often never again would could really question physiotherapist"""
ARTICLE = "articles/knee-pain/index.html"
SITE = "https://x.example"


def part(number: int) -> str:
    return f"articles/knee-pain/comments/{number}/index.html"


def fill(site, count: int, **fields: object) -> None:
    for number in range(count):
        date = datetime(2020, 3, 1, tzinfo=UTC) + timedelta(hours=number)
        site.comment(f"c{number:03}", author=f"N{number}", date=date, **fields)


def shown(page) -> list[str]:
    return [item["id"].removeprefix("comment-") for item in page.select(".thread__item")]


def test_the_article_has_the_newest_and_leads_to_the_older(site):
    site.article()
    fill(site, 25)
    site.build(REPLIES_PER_PAGE=10)
    page = site.page()

    assert shown(page) == [f"c{n:03}" for n in range(10, 25)]
    assert page.find(id="comments-title").text == "25 Comments"
    assert (
        page.select_one(".thread a[rel=prev]")["href"] == "/articles/knee-pain/comments/1/#comments"
    )
    assert page.find("link", rel="canonical")["href"] == "/articles/knee-pain/"
    assert site.page("index.html").select_one(".entry .meta a").text == "25 Comments"


def test_a_page_of_its_own_for_the_older_ones(site):
    site.article()
    fill(site, 35)
    site.build(REPLIES_PER_PAGE=10)
    first, second, third = (site.page(part(number)) for number in (1, 2, 3))

    assert shown(first) == [f"c{n:03}" for n in range(10)]
    assert " ".join(first.h1.text.split()) == "Comments on Knee Pain"
    assert first.h1.a["href"] == "/articles/knee-pain/"
    assert first.select("a[rel=prev]") == []
    assert first.select_one("a[rel=next]")["href"] == "/articles/knee-pain/comments/2/#comments"
    assert second.select_one("a[rel=prev]")["href"] == "/articles/knee-pain/comments/1/#comments"
    # The third page is what stands below the article.
    assert second.select_one("a[rel=next]")["href"] == "/articles/knee-pain/#comments"
    assert second.find("link", rel="canonical")["href"] == "/articles/knee-pain/comments/2/"
    assert third.find("link", rel="canonical")["href"] == "/articles/knee-pain/"
    assert len({page.title.text for page in (first, second, third, site.page())}) == 4
    assert first.find("form").find("input", {"name": "page"})["value"] == "knee-pain"


def test_every_link_to_a_comment_leads_to_where_it_stands(site):
    site.article()
    fill(site, 23)
    site.comment("deep", in_reply_to="c001", date=datetime(2020, 4, 1, tzinfo=UTC))
    site.build(REPLIES_PER_PAGE=5, FEED_DOMAIN=SITE)
    addresses = {}
    for path in [ARTICLE, *(part(number) for number in range(1, 6))]:
        page = site.page(path)
        for link in page.select(".thread__item .comment__head .meta a"):
            here = "/" + path.removesuffix("index.html")
            address, fragment = urldefrag(urljoin(here, link["href"]))
            target = site.page(f"{address.removeprefix('/')}index.html")
            assert target.find("li", id=fragment), f"{path}: {link['href']}"
            addresses.setdefault(fragment, set()).add(address)
    feed = ET.parse(site.output / "articles/knee-pain/comments.atom.xml")
    for entry in feed.findall(f"{ATOM}entry"):
        address, fragment = urldefrag(entry.find(f"{ATOM}link").get("href"))
        addresses[fragment].add(address.removeprefix(SITE))
    for it in json.loads(site.page().find("script", type="application/ld+json").string)["comment"]:
        address, fragment = urldefrag(it["@id"])
        addresses[fragment].add(address)

    assert len(addresses) == 24
    assert all(len(found) == 1 for found in addresses.values()), addresses
    assert addresses["comment-deep"] == {"/articles/knee-pain/comments/1/"}


def test_an_old_link_to_one_of_the_first_says_where_it_is(site):
    site.article()
    fill(site, 25)
    site.build(REPLIES_PER_PAGE=10)
    pointer = site.page().find(id="comment-c003")

    assert pointer.a["href"] == "/articles/knee-pain/comments/1/#comment-c003"
    assert "N3" in pointer.text
    assert [script["src"] for script in site.page().select("script[src*='/moved.']")]


def test_a_short_thread_and_a_draft_have_one_page(site):
    site.article()
    site.article("draft", Status="draft")
    fill(site, 10)
    for number in range(12):
        site.comment(f"d{number}", page="draft")
    site.build(REPLIES_PER_PAGE=10)

    assert not (site.output / "articles/knee-pain/comments").exists()
    assert len(shown(site.page("drafts/articles/draft/index.html"))) == 12
    assert not list((site.output / "drafts").rglob("comments"))


def test_drills_and_pages_have_long_threads_too(site):
    site.drill()
    site.write("pages/ask.md", "Title: Ask\nReplies: open\n\nAsk away.\n")
    fill(site, 7, page="drill-hip-hinge")
    fill(site, 7, page="page-ask")
    site.build(REPLIES_PER_PAGE=3)

    assert shown(site.page("drills/hip-hinge/comments/1/index.html")) == ["c000", "c001", "c002"]
    assert shown(site.page("ask/comments/1/index.html")) == ["c000", "c001", "c002"]


def test_a_page_saved_where_a_thread_will_have_one_is_named(site):
    site.article()
    fill(site, 4)
    site.article("other", Save_as=part(1))

    with pytest.raises(
        ContentFaults, match=r"other\.md:4: the address .*belongs to the comments on"
    ):
        site.build(REPLIES_PER_PAGE=3)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"REPLIES_PER_PAGE": -1}, "REPLIES_PER_PAGE is -1; write a whole number"),
        ({"REPLIES_PER_PAGE": "50"}, "REPLIES_PER_PAGE is '50'; write a whole number"),
        ({"REPLIES_AVATARS": "gravatar"}, "REPLIES_AVATARS is “gravatar”; write one of none, "),
    ],
)
def test_a_setting_that_cannot_be_stops_the_build(site, settings, words):
    with pytest.raises(SystemExit, match=words):
        site.build(**settings)


def test_two_hundred_comments_are_a_small_page(site):
    site.article()
    chance, words = random.Random(4), WORDS.split()
    for number in range(200):
        date = datetime(2020, 3, 1, tzinfo=UTC) + timedelta(minutes=617 * number)
        id = f"{date:%Y%m%d-%H%M%S}-{chance.randbytes(4).hex()}"
        body = " ".join(chance.choices(words, k=chance.randint(5, 60))).capitalize()
        site.comment(
            id, author=f"{chance.choice(words)} {chance.choice(words)}", date=date, body=body
        )
    site.build(REPLIES_PER_PAGE=0)
    page = site.page()

    assert len(shown(page)) == 200
    assert len(gzip.compress((site.output / ARTICLE).read_bytes())) <= 30_000
    assert all(
        script.get("type") in ("module", "application/ld+json")
        for script in page.find_all("script")
    )
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert data["commentCount"] == 200


def test_feeds_say_what_a_comment_answers(site):
    site.article()
    site.comment("c1")
    site.comment("c2", in_reply_to="c1", date=datetime(2020, 3, 2, tzinfo=UTC))
    site.comment("c3", in_reply_to="gone", date=datetime(2020, 3, 3, tzinfo=UTC))
    site.build(FEED_DOMAIN=SITE, SITEURL=SITE)
    articles = ET.parse(site.output / "feeds/articles.atom.xml")
    feed = ET.parse(site.output / "articles/knee-pain/comments.atom.xml")
    third, second, first = feed.findall(f"{ATOM}entry")
    article = articles.find(f"{ATOM}entry")

    def answers(entry) -> dict[str, str]:
        return entry.find(f"{THR}in-reply-to").attrib

    assert answers(first) == {
        "ref": article.find(f"{ATOM}id").text,
        "href": f"{SITE}/articles/knee-pain/",
        "type": "text/html",
    }
    assert answers(second)["ref"] == first.find(f"{ATOM}id").text
    assert answers(second)["href"] == f"{SITE}/articles/knee-pain/#comment-c1"
    assert answers(third)["ref"] == article.find(f"{ATOM}id").text
    ids = [it.text for it in feed.iter(f"{ATOM}id")] + [articles.find(f"{ATOM}id").text]
    assert len(set(ids)) == len(ids)
    link = article.find(f"{ATOM}link[@rel='replies']")
    assert link.attrib == {
        "rel": "replies",
        "type": "application/atom+xml",
        "href": f"{SITE}/articles/knee-pain/comments.atom.xml",
        f"{THR}count": "3",
        f"{THR}updated": "2020-03-03T00:00:00+00:00",
    }
    assert article.find(f"{THR}total").text == "3"


def test_the_feed_of_drills_counts_comments_too(site):
    site.drill()
    site.comment("c1", page="drill-hip-hinge")
    site.build(FEED_DOMAIN=SITE, SITEURL=SITE)
    entry = ET.parse(site.output / "feeds/drills.atom.xml").find(f"{ATOM}entry")
    comment = ET.parse(site.output / "drills/hip-hinge/comments.atom.xml").find(f"{ATOM}entry")

    assert entry.find(f"{THR}total").text == "1"
    assert comment.find(f"{THR}in-reply-to").get("ref") == entry.find(f"{ATOM}id").text


def test_signs_that_no_feed_can_hold_do_not_break_it(site):
    site.article(Title="Knee")
    site.comment("c1", author="A\x08nn", body="One\x00 \ufffe two\x1b")
    site.build()
    entry = ET.parse(site.output / "feeds/comments.atom.xml").find(f"{ATOM}entry")

    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Ann"


def test_the_archives_count_comments(site):
    site.article()
    site.comment("c1")
    site.build()

    link = site.page("archives/index.html").select_one("dd .meta a")
    assert link.text == "1 Comment"
    assert link["href"] == "/articles/knee-pain/#comments"


@pytest.mark.parametrize(
    ("style", "tag", "count"), [("none", "span", 0), ("initials", "span", 2), ("pattern", "svg", 2)]
)
def test_a_sign_beside_each_name_that_says_nothing_to_who_listens(site, style, tag, count):
    site.article()
    site.comment("c1", author="Ann Lee")
    site.comment("c2", author="Bob")
    site.build(REPLIES_AVATARS=style)
    signs = site.page().select(".avatar")

    assert [sign.name for sign in signs] == [tag] * count
    assert all(sign["aria-hidden"] == "true" and not sign.text.strip() for sign in signs)


def test_the_key_of_the_signs_never_enters_the_output(site):
    site.article()
    site.comment("c1")
    secret = "0123456789abcdef" * 4
    (site.root / "var").mkdir()
    site.build(REPLIES_AVATARS="pattern")
    without = site.page().select_one(".avatar path")["d"]
    (site.root / "var" / "secret-key").write_text(secret)
    site.build(REPLIES_AVATARS="pattern")

    assert site.page().select_one(".avatar path")["d"] != without
    for path in site.output.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
