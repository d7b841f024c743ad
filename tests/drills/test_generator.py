import json
import logging
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from plugins.drills import signals
from plugins.faults import ContentFaults
from tests.support import ROOT, run

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "drills/hip-hinge/index.html"


def links(page, **where) -> list[str]:
    return [link["href"] for link in page.find_all("a", **where)]


def line_of(file, field: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{field}:"))


def faults(site, **settings) -> str:
    """What a build that has to fail says."""
    with pytest.raises(ContentFaults) as stopped:
        site.build(**settings)
    return str(stopped.value)


def test_a_drill_is_a_page_with_its_story_and_its_own_address(site):
    site.drill(body="The *story* of it.")
    site.build()
    page = site.page(PAGE)

    assert page.h1.text == "Hip Hinge"
    assert page.find("em", string="story") is not None
    assert page.find("link", rel="canonical")["href"] == "/drills/hip-hinge/"


def test_the_index_lists_published_drills_by_title(site):
    site.drill("b-hinge", title="B", drill="bb")
    site.drill("a-hinge", title="A", drill="aa")
    site.drill("hidden", title="H", drill="hi", status="hidden")
    site.drill("draft", title="D", drill="dr", status="draft")
    site.build()
    index = site.page("drills/index.html")

    titles = [card.text.strip() for card in index.select(".cards h2, .cards h3")]
    assert titles == ["A", "B"]


def test_hidden_and_draft_drills_are_built_and_named_nowhere(site):
    site.drill("seen", title="Seen", drill="se")
    site.drill("hidden", drill="hi", status="hidden")
    site.drill("draft", drill="dr", status="draft")
    site.build()
    public = (site.output / "drills.json", site.output / "feeds/drills.atom.xml")
    listed = [(site.output / "drills/index.html"), *public]

    assert site.page("drills/hidden/index.html").h1 is not None
    assert site.page("drafts/drills/draft/index.html").h1 is not None
    assert not (site.output / "drills/draft").exists()
    for file in listed:
        text = file.read_text("utf-8")
        assert "drills/seen/" in text
        assert "drills/hidden/" not in text
        assert "draft" not in text.partition("</style>")[2] or file.suffix != ".html"


def test_drafts_are_listed_with_those_of_articles(site):
    site.article("hip-pain", Status="draft")
    site.drill(status="draft")
    site.build()

    assert {"/drafts/articles/hip-pain/", "/drafts/drills/hip-hinge/"} <= set(
        links(site.page("drafts/index.html"))
    )


def test_a_published_site_has_no_drafts_of_drills(site):
    site.drill("seen", drill="se")
    site.drill(status="draft")
    site.build(conf=ROOT / "publishconf.py")

    assert (site.output / "drills/seen/index.html").is_file()
    assert not (site.output / "drafts").exists()


def test_links_between_articles_and_drills_work_both_ways(site):
    site.article(body="Try [it]({filename}../drills/hip-hinge.md#how).")
    site.drill(body="See [why]({filename}/articles/knee-pain.md).")
    site.build()

    assert "/drills/hip-hinge/#how" in links(site.page())
    assert "/articles/knee-pain/" in links(site.page(PAGE))


def test_an_article_shows_its_drills_and_each_leads_back(site):
    site.article(Drills="hip-hinge, calf-raise")
    site.article("linked", Title="Linked", body="[It]({filename}/drills/hip-hinge.md)")
    site.article("unfinished", Title="Unfinished", Status="draft", Drills="hip-hinge")
    site.drill()
    site.drill("calf-raise", title="Calf Raise", drill="cr")
    site.build()
    back = links(site.page(PAGE))

    assert {"/drills/hip-hinge/", "/drills/calf-raise/"} <= set(links(site.page()))
    assert {"/articles/knee-pain/", "/articles/linked/"} <= set(back)
    assert not any("unfinished" in link for link in back)


def test_a_drill_that_an_article_names_must_be_there(site):
    site.article(Drills="hip-hinge, hip-hnge")
    site.drill()

    assert "knee-pain.md:4: Drills: no drill's file is called hip-hnge.md;" in (
        message := faults(site)
    )
    assert "did you mean “hip-hinge”?" in message


def test_easier_and_harder_lead_to_each_other(site):
    site.drill(harder=["deep-hinge"])
    site.drill("deep-hinge", title="Deep Hinge", drill="dh", easier=["hip-hinge"])
    site.build()

    assert "/drills/deep-hinge/" in links(site.page(PAGE))
    assert "/drills/hip-hinge/" in links(site.page("drills/deep-hinge/index.html"))


def test_a_public_page_does_not_lead_to_a_draft_and_the_author_is_told(site, caplog):
    site.article(Drills="deep-hinge", body="[It]({filename}/drills/deep-hinge.md)")
    site.drill(harder=["deep-hinge"])
    site.drill("deep-hinge", title="Deep", drill="dh", easier=["hip-hinge"], status="draft")
    with caplog.at_level(logging.WARNING):
        site.build()
    drill = json.loads((site.output / "drills.json").read_text("utf-8"))["drills"][0]

    assert not any("deep-hinge" in link for link in links(site.page(PAGE)))
    assert drill["harder"] == []
    assert "hip-hinge.md:" in caplog.text
    assert "“deep-hinge” is a draft, so this page does not link to it yet" in caplog.text
    assert "the text links to" in caplog.text
    assert "/drills/hip-hinge/" in links(site.page("drafts/drills/deep-hinge/index.html"))


def test_a_draft_instead_of_floor_is_not_shown_as_words(site):
    site.drill(instead_of_floor="deep-hinge")
    site.drill("deep-hinge", title="Deep", drill="dh", status="draft")
    site.build()

    assert "deep-hinge" not in site.page(PAGE).main.text


def test_pictures_of_a_story_are_copied(site):
    site.write("images/hinge.jpg", "jpg")
    site.write("drills/near.jpg", "jpg")
    site.drill(body="![One]({static}/images/hinge.jpg) ![Two]({attach}near.jpg)")
    site.build()
    sources = {image["src"] for image in site.page(PAGE).main.find_all("img")}

    assert sources == {"/images/hinge.jpg", "/drills/hip-hinge/near.jpg"}
    assert (site.output / "drills/hip-hinge/near.jpg").is_file()


def test_photo_and_video_are_copied_and_shown(site):
    for name in ("a.jpg", "a.mp4", "a.vtt"):
        site.write(f"films/{name}", "data")
    site.drill(
        photo="{static}/films/a.jpg",
        photo_alt="A hip hinge from the side",
        video="{static}/films/a.mp4",
        video_captions="{static}/films/a.vtt",
    )
    site.build()
    page = site.page(PAGE)

    assert page.find("img")["src"] == "/films/a.jpg"
    assert page.find("img")["alt"] == "A hip hinge from the side"
    assert page.find("video")["src"] == "/films/a.mp4"
    assert page.find("track")["src"] == "/films/a.vtt"
    assert (site.output / "films/a.mp4").is_file()


@pytest.mark.parametrize(
    ("photo", "message"),
    [
        ("{static}/images/gone.jpg", "but there is no file images/gone.jpg"),
        ("gone.jpg", "write it like {static}/images/hip-hinge.jpg"),
    ],
)
def test_a_photo_that_is_not_there_stops_the_build(site, photo, message):
    file = site.drill(photo=photo, photo_alt="A hip hinge")
    said = faults(site)

    assert f"hip-hinge.md:{line_of(file, 'photo')}: photo is “{photo}”" in said
    assert message in said


def test_every_fault_of_every_file_is_named_at_once_and_the_last_site_stays(site):
    site.drill()
    site.build()
    before = (site.output / PAGE).read_text("utf-8")
    site.drill(kind="magic", dose="often")
    site.drill("deep-hinge", title="Deep", drill="dh", photo="{static}/no.jpg", photo_alt="x")
    site.article(Drills="nothing")
    said = faults(site)

    assert "hip-hinge.md" in said
    assert "magic" in said
    assert "often" in said
    assert "there is no file no.jpg" in said
    assert "no drill's file is called nothing.md" in said
    assert (site.output / PAGE).read_text("utf-8") == before


def test_the_command_ends_with_status_1_and_no_traceback(site):
    site.drill(kind="magic")
    folder, output = site.root / "content", site.root / "output"
    done = run("pelican", str(folder), "-s", "pelicanconf.py", "-o", str(output))

    assert done.returncode == 1
    assert "hip-hinge.md:" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not output.exists()


def test_a_drill_with_faults_is_not_said_to_be_missing(site):
    site.article(Drills="hip-hinge")
    site.drill(kind="magic")
    site.drill("deep-hinge", title="Deep", drill="dh", easier=["hip-hinge"])
    said = faults(site)

    assert "1 fault in the content" in said
    assert "magic" in said


def test_two_drills_cannot_have_one_address(site):
    site.drill()
    site.drill("other", drill="ot", slug="hip-hinge")

    assert "the address drills/hip-hinge/ belongs to" in faults(site)


def test_a_file_with_the_wrong_ending_is_named(site):
    site.drill().rename(site.root / "content/drills/hip-hinge.md.txt")

    assert "hip-hinge.md.txt:1: the name of a drill ends in .md" in faults(site)


def test_a_file_name_that_makes_no_address_is_named_with_a_better_one(site):
    site.drill("Hip Hinge")

    assert (
        "Hip Hinge.md:1: the name of the file is the drill's address; rename it to hip-hinge.md "
        "(a-z, 0-9, single hyphens)"
    ) in faults(site)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"drill": "hh"}, "“hh” belongs to"),
        ({"drill": "zz"}, "“zz” was given to gone-drill"),
        ({"easier": ["hip-hing"]}, "did you mean “hip-hinge”?"),
        ({"easier": ["calf-raise"]}, "“calf-raise” is this drill itself"),
        ({"easier": ["hip-hinge"], "harder": ["hip-hinge"]}, "go round in a circle"),
    ],
)
def test_what_is_wrong_among_drills_stops_the_build(site, fields, message):
    site.drill()
    site.write("drills/codes.txt", "hh hip-hinge\nzz gone-drill\n")
    site.drill("calf-raise", **({"title": "Calf Raise", "drill": "cr"} | fields))

    assert message in faults(site)


