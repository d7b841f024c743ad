import gzip
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from plugins.drills.figure import draw
from plugins.drills.model import Dose
from tests.drills.figure.figures import FIGURES, drill

MOVING = [code for code, figure in FIGURES.items() if len(figure.poses) > 1]
SVG = "{http://www.w3.org/2000/svg}"


def elements(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.parametrize("code", FIGURES)
def test_a_still_figure_weighs_no_more_than_one_and_a_half_kilobytes(code):
    drawings = draw(drill(code, FIGURES[code]))

    assert 0 < compressed(drawings.pair) <= 1500
    assert 0 < compressed(drawings.overlay) <= 1500


@pytest.mark.parametrize("code", MOVING)
def test_a_moving_figure_weighs_no_more_than_two_kilobytes(code):
    assert 0 < compressed(draw(drill(code, FIGURES[code])).animated) <= 2000


def test_a_drill_that_is_held_does_not_move():
    assert draw(drill("ds", FIGURES["ds"])).animated == ""


def test_a_drill_without_a_figure_has_no_pictures():
    drawings = draw(drill("xx", None))

    assert (drawings.pair, drawings.overlay, drawings.animated, drawings.description) == ("",) * 4


@pytest.mark.parametrize("code", FIGURES)
def test_everything_drawn_is_inside_the_picture(code):
    svg = elements(draw(drill(code, FIGURES[code])).overlay)
    left, top, width, height = map(float, svg.attrib["viewBox"].split())

    starts = [
        tuple(map(float, pair))
        for path in svg.iter(f"{SVG}path")
        for pair in re.findall(r"M(-?\d+)[ ]?(-?\d+)", path.attrib["d"])
    ]
    assert len(starts) > 10
    for x, y in starts:
        assert left <= x <= left + width
        assert top <= y <= top + height


def test_the_pair_names_itself_and_its_poses_in_words():
    svg = elements(draw(drill("kw", FIGURES["kw"], title="Rock & roll")).pair)
    title, words = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")

    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == f"{title.attrib['id']} {words.attrib['id']}"
    assert title.text == "Rock & roll"
    assert "knee bent 91°" in words.text
    labels = [text.text for text in svg.iter(f"{SVG}text")]
    assert labels == ["front leg", "Start", "front leg", "End"]


def test_the_working_leg_has_its_colour_and_its_name_only_where_one_works():
    one, both = draw(drill("sl", FIGURES["sl"])).pair, draw(drill("cr", FIGURES["cr"])).pair

    assert one.count("figure__working") == one.count("top leg</text>") == 2
    assert "figure__working" not in both
    assert "figure__label--working" not in both


def test_a_circle_is_shown_pose_by_pose():
    labels = re.findall(r">(\d)</text>", draw(drill("hc", FIGURES["hc"])).pair)

    assert labels == ["1", "2", "3", "4", "5"]


def test_two_drills_on_one_page_share_no_id():
    pair, other = draw(drill("kw", FIGURES["kw"])).pair, draw(drill("cr", FIGURES["cr"])).pair
    ids = re.findall(r' id="(.*?)"', pair), re.findall(r' id="(.*?)"', other)

    assert all(ids)
    assert set(ids[0]).isdisjoint(ids[1])


@pytest.mark.parametrize("code", MOVING)
def test_every_animation_has_a_time_for_every_value_and_one_shape_of_path(code):
    svg = elements(draw(drill(code, FIGURES[code])).animated)
    animations = [*svg.iter(f"{SVG}animate"), *svg.iter(f"{SVG}animateTransform")]

    assert animations
    for animation in animations:
        values = animation.attrib["values"].split(";")
        times = [float(time) for time in animation.attrib["keyTimes"].split(";")]
        assert len(values) == len(times)
        assert times == sorted(times)
        assert (times[0], times[-1]) == (0, 1)
        assert values[0] == values[-1]
        commands = {re.sub(r"[^A-Za-z]", "", value) for value in values}
        assert len(commands) == 1
        counts = {len(re.findall(r"-?\d+", value)) for value in values}
        assert len(counts) == 1


@pytest.mark.parametrize("code", MOVING)
def test_nothing_moves_until_it_is_asked_to(code):
    svg = elements(draw(drill(code, FIGURES[code])).animated)

    for animation in [*svg.iter(f"{SVG}animate"), *svg.iter(f"{SVG}animateTransform")]:
        assert animation.attrib["begin"] == "indefinite"
        assert animation.attrib["repeatCount"] == "3"


def test_it_moves_at_the_tempo_of_the_dose():
    figure = FIGURES["kw"]
    slow = Dose(sets=1, days_per_week=1, reps=5, tempo=(5, 2, 3, 0))

    svg = draw(drill("kw", figure, dose=slow)).animated

    assert set(re.findall(r'dur="(.*?)"', svg)) == {"10s"}
    times = re.findall(r'keyTimes="(.*?)"', svg)
    # Down for 5 of 10 seconds, a pause of 2, up for 3.
    assert all(".5;.7;" in each for each in times)


def test_a_lift_begins_with_the_lift():
    slow = Dose(sets=1, days_per_week=1, reps=5, tempo=(6, 0, 2, 2))

    times = re.findall(r'keyTimes="(.*?)"', draw(drill("cr", FIGURES["cr"], dose=slow)).animated)

    assert all(".2;.4;" in each for each in times)


def test_a_leg_in_front_is_drawn_after_one_behind():
    pair = draw(drill("kw", FIGURES["kw"])).pair

    assert pair.index("figure__leg figure__far") < pair.index("figure__working")


def test_seen_from_the_other_side_the_order_is_the_other():
    figure = replace(FIGURES["kw"], view_turn=-90)
    overlay = draw(drill("kw", figure)).overlay

    assert overlay.rindex("figure__working") < overlay.rindex("figure__leg figure__far")


@pytest.mark.parametrize("prop", ["wall in front", "support in front", "chair", "step", "mat"])
def test_a_prop_adds_its_lines(prop):
    bare = replace(FIGURES["tr"], props=())
    lines = draw(drill("tr", bare)).overlay, draw(drill("tr", replace(bare, props=(prop,)))).overlay

    floor = [re.search(r'figure__floor" d="(.*?)"', each).group(1) for each in lines]
    assert floor[1].count("M") > floor[0].count("M")
