from dataclasses import replace
from pathlib import Path

import pytest

from plugins.drills import ledger
from plugins.drills.model import Drill
from tests.drills.sample import changed, parsed

ALL = {"calf-raise": "cr", "glute-bridge": "gb", "toe-raise": "tr"}


@pytest.fixture
def base() -> Drill:
    drill = parsed().drill
    assert drill is not None
    return replace(drill, easier=(), harder=())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for slug, code in [*ALL.items(), ("knee-rock", "kw")]:
        text = changed("drill: kw", f"drill: {code}")
        (tmp_path / f"{slug}.md").write_text(text, encoding="utf-8")
    rows = "".join(f"{code} {slug}\n" for slug, code in ALL.items())
    (tmp_path / ledger.NAME).write_text(f"# The codes.\n\n{rows}", encoding="utf-8")
    return tmp_path


def entry(base: Drill, folder: Path, slug: str, is_draft: bool = False, **fields: object):
    known = {"slug": slug, "title": slug, "code": ALL.get(slug, "kw")} | fields
    drill = replace(base, **known)
    return ledger.Entry(drill, folder / f"{slug}.md", f"{slug}.md", is_draft)


def faults(folder: Path, *entries: ledger.Entry) -> list[str]:
    known = ledger.read(folder / ledger.NAME, ledger.NAME)
    slugs = [one.drill.slug for one in entries]
    return [str(fault) for fault in ledger.site_faults(entries, slugs, known)]


def test_drills_with_their_own_codes_are_right(base, folder):
    drills = [entry(base, folder, slug) for slug in ALL]

    assert faults(folder, *drills) == []


def test_two_drills_with_one_code_are_a_fault_of_the_one_that_is_not_listed(base, folder):
    drills = entry(base, folder, "calf-raise"), entry(base, folder, "knee-rock", code="cr")

    (fault,) = faults(folder, *drills)
    assert fault == "knee-rock.md:3: drill: “cr” belongs to calf-raise.md; choose another code"
    (again,) = faults(folder, *reversed(drills))
    assert again == fault


def test_the_code_of_a_removed_drill_is_never_used_again(base, folder):
    (fault,) = faults(folder, entry(base, folder, "knee-rock", code="gb"))

    assert "“gb” was given to glute-bridge in codes.txt and stays its own" in fault
    assert "choose another code" in fault


def test_a_published_drill_must_be_listed_and_the_line_to_add_is_told(base, folder):
    (fault,) = faults(folder, entry(base, folder, "knee-rock"))

    assert "drill: add a line “kw knee-rock” to codes.txt" in fault
    assert faults(folder, entry(base, folder, "knee-rock", is_draft=True)) == []


@pytest.mark.parametrize("code", ["cx", "gb", "tr"])
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_drill_whose_code_was_changed_is_told_its_own(base, folder, code, is_draft):
    changed_one = entry(base, folder, "calf-raise", is_draft, code=code)

    assert faults(folder, changed_one, entry(base, folder, "toe-raise")) == [
        "calf-raise.md:3: drill: the code of this drill is “cr” for ever; write “drill: cr” again"
    ]


def test_translations_share_a_code(base, folder):
    one = entry(base, folder, "calf-raise")
    other = replace(one, shown="calf-raise.de.md")

    assert faults(folder, one, other) == []


def test_two_drills_with_one_title_are_a_fault(base, folder):
    drills = entry(base, folder, "calf-raise"), entry(base, folder, "toe-raise", title="Calf-Raise")

    (fault,) = faults(folder, *drills)
    assert fault.startswith("toe-raise.md:2: title: calf-raise.md is called “Calf-Raise” too")


def test_without_a_ledger_no_code_is_taken(base, tmp_path):
    assert ledger.read(tmp_path / "codes.txt", "codes.txt") == ledger.Ledger("codes.txt")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("cr", "codes.txt:6: “cr” is not a code and a name"),
        ("c1 calf", "“c1 calf” is not a code and a name"),
        ("kw Knee Rock", "“kw Knee Rock” is not a code and a name"),
        ("cr knee-rock", "“cr” is here twice, for calf-raise too"),
    ],
)
def test_a_line_of_the_ledger_that_cannot_be_read_is_told(folder, row, words):
    with (folder / ledger.NAME).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")

    (fault,) = faults(folder)
    assert words in fault


def test_a_ledger_that_is_no_text_is_told_and_asks_for_no_line(base, folder):
    path = folder / ledger.NAME
    path.write_bytes("# Übung\ncr calf-raise\n# Füße\n".encode("latin-1"))
    one = entry(base, folder, "knee-rock")

    assert faults(folder, one) == ["codes.txt:1: this is not UTF-8; save the file as UTF-8"]
    path.unlink()
    path.mkdir()
    assert faults(folder, one) == [
        "codes.txt:1: this is a folder; move it away, so that a text file can have its name"
    ]