def test_a_file_that_is_no_utf_8_is_named_with_its_line(site):
    file = site.drill()
    file.write_bytes(file.read_bytes().replace(b"Hip Hinge", "Hüfte".encode("latin-1")))

    assert "hip-hinge.md:2: this is not UTF-8; save the file as UTF-8" in faults(site)


def test_a_file_that_cannot_be_opened_is_named(site):
    file = site.drill()
    file.unlink()
    file.symlink_to("gone.md")

    assert "hip-hinge.md:1: the file cannot be opened" in faults(site)


def test_a_site_without_a_folder_of_drills_builds(site):
    site.article()
    site.build(DRILL_PATHS=[])

    assert (site.output / "articles/knee-pain/index.html").is_file()


def test_addresses_are_relative_where_the_site_asks_for_it(site):
    site.write("images/hinge.jpg", "jpg")
    site.article()
    site.drill(
        body="See [why]({filename}/articles/knee-pain.md).",
        photo="{static}/images/hinge.jpg",
        photo_alt="Bent at the hips",
    )
    site.build(RELATIVE_URLS=True)
    page = site.page(PAGE)

    assert "../../articles/knee-pain/" in links(page)
    assert page.find("img")["src"] == "../../images/hinge.jpg"
    assert "../drills/hip-hinge/" in links(site.page("drills/index.html"))


