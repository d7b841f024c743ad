import json

from plugins.drills import public
from plugins.drills.card import card
from plugins.drills.figure import Drawings
from tests.support import drill_facts


def facts(slug: str = "hip-hinge", **fields: object) -> dict[str, object]:
    drill = drill_facts(slug, **fields)
    made = card(drill, Drawings(), drill.last_reviewed, "")
    return public.facts(drill, made, f"drills/{slug}/")


def test_the_data_says_what_the_page_says():
    data = facts(harder=["deep-hinge"])

    assert data["title"] == "Hip Hinge"
    assert data["url"] == "drills/hip-hinge/"
    assert data["steps"] == [
        "Stand with your feet under your hips.",
        "Push your hips back, then stand up again.",
    ]
    assert data["harder"] == ["deep-hinge"]


def test_the_dose_is_in_numbers_and_says_nothing_that_is_not_prescribed():
    assert facts()["dose"] == {
        "sets": 2,
        "reps": 10,
        "tempo": (2, 1, 2, 0),
        "rest_s": 20,
        "times_per_day": 1,
        "days_per_week": 7,
        "weeks": 6,
    }
    assert facts(start_with=None)["start_with"] is None


def test_no_equipment_is_an_empty_list():
    assert facts()["equipment"] == []
    assert facts(equipment=["wall"])["equipment"] == ["wall"]


def test_the_file_is_the_same_for_the_same_drills_in_any_order():
    one, two = facts("a"), facts("b")
    text = public.dump([two, one])

    assert text == public.dump([one, two])
    assert [drill["slug"] for drill in json.loads(text)["drills"]] == ["a", "b"]


def test_letters_of_any_language_stay_readable():
    assert "Hüftbeuge" in public.dump([facts(title="Hüftbeuge")])
