"""The sitemap of a real site: all that is public and nothing else, with true dates."""

import shutil
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest

from plugins.discovery.addresses import Address
from plugins.discovery.sitemap import sitemaps
from tests.support import ROOT, Site

URL = "https://knees.test"
ADDRESSES = {"SITEURL": URL, "FEED_DOMAIN": URL}
LOC, LASTMOD = "{*}loc", "{*}lastmod"


def entries(site: Site) -> dict[str, ET.Element]:
    """The elements of the sitemap, by their addresses relative to the site's."""
    root = ET.parse(site.output / "sitemap.xml").getroot()
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    return {str(it.findtext(LOC)).removeprefix(f"{URL}/"): it for it in root}


def changed(site: Site, url: str) -> str | None:
    return entries(site)[url].findtext(LASTMOD)


def languages(entry: ET.Element) -> dict[str, str]:
    links = entry.findall("{http://www.w3.org/1999/xhtml}link")
    assert all(link.get("rel") == "alternate" for link in links)
    return {str(link.get("hreflang")): str(link.get("href")) for link in links}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Site:
    """The project's content, and whatever else a site may have."""
    site = Site(tmp_path_factory.mktemp("whole"))
    shutil.copytree(ROOT / "content", site.root / "content")
    for number in range(12):
        site.article(f"article-{number}", Title=f"Article {number}", Tags="hip", Category="Hip")
    site.article("long", Title="Long", Former="before")
    for number in range(7):
        day = datetime(2021, 1, 1 + number, 9, tzinfo=UTC)
        site.comment(f"c{number}", page="long", date=day)
    site.article("long-de", Title="Lang", Lang="de", Slug="long")
    site.article("unfinished", Status="draft")
    site.article("unlisted", Status="hidden")
    site.write("pages/unlisted-page.md", "Title: Unlisted\nStatus: hidden\n\nText.\n")
    site.write("pages/unfinished-page.md", "Title: Unfinished\nStatus: draft\n\nText.\n")
    site.drill("unlisted-drill", drill="ud", status="hidden")
    site.drill("unfinished-drill", drill="uf", status="draft")
    site.drill("hip-hinge-de", drill="hg", title="Beuge", lang="de")
    site.build(REPLIES_PER_PAGE=2, **ADDRESSES)
    return site


def test_it_names_every_page_that_may_be_found_and_no_other(whole):
    expected = set()
    for path in whole.output.rglob("*.html"):
        page = whole.page(str(path.relative_to(whole.output)))
        canonical = page.find("link", rel="canonical")
        if canonical is None or page.find("meta", {"name": "robots", "content": "noindex"}):
            continue
        # Further pages of a list are left to be found, for what is on them moves.
        if "/page/" not in canonical["href"]:
            expected.add(canonical["href"].removeprefix(f"{URL}/"))
    found = entries(whole)

    assert {"", "about/", "articles/long/", "articles/long-de/", "drills/"} <= expected
    assert {"articles/long/comments/1/", "tags/hip/", "drills/joint/ankle/"} <= expected
    assert set(found) == expected


def test_it_leaks_nothing(whole):
    text = (whole.output / "sitemap.xml").read_text("utf-8")

    assert (whole.output / "articles/unlisted/index.html").is_file()
    assert (whole.output / "drafts/articles/unfinished/index.html").is_file()
    assert (whole.output / "articles/before/index.html").is_file()
    for word in ("unfinished", "unlisted", "draft", "404", "before"):
        assert word not in text


def test_a_page_in_two_languages_names_both_in_both(whole):
    found = entries(whole)
    both = {"en": f"{URL}/articles/long/", "de": f"{URL}/articles/long-de/"}

    assert languages(found["articles/long/"]) == both
    assert languages(found["articles/long-de/"]) == both
    assert languages(found["about/"]) == {}


