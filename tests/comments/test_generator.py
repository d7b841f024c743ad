import json
import logging
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from plugins.faults import ContentFaults

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "articles/knee-pain/comments.atom.xml"


def entries(path) -> list[ET.Element]:
    return ET.parse(path).findall(f"{ATOM}entry")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 Comments"), (1, "1 Comment"), (2, "2 Comments")]
)
def test_the_line_below_the_title_counts_and_links(site, count, words):
    site.article()
    for number in range(count):
        site.comment(f"c{number}")
    site.build()
    meta = site.page().select_one(".post__header .meta")

    assert " ".join(meta.text.split()) == f"26.02.2020 | {words} |"
    assert meta.a["href"] == "/articles/knee-pain/#comments"
    assert site.page().find(id="comments") is not None


def test_the_thread_is_in_the_page(site):
    site.article()
    site.comment("c1", author="Ann", url="https://ann.example")
    site.comment("c2", author="Bob", in_reply_to="c1", date=datetime(2020, 3, 2, tzinfo=UTC))
    site.build()
    first = site.page().find(id="comment-c1")

    assert first.find(id="comment-c2") is not None
    assert first.select_one(".comment__author a")["rel"] == ["ugc", "nofollow", "noopener"]
    assert first.time.text == "01.03.2020"


def test_only_the_owner_has_the_badge(site):
    site.article()
    site.comment("c1", author="Author", body="Role: owner")
    site.comment("c2", author="The Owner", by_owner=True)
    site.build()
    badges = site.page().select(".badge")

    assert [badge.find_parent("li")["id"] for badge in badges] == ["comment-c2"]


def test_deep_threads_are_flattened_and_say_whom_they_answer(site):
    site.article()
    for number in range(5):
        parent = f"c{number - 1}" if number else ""
        date = datetime(2020, 3, 1 + number, tzinfo=UTC)
        site.comment(f"c{number}", author=f"N{number}", in_reply_to=parent, date=date)
    site.build(REPLIES_DEPTH=3)
    page = site.page()

    assert len(page.find(id="comment-c2").find_parents("li")) == 2
    assert len(page.find(id="comment-c4").find_parents("li")) == 2
    assert "in answer to N3" in " ".join(page.find(id="comment-c4").text.split())


def test_markup_comes_out_as_text_everywhere(site):
    site.article()
    evil = "<script>alert(1)</script>"
    site.comment("c1", author=evil, body=f"{evil} </script><b>", url='https://x.example/"><b>')
    site.build()
    html = (site.output / "articles/knee-pain/index.html").read_text("utf-8")
    data = json.loads(site.page().find("script", type="application/ld+json").string)
    (entry,) = entries(site.output / FEED)

    assert evil not in html
    assert "<b>" not in html
    assert site.page().select_one(".comment__author").text == evil
    assert data["comment"][0]["author"]["name"] == evil
    assert entry.find(f"{ATOM}title").text == f"{evil} on Knee Pain"
    assert "<script" not in entry.find(f"{ATOM}content").text


def test_feeds_of_page_and_site(site):
    site.article()
    site.article("hip-pain", Title="Hip Pain")
    site.comment("c1")
    site.comment("c2", page="hip-pain", author="Bob", date=datetime(2020, 3, 2, tzinfo=UTC))
    site.build(FEED_DOMAIN="https://x.example")
    (one,) = entries(site.output / FEED)
    both = entries(site.output / "feeds/comments.atom.xml")

    assert one.find(f"{ATOM}link").get("href") == (
        "https://x.example/articles/knee-pain/#comment-c1"
    )
    assert [entry.find(f"{ATOM}title").text for entry in both] == [
        "Bob on Hip Pain",
        "Ann on Knee Pain",
    ]
    link = site.page().find("link", title="Comments on Knee Pain")
    assert link["href"] == f"/{FEED}"


def test_a_feed_without_comments_has_the_date_of_its_page(site):
    site.article()
    site.build()

    assert ET.parse(site.output / FEED).find(f"{ATOM}updated").text.startswith("2020-02-26")


