"""The pages of drills: what they say, in which order, and what they weigh."""

import gzip
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from tests.support import ROOT, Site

PAGE = "drills/hip-hinge/index.html"
GROUPS = ("joint", "movement", "equipment", "position", "minutes")


@pytest.fixture(scope="module")
def thirteen(tmp_path_factory) -> Site:
    """The project's own drills and articles, built."""
    site = Site(tmp_path_factory.mktemp("thirteen"))
    (site.root / "content").symlink_to(ROOT / "content")
    site.build()
    return site


def drill_pages(site: Site) -> dict[str, BeautifulSoup]:
    found = {
        path.stem: site.page(f"drills/{path.stem}/index.html")
        for path in (site.root / "content" / "drills").glob("*.md")
    }
    assert len(found) >= 13
    return found


def words(page: BeautifulSoup, selector: str) -> str:
    return " ".join(page.select_one(selector).get_text(" ").split())


def test_a_drill_is_one_small_request(thirteen):
    for name, page in drill_pages(thirteen).items():
        html = (thirteen.output / f"drills/{name}/index.html").read_bytes()
        assert len(gzip.compress(html)) <= 14_000, name
        assert page.select("link[rel=stylesheet], script[src]:not([type=module])") == [], name


def test_one_box_shows_figure_dose_feel_mistake_and_cure(thirteen):
    for name, page in drill_pages(thirteen).items():
        box = page.select_one(".glance")
        assert box.select_one("svg[role=img] title, img[alt]"), name
        terms = [term.text for term in box.select("dt")]
        assert terms == ["How much", "Where you should feel it", "Watch out for", "If so"], name
        assert "minute" in words(page, ".glance__dose"), name


def test_every_drill_says_when_not_to_when_to_stop_and_whom_to_see(thirteen):
    for name, page in drill_pages(thirteen).items():
        notes = [heading.text for heading in page.select("#safety h3")]
        assert notes == ["Take care", "Not if", "Stop if"], name
        assert "Stop at any sharp pain." in words(page, "#safety"), name
        assert page.select_one("#see-somebody"), name
        assert "not a diagnosis" in words(page, ".drill__header"), name


def test_an_article_shows_its_drills_and_each_leads_back(thirteen):
    article = "articles/knee-pain-is-it-your-knee-at-all/"
    shown = thirteen.page(f"{article}index.html").select(".post__drills a")
    assert shown
    for link in shown:
        page = thirteen.page(f"{link['href'].strip('/')}/index.html")
        assert page.select(f'.drill__beside a[href="/{article}"]'), link["href"]


def test_every_choice_of_the_filter_has_a_plain_page_too(thirteen):
    index = thirteen.page("drills/index.html")
    assert [way["name"] for way in index.select("[data-filter] select")] == list(GROUPS)
    for way in index.select("[data-filter] select"):
        for choice in way.select("option[value]:not([value=''])"):
            group = thirteen.page(f"drills/{way['name']}/{choice['value']}/index.html")
            listed = {link["href"] for link in group.select(".card a")}
            fitting = index.select(f'.card[data-{way["name"]}~="{choice["value"]}"] a')
            assert listed == {link["href"] for link in fitting}, choice["value"]


def test_an_index_of_several_pages_has_no_filter_that_would_miss_some(site):
    for name in ("aa", "bb", "cc"):
        site.drill(name, drill=name, title=name)
    site.build(DRILLS_PER_PAGE=2)
    index = site.page("drills/index.html")

    assert index.select("[data-filter], script[src]") == []
    assert index.select_one("a[rel=next]")
    assert index.select("#look-up a")


def test_a_review_that_is_overdue_is_said_first(site):
    today = date.today()
    reviewed = {"last_reviewed": today - timedelta(days=300)}
    site.drill(**reviewed, next_review=today - timedelta(days=1))
    site.build()
    page = site.page(PAGE)

    assert page.select_one(".drill .notice").find_next("h1")


def test_a_photo_stands_in_for_a_figure(site):
    site.write("images/hinge.jpg", "A picture.")
    site.drill(photo="{static}/images/hinge.jpg", photo_alt="Bent forward, back straight.")
    site.build()
    picture = site.page(PAGE).select_one(".glance img")

    assert picture["alt"] == "Bent forward, back straight."
    assert (site.output / picture["src"].lstrip("/")).is_file()


def test_a_sentence_may_stand_instead_of_a_drill_off_the_floor(site):
    site.drill(position="lying on back", instead_of_floor="Do it on your bed.")
    site.build()

    assert "Do it on your bed." in words(site.page(PAGE), ".drill__beside")


def test_markup_in_a_drill_is_text(site):
    site.drill(feel="A pull <script>alert(1)</script>", steps=["Bend <b>here</b>.", "Come back."])
    site.build()
    html = (site.output / PAGE).read_text("utf-8")

    assert "<script>alert" not in html
    assert "<b>here" not in html


def test_a_handout_has_a_box_for_every_day_week_and_side(site):
    site.drill(dose="2 x 10 each side, 3 days a week, 4 weeks", sides="each")
    site.build()
    boxes = site.page(PAGE).select(".ticks td")

    assert len(boxes) == 3 * 4
    assert {box.text for box in boxes} == {"LR"}