def test_lines_of_the_ledger_are_counted_as_editors_count_them(folder):
    (folder / ledger.NAME).write_bytes("# a\u2028b\x0bc\x0cd\r\ncr\r\n".encode())

    assert faults(folder) == [
        "codes.txt:2: “cr” is not a code and a name, such as “gb glute-bridge”"
    ]


def test_fields_that_are_unread_belong_to_nobody(base, folder):
    nothing = {"code": "", "title": ""}
    drills = [
        replace(entry(base, folder, slug, **nothing), unread=frozenset({"drill", "title"}))
        for slug in ALL
    ]

    assert faults(folder, *drills) == []


@pytest.mark.parametrize("field", ["slug", "status"])
def test_a_line_is_due_once_name_and_status_are_known(base, folder, field):
    one = entry(base, folder, "knee-rock")

    assert faults(folder, replace(one, unread=frozenset({field}))) == []
    assert len(faults(folder, replace(one, unread=frozenset({"kind"})))) == 1


@pytest.mark.parametrize("name", ["easier", "harder", "instead_of_floor"])
@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("calf-rise", "no drill's file is called calf-rise.md; did you mean “calf-raise”?"),
        ("calf-raise", "“calf-raise” is this drill itself; name another"),
    ],
)
def test_a_link_that_leads_nowhere_or_home_is_told(base, folder, name, slug, words):
    value = slug if name == "instead_of_floor" else (slug,)
    (fault,) = faults(folder, entry(base, folder, "calf-raise", **{name: value}))

    assert f"{name}: {words}" in fault


def test_what_to_do_instead_of_the_floor_may_be_a_sentence(base, folder):
    one = entry(base, folder, "calf-raise", instead_of_floor="Do it on a firm bed.")

    assert faults(folder, one) == []


def test_a_faulty_drill_is_there_all_the_same(base, folder):
    one = entry(base, folder, "calf-raise", harder=("toe-raise",))
    known = ledger.read(folder / ledger.NAME, ledger.NAME)

    assert list(ledger.site_faults([one], ["calf-raise", "toe-raise"], known)) == []


def test_easier_and_harder_in_a_circle_are_told_once_with_the_way_round(base, folder):
    drills = (
        entry(base, folder, "calf-raise", harder=("toe-raise",)),
        entry(base, folder, "toe-raise", harder=("glute-bridge",), easier=("calf-raise",)),
        entry(base, folder, "glute-bridge", harder=("calf-raise",)),
    )

    (fault,) = faults(folder, *drills)
    assert fault.endswith(
        "go round in a circle: calf-raise is easier than toe-raise is easier than glute-bridge is "
        "easier than calf-raise"
    )


def test_a_drill_that_another_calls_both_easier_and_harder_is_a_circle(base, folder):
    one = entry(base, folder, "calf-raise", harder=("toe-raise",), easier=("toe-raise",))

    assert len(faults(folder, one, entry(base, folder, "toe-raise"))) == 1


def test_a_ladder_that_forks_and_meets_again_is_no_circle(base, folder):
    drills = (
        entry(base, folder, "calf-raise", harder=("toe-raise", "glute-bridge")),
        entry(base, folder, "toe-raise", harder=("glute-bridge",), easier=("calf-raise",)),
        entry(base, folder, "glute-bridge", easier=("toe-raise", "calf-raise")),
    )

    assert faults(folder, *drills) == []


def test_a_ladder_of_thousands_is_climbed(base, folder):
    drills = [
        entry(base, folder, f"d{n}", is_draft=True, code=f"c{n}", harder=(f"d{n + 1}",))
        for n in range(3000)
    ]
    assert faults(folder, *drills, entry(base, folder, "d3000", is_draft=True)) == []


def test_links_that_go_one_way_only_are_a_warning(base, folder):
    drills = (
        entry(base, folder, "calf-raise", harder=("toe-raise",)),
        entry(base, folder, "toe-raise"),
    )

    (warning,) = ledger.site_warnings(drills)
    assert warning.message == "harder: toe-raise does not say so; write calf-raise as its easier:"


def test_a_way_round_the_floor_that_is_on_the_floor_is_a_warning(base, folder):
    drills = (
        entry(base, folder, "calf-raise", instead_of_floor="toe-raise"),
        entry(base, folder, "toe-raise", position="all fours"),
    )

    (warning,) = ledger.site_warnings(drills)
    assert warning.message == "instead_of_floor: toe-raise is on the floor, too"


@pytest.mark.parametrize("before", ["", "# The codes.\ncr calf-raise", "cr calf-raise\n"])
def test_a_line_is_added_below_the_others(tmp_path, before):
    path = tmp_path / "codes.txt"
    path.write_text(before + ledger.addition(before, "kw", "knee-rock"), encoding="utf-8")

    it = ledger.read(path, "codes.txt")
    assert it.faults == ()
    assert it.slugs["kw"] == "knee-rock"
    assert ("cr" in it.slugs) == ("cr" in before)
    assert path.read_text("utf-8").startswith("#" if "#" in before or not before else "cr")
