import pytest

from plugins.faults import ContentFaults


def faults(site) -> str:
    """What a build that has to fail says."""
    with pytest.raises(ContentFaults) as stopped:
        site.build()
    return str(stopped.value)


def test_an_article_that_says_drill_for_drills_is_told(site):
    site.drill()
    site.article(Drill="hip-hinge")

    assert "knee-pain.md:4: “Drill:” is no header; write “Drills: hip-hinge”" in faults(site)


@pytest.mark.parametrize("header", ["Drill", "Drills"])
def test_a_page_that_names_drills_in_its_header_is_told_to_link_to_them(site, header):
    site.drill()
    site.write("pages/about.md", f"Title: About\n{header}: hip-hinge\n\nText.\n")
    said = faults(site)

    assert f"about.md:2: “{header}:” is for articles; on a page, write a link in the text" in said
    assert "({filename}/drills/hip-hinge.md)" in said


def test_a_drill_that_names_drills_in_its_header_is_told(site):
    file = site.drill(drills="calf-raise")
    line = file.read_text("utf-8").splitlines().index("drills: calf-raise") + 1

    assert f"hip-hinge.md:{line}: drills: there is no such field" in faults(site)