def test_pages_and_drills_name_their_languages_too(site):
    site.write("pages/about.md", "Title: About\n\nText.\n")
    site.write("pages/about-fr.md", "Title: Nous\nSlug: about\nLang: fr\n\nTexte.\n")
    site.drill("hip-hinge")
    site.drill("hip-hinge-de", title="Hüftbeuge", slug="hip-hinge", lang="de")
    site.build(**ADDRESSES)
    found = entries(site)

    assert languages(found["about-fr/"]) == {"en": f"{URL}/about/", "fr": f"{URL}/about-fr/"}
    assert set(languages(found["drills/hip-hinge/"])) == {"de", "en"}


def test_a_translation_that_is_a_draft_is_named_nowhere(site):
    site.article()
    site.article("knie", Title="Knie", Slug="knee-pain", Lang="de", Status="draft")
    site.build(**ADDRESSES)

    assert languages(entries(site)["articles/knee-pain/"]) == {}
    assert "de" not in (site.output / "sitemap.xml").read_text("utf-8").split()


def test_a_page_changes_with_its_header_and_with_its_thread(site):
    site.article(Date="2020-02-26", Tags="knee")
    site.build(**ADDRESSES)
    assert changed(site, "articles/knee-pain/") == "2020-02-26T00:00:00+00:00"

    site.article(Date="2020-02-26", Tags="knee", Modified="2020-05-01 10:00")
    site.build(**ADDRESSES)
    assert changed(site, "articles/knee-pain/") == "2020-05-01T10:00:00+01:00"
    assert changed(site, "tags/knee/") == changed(site, "") == "2020-05-01T10:00:00+01:00"

    site.comment(date=datetime(2020, 6, 1, 9, 30, tzinfo=UTC))
    site.build(**ADDRESSES)
    assert changed(site, "articles/knee-pain/") == "2020-06-01T09:30:00+00:00"
    # A list says only how many comments there are.
    assert changed(site, "tags/knee/") == "2020-05-01T10:00:00+01:00"


def test_where_the_content_tells_no_date_none_is_made_up(site):
    site.write("pages/about.md", "Title: About\n\nText.\n")
    site.article(Date=f"{datetime.now() + timedelta(days=40):%Y-%m-%d}")
    site.build(**ADDRESSES)

    assert changed(site, "about/") is None
    assert changed(site, "articles/knee-pain/") is None


def test_an_address_is_escaped_for_web_and_xml(site):
    site.article(Url="articles/über & unter/", Save_as="articles/über & unter/index.html")
    site.build(**ADDRESSES)

    assert "articles/%C3%BCber%20&%20unter/" in entries(site)


def test_the_site_may_lie_below_its_host(site):
    site.article()
    site.build(SITEURL=f"{URL}/blog", FEED_DOMAIN=f"{URL}/blog")

    assert {"blog/", "blog/articles/knee-pain/"} <= set(entries(site))
    assert "Sitemap: https://knees.test/blog/sitemap.xml" in (site.output / "robots.txt").read_text(
        "utf-8"
    )


def test_a_preview_has_none(built_site):
    assert not (built_site.output / "sitemap.xml").exists()


def test_an_empty_site_has_one_all_the_same(site):
    site.build(**ADDRESSES)

    assert {"", "archives/"} <= set(entries(site))


def test_the_same_site_has_the_same_sitemap_to_the_byte(whole, tmp_path):
    second = Site(tmp_path)
    shutil.copytree(whole.root / "content", second.root / "content")
    second.build(REPLIES_PER_PAGE=2, **ADDRESSES)

    name = "sitemap.xml"
    assert (second.output / name).read_bytes() == (whole.output / name).read_bytes()


def test_more_addresses_than_search_engines_take_make_several_files():
    files = sitemaps([Address(f"{number}/") for number in range(5)], URL, most=2)
    index = ET.fromstring(files["sitemap.xml"])
    named = [str(it.text).removeprefix(f"{URL}/") for it in index.findall("*/{*}loc")]
    found = [it.text for name in named for it in ET.fromstring(files[name]).findall("*/{*}loc")]

    assert index.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"
    assert named == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert set(files) == {"sitemap.xml", *named}
    assert found == [f"{URL}/{number}/" for number in range(5)]


def test_as_many_as_they_take_are_one_file():
    assert set(sitemaps([Address(f"{number}/") for number in range(50_000)], URL)) == {
        "sitemap.xml"
    }