def test_every_bad_file_stops_the_build_and_is_named_at_once(site):
    site.article()
    site.build()
    before = (site.output / "articles/knee-pain/index.html").read_text("utf-8")
    site.write("comments/knee-pain/a.txt", "nonsense\n")
    site.write("comments/knee-pain/b.txt", "Author: Ann\nDate: soon\n\nx\n")
    with pytest.raises(ContentFaults) as stopped:
        site.build()

    assert "knee-pain/a.txt:1: " in str(stopped.value)
    assert "knee-pain/b.txt:2: Date is “soon”" in str(stopped.value)
    assert (site.output / "articles/knee-pain/index.html").read_text("utf-8") == before


def test_a_rename_keeps_the_thread(site):
    old = site.article("old-name", Id="knee-pain")
    site.comment("c1")
    site.build()
    old.rename(old.with_name("new-name.md"))
    site.build()

    assert site.page("articles/new-name/index.html").find(id="comment-c1") is not None
    assert not (site.output / "articles/old-name").exists()


def test_without_an_id_kind_and_slug_name_the_thread(site):
    site.article(Id="")
    site.comment("c1", page="article-knee-pain")
    site.build()

    assert site.page().find(id="comment-c1") is not None


def test_comments_whose_page_is_gone_are_named(site, caplog):
    site.article()
    site.comment("c1", page="gone")
    with caplog.at_level(logging.WARNING):
        site.build()

    assert "no page has the id “gone”, so its comments (1) are not shown" in caplog.text


def test_two_pages_with_one_id_stop_the_build(site):
    site.article("a", Id="same")
    site.article("b", Id="same")

    with pytest.raises(ContentFaults, match=r"[ab]\.md:3: the id “same” belongs to .*[ab]\.md"):
        site.build()


def test_an_id_that_cannot_be_a_folder_stops_the_build(site):
    site.article(Id="Knee Pain")

    with pytest.raises(ContentFaults, match=r"knee-pain\.md:3: the id is “Knee Pain”"):
        site.build()


def test_closed_by_header_shows_the_thread_without_the_form(site):
    site.article(Replies="closed")
    site.comment("c1")
    site.build()

    assert site.page().find(id="comment-c1") is not None
    assert site.page().find("form") is None
    assert site.page().select(".comment__reply") == []
    assert "Replies to this page are closed." in site.page().text


def test_closed_by_age_unless_the_header_keeps_it_open(site):
    site.article("old")
    site.article("kept", Replies="open")
    site.build(REPLIES_CLOSE_AFTER_DAYS=30)

    assert site.page("articles/old/index.html").find("form") is None
    assert site.page("articles/kept/index.html").find("form") is not None


def test_a_mistyped_replies_header_stops_the_build(site):
    site.article(Replies="shut")

    with pytest.raises(ContentFaults, match=r"knee-pain\.md:4: Replies is “shut”"):
        site.build()


def test_a_page_takes_replies_when_its_header_says_so(site):
    site.article()
    site.write("pages/ask.md", "Title: Ask\nReplies: open\n\nAsk away.\n")
    site.write("pages/quiet.md", "Title: Quiet\n\nHush.\n")
    site.comment("c1", page="page-ask")
    site.build()

    assert site.page("ask/index.html").find(id="comment-c1") is not None
    assert site.page("ask/index.html").find("form") is not None
    assert site.page("quiet/index.html").find("form") is None


def test_the_manifest_names_what_is_public_and_nothing_else(site):
    site.article()
    site.article("shut", Replies="closed")
    site.article("shut-and-empty", Replies="closed")
    site.article("draft", Status="draft")
    site.article("hidden", Status="hidden")
    site.comment("c1", page="shut")
    site.build(REPLIES_CLOSE_AFTER_DAYS=0)
    pages = json.loads((site.output / "replies.json").read_text("utf-8"))["pages"]

    assert set(pages) == {"knee-pain", "shut", "shut-and-empty"}
    assert pages["knee-pain"] == {
        "title": "Knee Pain",
        "url": "articles/knee-pain/",
        "closes": None,
    }
    assert pages["shut"]["closes"] is not None


def test_the_id_of_a_translation_has_the_region_of_its_language_in_small_letters(site):
    site.drill()
    site.drill("hip-hinge-gb", title="Hinge", slug="hip-hinge", lang="en-GB")
    site.comment("c1", page="drill-hip-hinge-en-gb", author="Ann")
    site.build()

    assert site.page("drills/hip-hinge-en-GB/index.html").find(id="comment-c1") is not None
