from plugins.drills.card import card
from plugins.drills.figure import Drawings
from plugins.drills.index import Entry, sections, tokens
from tests.support import drill_facts


def entry(slug: str, **fields: object) -> Entry:
    """A drill in the index; its page is its slug."""
    drill = drill_facts(slug, **fields)
    made = card(drill, Drawings(), drill.last_reviewed, "")
    return Entry(drill, made, slug)


CALF = entry(
    "calf-raise",
    joints=["ankle"],
    movements=["ankle plantarflexion"],
    equipment=["wall", "step"],
    dose="1 x 5, tempo 1-1-1-0, daily",
    start_with=None,
)
HINGE = entry("hip-hinge", dose="5 x 20, tempo 3-1-3-0, rest 60 s, daily", start_with=None)


def groups(name: str) -> dict[str, tuple[str, ...]]:
    (section,) = [it for it in sections([CALF, HINGE], "drills/") if it.name == name]
    return {group.term.name: group.pages for group in section.groups}


def test_drills_are_found_by_every_way():
    assert [section.name for section in sections([CALF, HINGE], "drills/")] == [
        "joint",
        "movement",
        "equipment",
        "position",
        "minutes",
    ]


def test_a_heading_has_its_drills_and_none_is_empty():
    assert groups("joint") == {"ankle": ("calf-raise",), "hip": ("hip-hinge",)}
    assert groups("position") == {"standing": ("calf-raise", "hip-hinge")}


def test_a_drill_stands_under_each_of_its_things():
    assert groups("equipment") == {
        "none": ("hip-hinge",),
        "wall": ("calf-raise",),
        "step": ("calf-raise",),
    }


def test_every_drill_has_its_time():
    assert groups("minutes") == {
        "up to 2 minutes": ("calf-raise",),
        "over 4 minutes": ("hip-hinge",),
    }


def test_movements_stand_beside_their_plain_words():
    (section,) = [it for it in sections([CALF], "drills/") if it.name == "movement"]
    (group,) = section.groups

    assert (group.term.name, group.term.plain) == ("ankle plantarflexion", "ankle down")
    assert group.url == "drills/movement/ankle-plantarflexion/"


def test_the_tokens_of_a_drill_are_those_of_its_headings():
    assert tokens(CALF) == {
        "joint": "ankle",
        "movement": "ankle-plantarflexion",
        "equipment": "wall step",
        "position": "standing",
        "minutes": "up-to-2-minutes",
    }
    for section in sections([CALF], "drills/"):
        headings = {group.token for group in section.groups}
        assert headings == set(tokens(CALF)[section.name].split())


def test_an_index_of_nothing_has_no_headings():
    assert all(section.groups == () for section in sections([], "drills/"))
