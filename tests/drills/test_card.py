from datetime import timedelta

import pytest
from markupsafe import Markup

from plugins.drills.card import Term, card
from plugins.drills.figure import Drawings
from plugins.drills.model import Drill
from tests.support import drill_facts

QR = Markup("<svg></svg>")


def of(drill: Drill):
    return card(drill, Drawings(), drill.last_reviewed, QR)


def test_terms_stand_beside_their_plain_words():
    made = of(drill_facts())

    assert made.movements == (
        Term("hip flexion", "thigh forward"),
        Term("hip extension", "thigh back"),
    )
    assert made.main_muscles == (Term("gluteus maximus", "buttock"),)
    assert made.also_muscles == (Term("hamstrings", "back of thigh"),)


def test_a_term_without_plain_words_stands_alone():
    made = of(drill_facts(muscles={"main": ["obliques"]}))

    assert made.main_muscles == (Term("obliques"),)
    assert made.also_muscles == ()


@pytest.mark.parametrize(
    ("sides", "dose", "marks"),
    [
        ("both together", "2 x 10, 3 days a week, 4 weeks", ("",)),
        ("each", "2 x 10 each side, 3 days a week, 4 weeks", ("L", "R")),
    ],
)
def test_the_grid_to_tick_has_days_weeks_and_sides(sides, dose, marks):
    made = of(drill_facts(sides=sides, dose=dose, start_with=None))

    assert (made.days, made.weeks) == ((1, 2, 3), (1, 2, 3, 4))
    assert made.marks == marks


def test_the_beginners_dose_is_there_only_where_it_is_written():
    assert of(drill_facts()).start != ()
    assert of(drill_facts(start_with=None)).start == ()


def test_the_minutes_are_those_of_the_dose():
    short = of(drill_facts(dose="1 x 5, tempo 1-1-1-0, daily", start_with=None))
    long = of(drill_facts(dose="3 x 15, tempo 1-1-1-0, daily", start_with=None))

    assert 0 < short.minutes < long.minutes
    assert "minute" in long.minutes_words


def test_a_review_is_overdue_from_the_day_after():
    drill = drill_facts()

    assert not card(drill, Drawings(), drill.next_review, QR).is_overdue
    assert card(drill, Drawings(), drill.next_review + timedelta(days=1), QR).is_overdue


def test_the_tempo_is_told_as_the_drill_moves():
    dose = "2 x 10 each side, tempo 3-1-2-0, daily"
    strong, loose = (
        drill_facts(dose=dose, sides="each"),
        drill_facts(dose=dose, sides="each", kind="mobility"),
    )
    lifted = card(strong, Drawings(is_lift=True), strong.last_reviewed, QR)

    assert of(strong).dose[1] == "Count 3 down, 1 still, 2 up"
    assert lifted.dose[1] == "Count 2 up, 3 down, 1 still"
    assert of(loose).dose[1] == "Count 3 there, 1 still, 2 back"
