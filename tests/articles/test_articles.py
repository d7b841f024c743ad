import hashlib
import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from plugins.articles.description import describe
from plugins.articles.skeleton import SkeletonError, new_article
from tests.support import ROOT, Site

KNEE = "articles/knee-pain-is-it-your-knee-at-all"
# Of the ten paragraphs as the owner gave them, joined by blank lines.
OWNERS_WORDS = "ec88c33c62e9df66f0ad5efd85913ab50853bfbca829eb9e2d481b00df923f0b"


@pytest.fixture(scope="module")
def real_site(tmp_path_factory) -> Site:
    """The project's own content."""
    site = Site(tmp_path_factory.mktemp("real"))
    (site.root / "content").symlink_to(ROOT / "content")
    site.build()
    return site


def test_the_first_article_stands_to_the_letter(real_site):
    page = real_site.page(f"{KNEE}/index.html")
    paragraphs = [p.get_text() for p in page.select_one(".post__body").find_all("p")]

    assert page.h1.text == "Knee Pain: Is It Your Knee At All?"
    assert page.select_one(".post__header time").text == "26.02.2020"
    assert hashlib.sha256("\n\n".join(paragraphs).encode()).hexdigest() == OWNERS_WORDS


def test_the_article_leads_to_the_contact_page(real_site):
    link = real_site.page(f"{KNEE}/index.html").select_one(".post__body a")

    assert (link.text, link["href"]) == ("get in touch with me", "/contact/")
    assert real_site.page("contact/index.html").select_one("a[href^='mailto:']") is not None


def test_no_summary_is_needed_for_a_description():
    assert describe("<p>One &amp; two.</p>") == "One & two."
    assert len(describe("word " * 100)) <= 155
    assert describe("word " * 100).endswith("word…")


def test_json_ld_says_what_the_page_shows(site):
    site.article(Summary="In short.", Modified="2020-03-05")
    site.comment("c1", author="Ann")
    site.comment("c2", in_reply_to="c1")
    site.build(SITEURL="https://x.example", AUTHOR="The Owner")
    data = json.loads(site.page().find("script", type="application/ld+json").string)

    assert data["@type"] == "BlogPosting"
    assert data["headline"] == "Knee Pain"
    assert data["description"] == "In short."
    assert data["datePublished"] == "2020-02-26T00:00:00+00:00"
    assert data["dateModified"].startswith("2020-03-05")
    assert data["commentCount"] == 2
    assert data["comment"][0]["author"]["name"] == "Ann"
    assert data["comment"][1]["parentItem"]["@id"].endswith("#comment-c1")
    assert data["mainEntityOfPage"] == "https://x.example/articles/knee-pain/"


def test_canonical_description_and_open_graph(site):
    site.article(Summary="In short.")
    site.build(SITEURL="https://x.example")
    head = site.page().head

    assert head.find("link", rel="canonical")["href"] == "https://x.example/articles/knee-pain/"
    assert head.find("meta", {"name": "description"})["content"] == "In short."
    assert head.find("meta", property="og:title")["content"] == "Knee Pain"
    assert head.find("meta", property="og:type")["content"] == "article"


def test_a_new_article_is_a_draft_that_builds(site):
    (site.root / "content/articles").mkdir(parents=True)
    site.article("knee-pain-is-it-your-knee-at-all")
    made = new_article("Hip Pain:  “Sitting” & You?", site.root / "content/articles", date.today())
    site.build()

    assert made.name == "hip-pain-sitting-you.md"
    page = site.page("drafts/articles/hip-pain-sitting-you/index.html")
    assert page.h1.text == "Hip Pain: “Sitting” & You?"
    assert "This is a draft" in page.text


def test_a_new_article_never_overwrites(tmp_path):
    new_article("Hip Pain", tmp_path, date.today())
    (tmp_path / "hip-pain.md").write_text("mine")

    with pytest.raises(SkeletonError, match=r"hip-pain\.md is there already"):
        new_article("Hip pain", tmp_path, date.today())
    assert (tmp_path / "hip-pain.md").read_text() == "mine"


@pytest.mark.parametrize("title", ["", "  ", "?!"])
def test_a_new_article_needs_a_title(tmp_path, title):
    with pytest.raises(SkeletonError, match="TITLE="):
        new_article(title, tmp_path, date.today())


@pytest.mark.parametrize(
    "feed", ["articles", "drills", "comments", "articles/knee-pain/comments.atom.xml"]
)
def test_a_title_with_signs_of_markup_is_whole_in_every_feed_and_on_the_page(site, feed):
    title = "Knee <90 bend to >30 & <b>up</b>"
    site.article(Title=title)
    site.comment("c1", author="Ann")
    site.drill(title=title)
    site.build()
    path = feed if "/" in feed else f"feeds/{feed}.atom.xml"
    found = ET.parse(site.output / path).find("{*}entry/{*}title").text

    assert found.removeprefix("Ann on ") == title
    assert site.page().h1.text == title
    assert site.page("drills/hip-hinge/index.html").h1.text == title
    assert title in site.page().title.text
