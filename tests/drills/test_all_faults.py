"""One build tells everything that is wrong, however much it is."""

import os
from datetime import date
from pathlib import Path

import pytest

from plugins.faults import ContentFaults
from tests.drills.sample import changed, line_of
from tests.support import Site

ADDRESS = "the name of the file is the drill's address"
ALLOWED = "(a-z, 0-9, single hyphens)"


def faults(site: Site) -> list[tuple[str, int, str]]:
    """What a build that has to fail says: the names of the files, lines and messages."""
    with pytest.raises(ContentFaults) as stopped:
        site.build()
    return [(Path(fault.path).name, fault.line, fault.message) for fault in stopped.value.faults]


def good() -> str:
    """A drill without a fault that stands by itself, reviewed today."""
    today = date.today()
    text = changed("2026-11-20", today.isoformat())
    text = changed("2027-11-20", today.replace(year=today.year + 1, day=1).isoformat(), text)
    text = changed("easier: [seated-rock]\n", "", text)
    return changed("harder: [banded-rock]\n", "", text)


def test_six_mistakes_of_a_file_and_a_circle_with_another_are_told_in_one_build(site):
    text = changed("kind: mobility", "kind: moblity", good())
    text = changed("drill: kw", "drill: hh", text)
    text = changed("start_with: 1 x 5", "start_with: 3 x 50", text)
    text = changed("cues:", "harder: [deep-hinge, gone]\ncues:", text)
    text = changed("knee: bend 91, ankle: up 38", "knee: bend 91, ankle: up 80", text)
    text = changed("tags:", 'photo: "{static}/no.jpg"\nphoto_alt: A knee.\ntags:', text)
    site.write("drills/knee-rock.md", text)
    hinge = site.drill()
    other = site.drill("deep-hinge", drill="dh", harder=["knee-rock"]).read_text("utf-8")
    circle = "deep-hinge is easier than knee-rock is easier than deep-hinge"

    assert faults(site) == [
        (
            "deep-hinge.md",
            line_of("harder:", other),
            f"harder: easier and harder go round in a circle: {circle}",
        ),
        *(
            ("knee-rock.md", line_of(at, text), message)
            for at, message in (
                (
                    "drill:",
                    f"drill: “hh” belongs to {os.path.relpath(hinge)}; choose another code",
                ),
                (
                    "kind:",
                    "kind: “moblity” is not known; did you mean “mobility”? write mobility, "
                    "stretch, strength, isometric, control or balance",
                ),
                (
                    "harder:",
                    "harder: no drill's file is called gone.md; write the name without “.md”",
                ),
                (
                    "start_with:",
                    "start_with: this is more work than the dose; begin with less, not more",
                ),
                (
                    "ankle: up 80",
                    "figure, end, front leg, ankle: “up 80”: no body bends so far; write up 45 at "
                    "most",
                ),
                (
                    "photo:",
                    "photo is “{static}/no.jpg”, but there is no file no.jpg in the content folder",
                ),
            )
        ),
    ]


def test_what_could_not_be_read_is_told_once(site):
    text = changed("drill: kw", "drill: k-w", good())
    text = changed("title: Knee-to-wall rock", "title: [a]", text)
    text = changed("status: draft\n", "stats: draft\n", text)
    text = changed("view: side", "view: sid", text)
    site.write("drills/knee-rock.md", text)
    site.write("drills/other-rock.md", text)

    assert [(name, line) for name, line, _ in faults(site)] == [
        (name, line_of(at, text))
        for name in ("knee-rock.md", "other-rock.md")
        for at in ("title:", "drill:", "view:", "stats:")
    ]