def test_a_status_nobody_knows_stops_the_build(site):
    site.drill(status="drfat")

    assert "drfat" in faults(site)


def test_a_skipped_drill_is_as_if_it_were_not_there(site):
    site.drill()
    site.build(EXTRA_PATH_METADATA={"drills/hip-hinge.md": {"status": "skip"}})

    assert not (site.output / "drills/hip-hinge").exists()


def test_a_translation_has_an_address_of_its_own_and_both_know_each_other(site):
    site.drill()
    site.drill("hip-hinge-de", title="Hüftbeuge", slug="hip-hinge", lang="de")
    site.build()

    assert site.page("drills/hip-hinge-de/index.html").h1.text == "Hüftbeuge"
    assert site.page(PAGE).h1.text == "Hip Hinge"
    assert "/drills/hip-hinge-de/" in links(site.page(PAGE))
    assert len(json.loads((site.output / "drills.json").read_text("utf-8"))["drills"]) == 1


def test_drills_take_replies_like_articles(site):
    site.drill(id="hinge")
    site.comment("c1", page="hinge", author="Ann")
    site.build()
    page = site.page(PAGE)

    assert page.find(id="comment-c1") is not None
    assert page.find("form", method="post") is not None
    assert (site.output / "drills/hip-hinge/comments.atom.xml").is_file()


def test_replies_of_a_drill_close_by_its_header(site):
    site.drill(replies="closed")
    site.build()

    assert "Replies to this page are closed." in site.page(PAGE).text


def test_an_id_that_is_taken_is_named_at_its_line_in_the_words_of_the_file(site):
    site.article(Id="hinge")
    file = site.drill(id="hinge")
    said = faults(site)

    assert f"hip-hinge.md:{line_of(file, 'id')}: the id “hinge” belongs to" in said
    assert "give this page another “id:”" in said


def test_the_index_goes_over_several_pages(site):
    for number, letter in enumerate("abc"):
        site.drill(f"drill-{letter}", title=f"Drill {number}", drill=f"x{letter}")
    site.build(DRILLS_PER_PAGE=2)
    second = site.page("drills/page/2/index.html")

    assert "/drills/drill-c/" in links(second)
    assert "/drills/drill-a/" not in links(second)
    assert "/drills/" in links(second, rel="prev")


