import json

import pytest

from tests.support import Site

PAGE = "drills/hip-hinge/index.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of a drill on a site with an address."""
    site = Site(tmp_path_factory.mktemp("schema"))
    site.drill(
        title='Hinge </script><b>"',
        also_called=["Good morning"],
        equipment=["none"],
        harder=["deep"],
    )
    site.drill("deep", title="Deep", drill="dp", easier=["hip-hinge"], equipment=["wall"])
    site.build(SITEURL="https://x.example", AUTHOR="A Therapist")
    return site.page(PAGE)


@pytest.fixture(scope="module")
def graph(page):
    script = page.find("script", type="application/ld+json").string
    return json.loads(script)["@graph"]


def test_a_drill_is_an_exercise_and_the_way_to_do_it(graph):
    plan = graph[0]

    assert plan["@type"] == ["ExercisePlan", "HowTo"]
    assert plan["url"] == "https://x.example/drills/hip-hinge/"
    assert plan["author"] == {"@type": "Person", "name": "A Therapist"}
    assert plan["repetitions"] == 10
    assert plan["alternateName"] == ["Good morning"]


def test_no_equipment_is_no_tool(graph):
    assert "tool" not in graph[0]


def test_markup_in_a_title_cannot_leave_the_data(page, graph):
    assert graph[0]["name"] == 'Hinge </script><b>"'
    assert page.h1.text == 'Hinge </script><b>"'


def test_the_trail_leads_from_the_index_to_the_page(graph):
    places = [(item["name"], item["item"]) for item in graph[1]["itemListElement"]]

    assert places == [
        ("Drills", "https://x.example/drills/"),
        ('Hinge </script><b>"', "https://x.example/drills/hip-hinge/"),
    ]


def test_everything_the_data_says_of_the_drill_stands_on_the_page(page, graph):
    visible = " ".join(page.main.get_text(" ").split())
    plan = graph[0]
    said = [plan["description"], *plan["alternateName"], *(step["text"] for step in plan["step"])]
    said += [*plan["activityFrequency"].split(". "), plan["exerciseType"]]

    assert [words for words in said if words.lower() not in visible.lower()] == []