@pytest.mark.parametrize(
    ("stem", "cure"),
    [
        ("sit_to", "rename it to sit-to.md"),
        ("Sit to stand", "rename it to sit-to-stand.md"),
        ("sit--to.stand", "rename it to sit-to-stand.md"),
        ("Hüfte", "rename it to hufte.md"),
        ("🦵", "rename it to knee-to-wall-rock.md"),
        ("-", "rename it to knee-to-wall-rock.md"),
    ],
)
@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_file_name_that_makes_no_address_is_the_one_fault(site, stem, cure, status):
    site.write(f"drills/{stem}.md", changed("status: draft", f"status: {status}", good()))

    assert faults(site) == [(f"{stem}.md", 1, f"{ADDRESS}; {cure} {ALLOWED}")]


def test_a_file_without_name_and_title_is_told_what_a_name_looks_like(site):
    site.write("drills/🦵.md", changed("title: Knee-to-wall rock", "title: 🦵", good()))

    assert faults(site) == [("🦵.md", 1, f"{ADDRESS}; give it one like sit-to-stand.md {ALLOWED}")]


def test_a_drill_whose_file_is_to_be_renamed_is_not_missing_too(site):
    site.write("drills/Knee Rock.md", good())
    site.drill(harder=["knee-rock"])

    assert [name for name, _, _ in faults(site)] == ["Knee Rock.md"]


def test_a_slug_of_its_own_frees_the_name_of_the_file(site):
    site.write("drills/Knee Rock.md", changed("status: draft", "slug: knee-rock", good()))
    site.write("drills/codes.txt", "kw knee-rock\n")
    site.build()

    assert (site.output / "drills/knee-rock/index.html").is_file()


@pytest.mark.parametrize("name", ["save_as", "url", "template", "translation"])
def test_a_drill_cannot_write_over_other_pages(site, name):
    text = changed("tags:", f"{name}: index.html\ntags:", good())
    site.write("drills/knee-rock.md", text)
    ((_, line, message),) = faults(site)

    assert line == line_of(f"{name}:", text)
    assert message.startswith(f"{name}: ")
    assert message.endswith("; take this out")


def test_a_language_may_have_a_region(site):
    site.write("drills/knee-rock.md", changed("status: draft", "lang: en-GB", good()))
    site.write("drills/codes.txt", "kw knee-rock\n")
    site.build()

    assert "knee-rock" in (site.output / "drills.json").read_text("utf-8")


def test_codes_that_cannot_be_read_are_told_and_no_line_is_asked_for(site):
    (site.root / "content/drills/codes.txt").mkdir(parents=True)
    site.write("drills/knee-rock.md", changed("status: draft\n", "", good()))

    assert faults(site) == [
        ("codes.txt", 1, "this is a folder; move it away, so that a text file can have its name")
    ]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1b", "\x00", "\ufffe"])
def test_a_line_with_signs_that_nothing_can_show_is_told_with_all_else(site, sign):
    text = changed("feel: A pull", f"feel: A{sign} pull", good())
    text = changed("The story.", f"One{sign}two.\n\n{sign}Three{sign}.", text)
    text = changed("kind: mobility", "kind: moblity", text)
    text = changed("tags:", 'photo: "{static}/no.jpg"\nphoto_alt: A knee.\ntags:', text)
    site.write("drills/knee-rock.md", text)
    message = (
        f"this line holds a character that cannot be shown (U+{ord(sign):04X}); delete it, or "
        "write the line anew"
    )
    found = [(line, told) for _, line, told in faults(site)]

    assert [line for line, told in found if told == message] == [
        line_of(at, text) for at in ("feel:", "One", f"{sign}Three")
    ]
    assert [line for line, told in found if told != message] == [
        line_of(at, text) for at in ("kind:", "photo:")
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_signs_that_some_take_for_the_end_of_a_line_end_none(site, sign):
    text = changed("summary: Rock the", f"summary: Rock{sign}the", good())
    text = changed("tags:", 'photo: "{static}/no.jpg"\nphoto_alt: A knee.\ntags:', text)
    site.write("drills/knee-rock.md", text)
    site.write("drills/codes.txt", f"# a{sign}b\nno\n")

    assert [(name, line) for name, line, _ in faults(site)] == [
        ("codes.txt", 2),
        ("knee-rock.md", line_of("photo:", text)),
    ]