def test_every_heading_of_the_index_is_a_page_with_its_drills(site):
    site.drill()
    site.drill(
        "calf-raise",
        title="Calf Raise",
        drill="cr",
        joints=["ankle"],
        movements=["ankle plantarflexion"],
        equipment=["wall"],
    )
    site.build()

    assert "/drills/calf-raise/" in links(site.page("drills/joint/ankle/index.html"))
    assert "/drills/hip-hinge/" not in links(site.page("drills/joint/ankle/index.html"))
    assert "/drills/joint/ankle/" in links(site.page("drills/index.html"))
    assert "/drills/equipment/wall/" in links(site.page("drills/index.html"))
    assert not (site.output / "drills/joint/knee").exists()


def test_an_index_without_drills_says_so_and_has_no_feed(site):
    site.build()
    page = site.page("drills/index.html")

    assert "Nothing has been published yet." in page.text
    assert "drills.atom.xml" not in str(page)
    assert not (site.output / "feeds/drills.atom.xml").exists()


def test_the_feed_has_the_drills_reviewed_last_first(site):
    site.drill("old", title="Old", drill="ol", last_reviewed=date.today() - timedelta(days=9))
    site.drill("new", title="New", drill="nw")
    site.build(FEED_DOMAIN="https://x.example", SITEURL="https://x.example")
    entries = ET.parse(site.output / "feeds/drills.atom.xml").findall(f"{ATOM}entry")

    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["New", "Old"]
    assert entries[0].find(f"{ATOM}link").get("href") == "https://x.example/drills/new/"
    assert entries[0].find(f"{ATOM}category").get("term") == "control"


def test_there_is_no_feed_where_the_setting_says_so(site):
    site.drill()
    site.build(DRILLS_FEED_ATOM=None)

    assert (site.output / PAGE).is_file()
    assert not (site.output / "feeds/drills.atom.xml").exists()


def test_an_overdue_review_is_said_on_the_page_and_by_the_build(site, caplog):
    long_ago = date.today() - timedelta(days=400)
    site.drill(last_reviewed=long_ago, next_review=long_ago + timedelta(days=300))
    with caplog.at_level(logging.WARNING):
        site.build()

    assert "hip-hinge.md:" in caplog.text
    assert "the next review was due on" in caplog.text
    assert site.page(PAGE).select_one(".notice") is not None


def test_the_build_says_what_the_safety_information_lacks(site, capsys):
    site.drill(start_with=None)
    site.build()
    said = capsys.readouterr().out

    assert "1 drill, with 8 of 14 points of safety information" in said
    assert "how much to begin with (start_with)" in said


FILLED = {
    "AUTHOR": "A Therapist",
    "CREDENTIALS": "Trained",
    "REVIEWER": "A colleague",
    "INTERESTS": "Nothing",
    "OWNER_EMAIL": "me@clinic.example",
    "DRILLS_REQUIRE_SAFETY": True,
}


def test_a_gap_in_the_safety_information_stops_the_build_where_the_site_asks_for_it(site):
    site.drill(start_with=None)
    site.drill("draft", drill="dr", start_with=None, status="draft")
    said = faults(site, **FILLED)

    assert "hip-hinge.md:1: still missing: how much to begin with (start_with)" in said
    assert "draft.md" not in said


def test_whole_safety_information_passes_the_gate(site):
    site.write("images/hinge.jpg", "jpg")
    site.drill(photo="{static}/images/hinge.jpg", photo_alt="Bent at the hips, back straight")
    site.build(**FILLED)

    assert (site.output / PAGE).is_file()


def test_cached_content_builds_the_same_site(site):
    site.drill(body="See [why]({filename}/articles/knee-pain.md).")
    site.article(Drills="hip-hinge")
    cached = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True}
    cached |= {"CACHE_PATH": str(site.root / "cache"), "CONTENT_CACHING_LAYER": "reader"}
    site.build(**cached)
    first = (site.output / PAGE).read_text("utf-8")
    (site.output / PAGE).unlink()
    site.build(**cached)

    assert list((site.root / "cache").iterdir()) != []
    assert (site.output / PAGE).read_text("utf-8") == first


def test_other_plugins_hear_of_every_drill(site):
    heard = []

    def hear(_sender, content):
        heard.append(content.title)

    signals.drill_generator_write_drill.connect(hear)
    site.drill()
    site.build()
    signals.drill_generator_write_drill.disconnect(hear)

    assert heard == ["Hip Hinge"]


def test_a_site_that_takes_articles_from_everywhere_takes_no_drill_for_one(site):
    site.drill()
    site.build(ARTICLE_PATHS=[""], ARTICLE_EXCLUDES=["pages", "comments"])

    assert (site.output / PAGE).is_file()
    assert not (site.output / "articles/hip-hinge").exists()
