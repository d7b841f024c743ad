import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.drills import figure, ledger, vocabulary
from plugins.drills.headers import read_drill
from plugins.drills.headers.fields import META, DrillFields
from plugins.drills.skeleton import SkeletonError, new_drill, proposed_code, skeleton, taken_codes
from tests.support import ROOT, run

TODAY = date(2026, 11, 24)


def read(path: Path):
    return read_drill(path.read_text("utf-8"), path.name, path.stem, TODAY)


def test_the_skeleton_is_a_drill_without_a_fault_and_with_a_figure(tmp_path):
    path = new_drill("Hip Hinge", tmp_path, TODAY)
    it = read(path)

    assert path.name == "hip-hinge.md"
    assert (it.faults, it.warnings) == ((), ())
    assert it.drill is not None
    assert (it.drill.title, it.drill.slug, it.drill.code) == ("Hip Hinge", "hip-hinge", "hh")
    assert it.meta == {"status": "draft"}
    assert it.drill.last_reviewed == TODAY
    assert it.drill.next_review == date(2027, 11, 24)
    assert "<svg" in figure.draw(it.drill).pair
    assert figure.check(it.drill, path.name, path.read_text("utf-8")) == []
    assert figure.warnings(it.drill, path.name, path.read_text("utf-8")) == []


def test_its_code_is_noted_for_ever(tmp_path):
    new_drill("Hip Hinge", tmp_path, TODAY)
    new_drill("Heel Hang", tmp_path, TODAY)

    known = ledger.read(tmp_path / ledger.NAME, ledger.NAME)
    assert known.faults == ()
    assert known.slugs["hh"] == "hip-hinge"
    assert len(known.slugs) == 2


def test_nothing_is_overwritten_and_no_second_code_noted(tmp_path):
    path = new_drill("Hip Hinge", tmp_path, TODAY)
    path.write_text("Mine.", encoding="utf-8")

    with pytest.raises(SkeletonError, match="is there already"):
        new_drill("Hip hinge", tmp_path, TODAY)
    assert path.read_text("utf-8") == "Mine."
    assert (tmp_path / ledger.NAME).read_text("utf-8").count("hip-hinge") == 1


@pytest.mark.parametrize("title", ["", "   ", "???"])
def test_a_drill_needs_a_title(tmp_path, title):
    with pytest.raises(SkeletonError, match="make new-drill TITLE="):
        new_drill(title, tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_title_that_is_too_long_is_told_before_anything_is_written(tmp_path):
    with pytest.raises(SkeletonError, match="at most 60 letters; this has 62"):
        new_drill("hip " * 15 + "ab", tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_title_is_the_title_of_its_drill(words):
    title = " ".join(words.split())
    it = read_drill(skeleton(title, "zz", TODAY), "a.md", "a", TODAY)

    if title.isprintable() and title:
        assert it.drill is not None
        assert it.drill.title == title


def test_the_command_says_what_it_wrote_and_never_shows_a_traceback(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = ("plugins.drills.skeleton", "Hip Hinge")
    first = run(*command, cwd=tmp_path, env=environment)
    second = run(*command, cwd=tmp_path, env=environment)

    assert first.returncode == 0
    assert "Wrote content/drills/hip-hinge.md" in first.stdout
    assert (tmp_path / "content/drills/hip-hinge.md").exists()
    assert second.returncode == 1
    assert second.stderr == "content/drills/hip-hinge.md is there already; choose another title\n"


def test_codes_are_new_whatever_is_taken_already(tmp_path):
    (tmp_path / "heel-hang.md").write_text("---\ndrill: 'HH' # mine\n---\n", encoding="utf-8")
    (tmp_path / ledger.NAME).write_text("hi hip-hop\n", encoding="utf-8")

    taken = taken_codes(tmp_path)
    assert taken == {"hh", "hi"}
    assert proposed_code("Hip Hinge", taken) not in taken
    assert proposed_code("Hip", ()) == "hi"
    assert proposed_code("90/90", ()) == "aa"
    assert proposed_code("Half-kneeling hip flexor stretch again", ()) == "hkhf"


def test_without_the_ledger_of_codes_nothing_is_written(tmp_path):
    codes = tmp_path / ledger.NAME
    codes.mkdir()

    with pytest.raises(SkeletonError) as error:
        new_drill("Hip Hinge", tmp_path, TODAY)
    assert str(error.value) == (
        f"{codes}:1: this is a folder; move it away, so that a text file can have its name"
    )
    assert list(tmp_path.iterdir()) == [codes]


def test_what_is_no_file_has_no_code(tmp_path):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to("nowhere.md")

    assert taken_codes(tmp_path) == set()


def test_a_drill_of_the_29th_of_february_is_reviewed_on_the_28th():
    text = skeleton("Leap", "le", date(2028, 2, 29))

    assert "next_review: 2029-02-28" in text


def test_every_field_and_every_word_that_is_allowed_stands_in_the_skeleton():
    text = skeleton("Hip Hinge", "hh", TODAY)
    flat = " ".join(text.replace("#", " ").split())
    fields = set(DrillFields.model_fields) - set(META) | {"status"}
    lists = (
        vocabulary.KINDS,
        vocabulary.JOINTS,
        vocabulary.MOVEMENTS,
        vocabulary.MUSCLES,
        vocabulary.POSITIONS,
        vocabulary.EQUIPMENT,
        vocabulary.SIDES_WORDS,
        vocabulary.EVIDENCE,
        vocabulary.VIEWS,
        vocabulary.PROPS,
        vocabulary.NAMED_POSES,
        vocabulary.ARMS,
        vocabulary.PARTS,
    )

    assert [name for name in fields if f"{name}:" not in flat] == []
    assert [word for words in lists for word in words if word not in flat] == []


def test_fields_that_are_taken_into_use_are_right_too():
    used = {"also_called", "support", "cues", "breathing", "easier", "harder", "self_test"}
    used |= {"instead_of_floor", "photo", "photo_alt", "video", "video_captions", "reviewed_by"}
    used |= {"references", '  - "[Author. Title. Journal, year.]"'}
    rows = skeleton("Hip Hinge", "hh", TODAY).split("\n")
    notes = {row for row in rows if row.removeprefix("# ").partition(":")[0] in used}
    opened = [row.removeprefix("# ") if row in notes else row for row in rows]
    it = read_drill("\n".join(opened), "a.md", "a", TODAY)

    assert it.faults == ()
    assert len(notes) == len(used)
    assert it.drill is not None
    assert it.drill.cues == ("Heels heavy", "Long back")
    assert it.drill.reviewed_by == "reviewer"
    assert it.drill.references == ("[Author. Title. Journal, year.]",)
    assert it.drill.photo_alt


def test_a_skeleton_that_is_published_unwritten_is_told_place_by_place():
    text = skeleton("Hip Hinge", "hh", TODAY).replace("status: draft\n", "")
    told = [fault.message for fault in read_drill(text, "a.md", "a", TODAY).faults]
    unwritten = [row for row in text.split("\n") if '"[' in row and not row.strip().startswith("#")]

    assert len(unwritten) > 5
    assert len(told) == len(unwritten) + 1
    assert any(message.startswith("steps, 1st: “[Stand") for message in told)
    assert any("the story is not written yet" in message for message in told)
