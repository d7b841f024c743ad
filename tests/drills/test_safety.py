from datetime import date, timedelta

import pytest

from plugins.drills.safety import report, score
from tests.support import drill_facts

TODAY = date.today()
FILLED = {
    "AUTHOR": "A Therapist",
    "CREDENTIALS": "Trained",
    "REVIEWER": "A colleague",
    "INTERESTS": "Nothing",
    "OWNER_EMAIL": "me@clinic.example",
    "PAIN_RULE": "Stop at any sharp pain.",
}
IN_WORDS = "A body that bends at the hips."


def test_a_whole_drill_of_a_site_that_is_filled_in_has_every_point():
    found = score(drill_facts(), FILLED, IN_WORDS, TODAY)

    assert found.missing == ()
    assert str(found) == f"{found.of} of {found.of}"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"reviewed_by": None}, "(REVIEWER)"),
        ({"start_with": None}, "(start_with)"),
        ({"support": None}, "(support)"),
    ],
)
def test_each_gap_in_a_drill_costs_one_point_and_is_named(fields, missing):
    found = score(drill_facts(**fields), FILLED, IN_WORDS, TODAY)

    assert found.points == found.of - 1
    assert missing in found.missing[0]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("AUTHOR", "[Your name]"),
        ("CREDENTIALS", "[Your training and registration]"),
        ("REVIEWER", ""),
        ("INTERESTS", " [What you earn by these pages]"),
        ("OWNER_EMAIL", "you@example.com"),
        ("PAIN_RULE", " "),
    ],
)
def test_a_placeholder_is_no_information(setting, value):
    found = score(drill_facts(), FILLED | {setting: value}, IN_WORDS, TODAY)

    assert len(found.missing) == 1
    assert setting in found.missing[0]


def test_a_review_counts_up_to_its_day_and_not_beyond():
    drill = drill_facts()
    last = drill.next_review

    assert score(drill, FILLED, IN_WORDS, last).missing == ()
    assert "(next_review)" in score(drill, FILLED, IN_WORDS, last + timedelta(1)).missing[0]


def test_references_are_asked_for_unless_it_is_the_therapists_choice():
    cited = drill_facts(evidence="trial", references=["Somebody. A trial. 2020."])

    assert score(cited, FILLED, IN_WORDS, TODAY).missing == ()


def test_a_drill_on_the_floor_needs_nothing_to_hold_on_to():
    lying = drill_facts(support=None, position="lying on back")

    assert score(lying, FILLED, IN_WORDS, TODAY).missing == ()


def test_a_photo_in_words_counts_like_a_figure():
    photo = drill_facts(photo="{static}/images/a.jpg", photo_alt="Bent at the hips")

    assert score(photo, FILLED, "", TODAY).missing == ()
    assert "(figure or photo_alt)" in score(drill_facts(), FILLED, "", TODAY).missing[0]


def test_the_report_names_what_is_missing_everywhere_once():
    settings = FILLED | {"REVIEWER": "[Who]"}
    whole = score(drill_facts(), settings, IN_WORDS, TODAY)
    gap = score(drill_facts(start_with=None), settings, IN_WORDS, TODAY)
    lines = report({"hip-hinge": whole, "deep-hinge": gap}).splitlines()

    assert lines[0] == (
        "2 drills; points of safety information: 12 of 14: deep-hinge; 13 of 14: hip-hinge"
    )
    assert lines[1] == "  missing everywhere: who reviewed it (REVIEWER)"
    assert lines[2] == "  missing in deep-hinge: how much to begin with (start_with)"
    assert len(lines) == 3


def test_the_report_of_many_drills_is_short():
    whole = score(drill_facts(), FILLED, IN_WORDS, TODAY)
    gap = score(drill_facts(start_with=None), FILLED, IN_WORDS, TODAY)
    many = {f"drill-{number}": whole for number in range(1000)}

    assert report(many) == ("1000 drills, each with 14 of 14 points of safety information\n")
    assert report(many | {"bad": gap}).splitlines()[0] == (
        "1001 drills; points of safety information: 13 of 14: bad; 14 of 14: 1000 drills"
    )


def test_the_report_of_one_drill_speaks_of_one_and_the_fewest_points_come_first():
    whole = score(drill_facts(), FILLED, IN_WORDS, TODAY)
    poor = score(drill_facts(start_with=None), dict.fromkeys(FILLED, "["), "", TODAY)

    assert report({"a": whole}) == "1 drill, with 14 of 14 points of safety information\n"
    assert report({"a": whole, "b": poor}).splitlines()[0] == (
        f"2 drills; points of safety information: {poor}: b; 14 of 14: a"
    )
    assert poor.points < 10


def test_without_drills_there_is_nothing_to_report():
    assert report({}) == ""
