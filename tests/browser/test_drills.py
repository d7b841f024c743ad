"""Drill pages as readers use them: the filter, the figure, the handout; and all without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview import Preview

ROCK = "/drills/knee-to-wall-ankle-rock/"
PAGES = re.compile(rb"/Type\s*/Page\b")
# What the margins leave of a sheet, in CSS pixels.
PAPERS = [("A4", {"width": 688, "height": 1062}), ("Letter", {"width": 710, "height": 995})]
FITS = """(it) => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight
    && document.documentElement.scrollWidth <= innerWidth"""
# Whether an element is drawn the other way round.
IS_TURNED = "(element) => element.getScreenCTM().a < 0"


def cards(page: Page):
    return page.locator("[data-cards] > .card:visible")


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def leg(page: Page):
    """The working leg, as it is drawn at this moment: its place, to compare with."""
    box = "(path) => { const { x, y, width } = path.getBBox(); return [x, y, width].join(); }"
    return page.locator(".glance .figure__working").first.evaluate(box)


def test_the_index_narrows_down_to_what_is_chosen_and_says_how_many(page, served):
    page.goto(f"{served.url}/drills/")
    every = cards(page).count()
    page.get_by_label("Joint").select_option("knee")
    fitting = page.locator('[data-cards] > .card[data-joint~="knee"]').count()

    assert 0 < fitting < every
    expect(cards(page)).to_have_count(fitting)
    expect(page.get_by_role("status")).to_have_text(f"{fitting} of {every} drills")


def test_a_narrowed_index_has_an_address_of_its_own(page, served):
    page.goto(f"{served.url}/drills/")
    page.get_by_label("Position").select_option("standing")
    shown = cards(page).count()
    page.reload()

    assert page.url.endswith("/drills/?position=standing")
    expect(page.get_by_label("Position")).to_have_value("standing")
    expect(cards(page)).to_have_count(shown)


def test_where_no_drill_fits_the_index_says_so_and_can_show_all_again(page, served):
    page.goto(f"{served.url}/drills/?position=chair-sitting&equipment=band")

    expect(page.get_by_role("status")).to_have_text("No drill fits all of that.")
    button(page, "Show all").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^(\d+) of \1 drills$"))
    assert page.url.endswith("/drills/")


def test_an_address_that_asks_for_what_there_is_not_shows_all(page, served):
    page.goto(f"{served.url}/drills/?joint=elbow&nonsense=1")

    expect(page.get_by_role("status")).to_have_text(re.compile(r"^(\d+) of \1 drills$"))


def test_without_script_a_drill_is_found_by_links_and_read_whole(new_context, served):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{served.url}/drills/")
    assert page.get_by_label("Joint").count() == 1
    expect(page.get_by_label("Joint")).to_be_hidden()
    page.locator("#look-up").get_by_role("link", name="ankle", exact=True).click()
    page.get_by_role("link", name="Knee-to-wall ankle rock").click()

    assert page.url == served.url + ROCK
    expect(page.locator(".figure--pair")).to_be_visible()
    expect(page.locator(".glance")).to_contain_text("Where you should feel it")
    assert page.get_by_role("button", name=re.compile("Play|Other side")).count() == 0


def test_a_figure_stands_still_until_it_is_asked_to_move(page, served):
    page.goto(served.url + ROCK)

    button(page, "Play").wait_for()
    assert page.locator(".glance .figure").count() == 1
    expect(page.locator(".figure--pair")).to_be_visible()


def test_play_moves_the_figure_and_pause_holds_it(page, served):
    page.goto(served.url + ROCK)
    button(page, "Play").click()
    moving = page.locator(".figure--animated")
    places = {
        moving.evaluate(f"(svg) => {{ svg.setCurrentTime({at}); }}") or leg(page) for at in (0, 3)
    }
    assert len(places) == 2
    button(page, "Pause").click()

    assert moving.evaluate("(svg) => svg.animationsPaused()")
    button(page, "Go on").click()
    assert not moving.evaluate("(svg) => svg.animationsPaused()")


def test_a_movement_that_is_over_leaves_start_and_end_to_see(page, served):
    page.goto(served.url + ROCK)
    button(page, "Play").click()
    page.locator(".figure--animated").evaluate("(svg) => svg.setCurrentTime(3600)")

    button(page, "Play again").wait_for()
    expect(page.locator(".figure--pair")).to_be_visible()
    assert page.locator(".figure--animated").count() == 0


@pytest.mark.parametrize(("motion", "repeats"), [("reduce", "1"), ("no-preference", "3")])
def test_who_wants_less_motion_sees_the_movement_once(new_context, served, motion, repeats):
    page = new_context(reduced_motion=motion).new_page()
    page.goto(served.url + ROCK)
    assert page.locator(".figure--animated").count() == 0
    button(page, "Play").click()

    counts = page.locator(".figure--animated animate").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('repeatCount'))"
    )
    assert set(counts) == {repeats}


def test_the_other_side_turns_the_body_and_never_the_words(page, served):
    page.goto(served.url + ROCK)
    body, word = page.locator(".figure--pair .figure__head"), page.locator(".figure__label")
    starts = page.locator("svg > g")
    before = [it.bounding_box()["x"] for it in starts.all()]
    button(page, "Other side").click()

    assert body.evaluate_all(f"(all) => all.every({IS_TURNED})")
    assert not word.evaluate_all(f"(all) => all.some({IS_TURNED})")
    after = [it.bounding_box()["x"] for it in starts.all()]
    assert after == pytest.approx(before, abs=2)
    expect(button(page, "Other side")).to_have_attribute("aria-pressed", "true")
    button(page, "Play").click()
    assert page.locator(".figure--animated .figure__head").evaluate(IS_TURNED)


def test_a_drill_of_both_legs_together_has_no_other_side(page, served):
    page.goto(f"{served.url}/drills/glute-bridge/")
    button(page, "Play").wait_for()

    assert button(page, "Other side").count() == 0


@pytest.mark.parametrize(("paper", "inside"), PAPERS)
def test_every_drill_prints_on_one_sheet(page, served: Preview, paper, inside):
    page.emulate_media(media="print")
    page.set_viewport_size(inside)
    for file in sorted((served.root / "content" / "drills").glob("*.md")):
        page.goto(f"{served.url}/drills/{file.stem}/")
        # A browser makes all smaller rather than cut it off, so the count alone proves little.
        assert page.locator(".drill").evaluate(FITS), f"{file.stem} is too much for {paper}"
        sheets = len(PAGES.findall(page.pdf(format=paper)))
        assert sheets == 1, f"{file.stem} on {paper}"


def test_the_handout_has_what_is_needed_at_home_and_nothing_to_press(page, served):
    page.goto(served.url + ROCK)
    page.emulate_media(media="print")

    for kept in (".figure--pair", ".dose", ".glance__cure", ".safety", ".flags", ".ticks", ".qr"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.get_by_text("Education, not a diagnosis.").first).to_be_visible()
    for left_out in (
        ".site-header",
        ".drill__story",
        ".respond",
        ".glance__controls",
        ".drill__beside",
        ".drill__jumps",
    ):
        expect(page.locator(left_out).first).to_be_hidden()
    assert page.locator(".ticks td").count() == 7 * 6
