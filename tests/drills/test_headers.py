from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.drills.model import Dose, Mistake, SelfTest
from tests.drills.sample import GOOD, SHOWN, changed, line_of, parsed


def told(text: str) -> str:
    return "\n".join(str(fault) for fault in parsed(text).faults)


def test_a_good_file_becomes_a_drill():
    it = parsed()

    assert it.faults == ()
    assert it.warnings == ()
    assert it.body == "\nThe story.\n"
    assert it.meta == {"status": "draft", "tags": ["ankle", "wall"]}
    drill = it.drill
    assert drill is not None
    assert (drill.code, drill.slug, drill.title) == ("kw", "knee-to-wall", "Knee-to-wall rock")
    assert drill.main_muscles == ("soleus",)
    assert drill.mistakes == (Mistake("The heel lifts.", "Move the foot nearer."),)
    assert drill.dose == Dose(2, 7, reps=10, tempo=(2, 2, 2, 0), rest_s=10)
    assert drill.start_with == Dose(1, 7, reps=5, tempo=(2, 2, 2, 0), rest_s=10)
    assert drill.self_test == SelfTest(
        "Knee-to-wall distance", "Measure from toe to wall.", "cm", "more", 2
    )
    assert drill.last_reviewed == date(2026, 11, 20)
    assert drill.figure is not None
    assert len(drill.figure.poses) == 2


def test_what_may_be_left_out_has_a_safe_default():
    text = GOOD
    for field in ("support", "breathing", "cues", "reviewed_by", "start_with", "easier"):
        text = "\n".join(row for row in text.split("\n") if not row.startswith(f"{field}:"))
    drill = parsed(text).drill

    assert drill is not None
    assert (drill.support, drill.breathing, drill.cues) == ("", "", ())
    assert (drill.reviewed_by, drill.start_with, drill.easier) == ("", None, ())


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("joints: [ankle]", "joints: Ankle", "joints", ("ankle",)),
        ("joints: [ankle]", "joints: ankle, hip", "joints", ("ankle", "hip")),
        ("[ankle dorsiflexion]", "[Ankle Up]", "movements", ("ankle dorsiflexion",)),
        ("main: [soleus]", "main: deep calf", "main_muscles", ("soleus",)),
        ("half-split stance", "Half split stance", "position", "half-split stance"),
        ("sides: each", "sides: each side", "sides", "each"),
        ("therapist's choice", "therapist’s choice", "evidence", "therapist's choice"),
        ("drill: kw", "drill: KW", "code", "kw"),
        ("cues: [Heel heavy, Slow]", "cues: Slow", "cues", ("Slow",)),
        ("equipment: [wall]", "equipment:\n  - wall\n  - mat", "equipment", ("wall", "mat")),
    ],
)
def test_plain_words_become_the_standard_term(old, new, field, value):
    drill = parsed(changed(old, new)).drill

    assert drill is not None
    assert getattr(drill, field) == value


def test_the_dose_may_be_fields_or_a_list_of_parts():
    whole = "dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks"
    fields = "dose: {sets: 2, reps: 10, tempo: 2-2-2-0, rest: 10 s, days_per_week: 7, weeks: 6}"
    parts = "dose: [2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks]"

    assert parsed(changed(whole, fields)).drill == parsed().drill
    assert parsed(changed(whole, parts)).drill == parsed().drill


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_the_ends_of_lines_of_any_system_are_read(ending):
    assert parsed(GOOD.replace("\n", ending)).drill == parsed().drill


def test_a_byte_order_mark_is_passed_over():
    assert parsed("\ufeff" + GOOD).drill == parsed().drill


def test_a_slug_in_the_file_is_the_slug_of_the_drill():
    it = parsed(changed("status: draft", "slug: ankle-rock"))

    assert it.drill is not None
    assert it.drill.slug == it.meta["slug"] == "ankle-rock"


FIELDS = [
    ("title: Knee-to-wall rock\n", "", "title: this is missing: the name of the drill"),
    ("title: Knee-to-wall rock", "title:", "title: this is empty"),
    ("title: Knee-to-wall rock", "title: ~", "title: this is empty"),
    ("title: Knee-to-wall rock", f"title: {'x' * 61}", "title: this has 61 letters and signs"),
    ("title: Knee-to-wall rock", "title: [a, b]", "one text is meant here, not a list"),
    ("title: Knee-to-wall rock", "title: “Rock”", "in curly quotes"),
    ("drill: kw", "drill: k1", "drill: “k1” is no code; write 2 to 4 letters"),
    ("drill: kw", "code: kw", "code: there is no such field; did you mean “drill”?"),
    ("aim: More", "aims: More", "aims: there is no such field; did you mean “aim”?"),
    ("also_called:", "also called:", "did you mean “also_called”?"),
    ("summary: Rock", f"summary: {'x' * 156}", "at most 155"),
    ("kind: mobility", "kind: moblity", "“moblity” is not known; did you mean “mobility”?"),
    ("kind: mobility", "kind: [mobility]", "kind: one text is meant here"),
    ("joints: [ankle]", "joints: [ancle]", "joints, 1st: “ancle” is not known; did you mean"),
    ("joints: [ankle]", "joints: {ankle: 1}", "joints: a list is meant here"),
    ("joints: [ankle]", "joints: []", "joints: this is empty"),
    ("[ankle dorsiflexion]", "[hip flexion]", "belongs to hip, which is not among joints"),
    ("[ankle dorsiflexion]", "[ankle upp]", "did you mean “ankle up”?"),
    ("main: [soleus]", "main: [soles]", "muscles, main, 1st: “soles” is not known"),
    ("muscles: {main: [soleus], also: [gastrocnemius]}", "muscles: soleus", "write main: …, also"),
    ("main: [soleus], also", "also", "muscles, main: this is missing"),
    ("half-split stance", "standin", "did you mean “standing”?"),
    (
        "equipment: [wall]",
        "equipment: no",
        "equipment, 1st: “no” is not known; did you mean “none”",
    ),
    ("equipment: [wall]", "equipment: [none, wall]", "“none” stands beside something else"),
    ("sides: each", "sides: yes", "“yes” is not known; write both together"),
    ("sides: each", "sides: both together", "dose: this says “each side”, but sides says “both"),
    ("  - Stand facing a wall.\n", "", "steps: write 2 to 7 steps, not 1"),
    ("Stand facing a wall.", "Stand: facing a wall.", "steps, 1st: a colon with a space after it"),
    ("Stand facing a wall.", "go " * 26, "has 26 words; at most 25"),
    ("[Heel heavy, Slow]", "[a, b, c, d, e]", "cues: write at most 4 cues, not 5"),
    ("[Heel heavy, Slow]", "[one two three four five six seven]", "at most 6"),
    ("{wrong: The heel lifts., fix: Move the foot nearer.}", "The heel lifts.", "write wrong: …"),
    (", fix: Move the foot nearer.}", "}", "mistakes, 1st, fix: this is missing"),
    ("fix: Move the foot nearer.", "fix: Move, the foot", "a comma ends the text"),
    ("2 x 10 each side, tempo 2-2-2-0", "two x ten", "dose: “two x ten” is not understood"),
    ("tempo 2-2-2-0", "tempo 30", "dose: “tempo 30” is not understood"),
    ("start_with: 1 x 5", "start_with: 3 x 30", "start_with: this is more work than the dose"),
    ("start_with: 1 x 5", "start_with: one", "start_with: “one” is not understood"),
    ("easier: [seated-rock]", "easier: [Seated Rock.md]", "perhaps seated-rock"),
    ("cautions: [Hold on to something.]\n", "", "cautions: this is missing: what to beware of"),
    ("stop_if: [A sharp pinch.]", "stop_if: []", "stop_if: this is empty"),
    ("better: more", "better: higher", "“higher” is not known; write more or less"),
    ("real_change: 2", "real_change: two", "“two”: write a number above 0"),
    ("real_change: 2", "real_change: 0", "“0”: write a number above 0"),
    ("  unit: cm\n", "", "self_test, unit: this is missing: what it is counted in"),
    ("therapist's choice", "trial", "evidence: “trial” needs references"),
    ("author: therapist", "author: Ann", "author: “Ann” is not known; write therapist"),
    ("2026-11-20", "20.11.2026", "write the year first, such as 2026-11-20"),
    ("2026-11-20", "2026-13-01", "“2026-13-01” is no day"),
    ("2026-11-20", "2026-11-25", "2026-11-25 has not come yet"),
    ("2027-11-20", "2026-11-20", "2026-11-20 is not after the last review"),
    ("2027-11-20", "2030-11-20", "more than 3 years after"),
    ("status: draft", "status: drafted", "did you mean “draft”?"),
    ("status: draft", 'photo: "{static}/images/rock.jpg"', "a photo needs photo_alt"),
    ("status: draft", 'video: "{static}/images/rock.mp4"', "a video needs video_captions"),
    ("status: draft", "photo_alt: A knee.", "photo_alt: there is no photo for it"),
    ("status: draft", "lang: English", "is no code of a language"),
    ("status: draft", "kind: balance", "“kind” is here twice, first in line 7"),
    ("Out on the way there.", '"[How]"\nid: x', "breathing: “[How]” is there to be replaced"),
]


@pytest.mark.parametrize(("old", "new", "words"), FIELDS, ids=[it[1][:40] for it in FIELDS])
def test_what_is_wrong_is_told_in_words(old, new, words):
    text = changed(old, new)
    if "[How]" in new:
        text = changed("status: draft\n", "", text)

    assert words in told(text), told(text)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("kind: mobility", "kind: moblity", "kind:"),
        ("real_change: 2", "real_change: two", "real_change: two"),
        ("Keep the heel down", "Keep: the heel down", "Keep: the"),
        ("knee: bend 91", "knee: 91", "knee: 91"),
        ("status: draft", "statuss: draft", "statuss"),
    ],
)
def test_a_fault_stands_on_the_line_of_its_value(old, new, at):
    text = changed(old, new)
    (fault,) = parsed(text).faults

    assert (fault.path, fault.line) == (SHOWN, line_of(at, text))


def test_a_field_under_another_name_is_one_fault_and_not_a_missing_field_too():
    text = changed("drill: kw", "code: kw")
    text = changed("wrong: The", "wrng: The", text)

    assert [fault.message for fault in parsed(text).faults] == [
        "code: there is no such field; did you mean “drill”?",
        "mistakes, 1st, wrng: there is no such field; did you mean “wrong”?",
    ]


def test_who_is_near_to_a_term_is_told_the_terms_and_others_their_plain_words_too():
    near = told(changed("main: [soleus]", "main: [solues]"))
    far = told(changed("main: [soleus]", "main: [leg]"))

    assert "did you mean “soleus”? write soleus, gastrocnemius" in near
    assert "write soleus (deep calf), gastrocnemius (calf)" in far


def test_a_missing_field_is_told_where_the_header_ends_and_so_after_what_is_misspelt():
    text = changed("kind: mobility\n", "", changed("sides: each", "sites: each"))
    text = changed("lean: 8", "lean: much", text)

    faults = parsed(text).faults
    assert [(fault.line, fault.message.split(":")[0]) for fault in faults] == [
        (line_of("sites", text), "sites"),
        (line_of("lean: much", text), "figure, end, lean"),
        (line_of("---\n\nThe", text), "kind"),
    ]


def test_a_misspelt_field_that_cannot_be_read_is_not_missing_too():
    text = changed("feel: A pull low", "feeel: A pull: low")

    assert [fault.line for fault in parsed(text).faults] == [line_of("feeel", text)]


def test_a_fault_of_a_dose_in_fields_stands_on_its_own_line():
    sentence = "dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks"
    text = changed(
        sentence,
        "dose:\n  sets: 2\n  reps: 10\n  tempo: 30\n  hold: 2-2-2-0\n"
        "  rest: 1:30\n  days_per_week: daily",
    )
    lines = {fault.line - line_of("dose:", text): fault.message for fault in parsed(text).faults}

    assert "dose, tempo: “30”" in lines[3]
    assert "to stay still, write “hold: 30 s”" in lines[3]
    assert "“2-2-2-0” is no single number; a tempo is four numbers" in lines[4]
    assert "write it in seconds, 90 s" in lines[5]
    assert "“daily” is no whole number" in lines[6]


def test_a_start_is_not_blamed_for_a_dose_that_has_a_fault():
    text = changed("dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks\n", "")
    assert [it.message[:16] for it in parsed(text).faults] == ["dose: this is mi"]

    text = changed("start_with: 1 x 5", "start_with: one", changed("2 x 10 each", "two each"))
    assert [it.message.split(":")[0] for it in parsed(text).faults] == ["dose", "start_with"]


def test_a_number_out_of_range_in_a_field_of_the_dose_stands_on_its_line():
    sentence = "dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks"
    text = changed(sentence, "dose:\n  sets: 2\n  reps: 10\n  rest: 500 s\n  days_per_week: 7")
    (fault,) = parsed(text).faults

    assert fault.line == line_of("rest: 500", text)
    assert "must be 0 to 180, not 500" in fault.message


UNREADABLE = [
    ("feel: A pull low in the calf.", "feel: A pull: low in the calf.", "a colon with a space"),
    ("feel: A pull low in the calf.", 'feel: "A pull low in the calf.', "a quote is missing"),
    ("feel: A pull low in the calf.", "feel: “A pull: low”", "curly quotes"),
    ("feel: A pull low in the calf.", "feel: *A pull* low.", "cannot begin with “*”"),
    ("feel: A pull low in the calf.", "feel: @home", "cannot begin with “@”"),
    ("feel: A pull low in the calf.", "feel:A pull", "after the colon: write “feel: A pull”"),
    ("[Heel heavy, Slow]", "[Heel heavy, Slow", "do not pair up"),
    ("  unit: cm", "\tunit: cm", "a tab stands at the start"),
    ("A pull low in the calf.", "[a]: [b] [c]", "look at the spaces at the start"),
    ("title: Knee-to-wall rock", 'title: "Rock" and more', "a quote is missing"),
    ("status: draft", "photo: {static}/a.jpg", 'put this in straight quotes: "{static}/a.jpg"'),
    ("title: Knee-to-wall rock", "title: &a [*a]", "cannot begin with “&”"),
    ("title: Knee-to-wall rock", "title: !rock", "cannot begin with “!”"),
    ("title: Knee-to-wall rock", f"title: {'[' * 20}{']' * 20}", "too many lists inside"),
]


@pytest.mark.parametrize(("old", "new", "words"), UNREADABLE, ids=[it[1] for it in UNREADABLE])
def test_what_yaml_cannot_read_is_told_with_its_likely_cause_and_line(old, new, words):
    text = changed(old, new)
    faults = parsed(text).faults

    assert len(faults) == 1, told(text)
    assert words in faults[0].message
    assert faults[0].line == line_of(new.split("\n")[0], text)


def test_what_cannot_be_read_does_not_hide_the_other_faults():
    text = changed("feel: A pull", "feel: A pull: low")
    text = changed("kind: mobility", "kind: moblity", text)
    text = changed("[Heel heavy, Slow]", "[Heel heavy, Slow", text)
    text = changed("weeks\n", "weeks, reast 3 s\n", text)
    text = changed("knee: bend 91", "knee: 91", text)

    assert len(parsed(text).faults) == 5, told(text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "a drill begins with a line “---”"),
        ("Title: Rock\n\nText.\n", 1, "a drill begins with a line “---”"),
        ("\n---\ntitle: Rock\n---\n", 1, "the first line must be “---”"),
        (
            "---\ntitle: Rock\n\nThe story goes on.\n",
            4,
            "the header does not end; write a line “---”",
        ),
        ("---\n---\n", 2, "title: this is missing"),
        ("---\n- title\n---\n", 2, "every field is a name, a colon, a space and a value"),
        ("---\nRock\n---\n", 2, "every field is a name, a colon, a space and a value"),
    ],
)
def test_a_file_without_a_header_is_told_how_it_begins(text, line, words):
    faults = parsed(text).faults

    assert any(words in fault.message and fault.line == line for fault in faults), told(text)


def test_a_figure_for_both_sides_cannot_have_one_that_works():
    text = changed("sides: each", "sides: both together")
    text = changed("2 x 10 each side", "2 x 10", text)

    assert "figure, working: the drill says sides: both together" in told(text)


def test_a_story_that_is_not_written_is_not_published():
    text = changed("The story.", "[Write the story here.]")
    assert parsed(text).faults == ()

    text = changed("status: draft\n", "", text)
    (fault,) = parsed(text).faults
    assert "the story is not written yet" in fault.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: mobility", "kind: strength", "7 days a week is much for strength"),
        ("half-split stance", "all fours", "say in instead_of_floor what to do"),
        ("Stand facing a wall.", "The wall is in front.", "begins with “The”"),
        ("  working: front\n", "", "figure: say which side works"),
    ],
)
def test_what_only_deserves_a_look_is_a_warning(old, new, words):
    text = changed(old, new)
    (warning,) = parsed(text).warnings

    assert words in warning.message
    at = {"kind: strength": "dose:", "": "figure:"}.get(new, new)
    assert warning.line == line_of(at, text)
    assert parsed(text).drill is not None


def test_a_stretch_once_a_week_is_a_warning():
    text = changed("kind: mobility", "kind: stretch")
    text = changed("rest 10 s, daily, 6", "rest 10 s, 1 day a week, 6", text)

    assert ["little for a stretch" in it.message for it in parsed(text).warnings] == [True]


def messages(*changes: tuple[str, str]) -> list[tuple[int, str]]:
    """What is told of the good file with these things different, and where."""
    text = GOOD
    for old, new in changes:
        text = changed(old, new, text)
    return [(fault.line, fault.message) for fault in parsed(text).faults]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_line_with_signs_that_nothing_can_show_is_told_once(ending):
    text = changed("feel: A pull", "feel: \x0bA\x00 \x0bpull")
    text = changed("The story.", "The\x9f story.", text)
    it = parsed(text.replace("\n", ending))

    assert [(fault.line, fault.message) for fault in it.faults] == [
        (
            line_of("feel:", text),
            "this line holds characters that cannot be shown (U+000B, U+0000); delete them, or "
            "write the line anew",
        ),
        (
            line_of("The\x9f", text),
            "this line holds a character that cannot be shown (U+009F); delete it, or write the "
            "line anew",
        ),
    ]
    assert it.drill == parsed().drill
    assert it.body.strip() == "The story."


def test_a_sign_that_nothing_can_show_is_found_behind_its_number_too():
    assert messages(("A pull low in the calf.", '"A \\x1b pull"')) == [
        (
            line_of("feel:", GOOD),
            "this line holds a character that cannot be shown (U+001B); delete it, or write the "
            "line anew",
        )
    ]


def test_letters_of_all_languages_and_pictures_can_be_shown():
    assert messages(("The story.", "Żółć, 腿, \u200d🦵🏽\ufeff\u2028\tx\x85.")) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "url",
            "a drill's address comes from the name of its file, or from slug:; take this out",
        ),
        (
            "save_as",
            "a drill's address comes from the name of its file, or from slug:; take this out",
        ),
        ("template", "every drill is shown in the same way; take this out"),
        (
            "translation",
            "a drill is the translation of the one that has the same slug:, and another lang:; "
            "take this out",
        ),
    ],
)
def test_a_drill_has_no_say_in_what_is_written_where(name, message):
    assert messages(("status: draft", f"{name}: x")) == [
        (line_of("status:", GOOD), f"{name}: {message}")
    ]


@pytest.mark.parametrize("name", ["slug", "id"])
def test_a_name_that_makes_no_address_is_told_with_one_that_does(name):
    assert messages(("status: draft", f"{name}: Knee_Rock")) == [
        (
            line_of("status:", GOOD),
            f"{name}: “Knee_Rock”: write it with a-z, 0-9 and single hyphens only; perhaps "
            "knee-rock",
        )
    ]


def test_what_cannot_be_read_is_nothing_in_the_drill_and_the_rest_is_there():
    text = changed("drill: kw", "drill: k-w", changed("dose: 2 x 10", "dose: two"))
    text = changed("muscles: {main: [soleus]", "muscles: {main: [sole]", text)
    it = parsed(changed("last_reviewed: 2026-11-20\n", "", text))
    whole = parsed().drill

    assert it.unread == {"drill", "dose", "muscles", "last_reviewed"}
    assert it.drill is not None
    assert whole is not None
    assert (it.drill.code, it.drill.main_muscles, it.drill.also_muscles) == ("", (), ())
    assert it.drill.dose == Dose(1, 7, reps=1)
    assert it.drill.figure == whole.figure
    assert (it.drill.title, it.drill.slug, it.drill.easier) == (
        whole.title,
        whole.slug,
        whole.easier,
    )
    assert it.meta == parsed().meta


def test_a_whole_drill_has_nothing_unread_and_a_file_without_a_header_has_all():
    assert parsed().unread == frozenset()
    assert parsed("Text.").drill is None
    assert {"title", "figure", "slug"} < parsed("Text.").unread


def test_a_drill_with_faults_is_checked_for_what_contradicts_itself():
    wrong = ("kind: mobility", "kind: moblity")
    more = "this is more work than the dose; begin with less, not more"

    assert (line_of("start_with:", GOOD), f"start_with: {more}") in messages(
        wrong, ("start_with: 1 x 5", "start_with: 3 x 30")
    )
    assert (
        line_of("working:", GOOD),
        "figure, working: the drill says sides: both together; take out working:, or write "
        "sides: each",
    ) in messages(wrong, ("sides: each", "sides: both together"))


def test_a_rule_waits_for_the_fields_it_is_about():
    for wrong, field in (
        ([("dose: 2 x 10", "dose: two"), ("start_with: 1 x 5", "start_with: 3 x 30")], "dose"),
        ([("sides: each", "sides: eech")], "sides"),
        (
            [("status: draft", "status: draft\nphoto: x.jpg\nphoto_alt: [a]")],
            "photo_alt",
        ),
    ):
        ((_, message),) = messages(*wrong)
        assert message.startswith(f"{field}: ")


CUT_OFF = "what comes after “#” is not read; put the text in straight quotes"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("A pull low in the calf.", "A pull # low", f"feel: {CUT_OFF}"),
        ("  - Stand facing a wall.", "  - Stand on spot # 1", f"steps, 1st: {CUT_OFF}"),
        ("  name: Knee-to-wall", "  name: Test # 2", f"self_test, name: {CUT_OFF}"),
        ("  view: side", "  view: side\n  alt: A body # 2", f"figure, alt: {CUT_OFF}"),
    ],
)
def test_a_text_for_readers_that_a_note_cuts_off_is_told(old, new, told):
    ((line, message),) = messages((old, new))

    assert message == told
    assert line == line_of(new.split("\n")[-1], changed(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A pull low in the calf.", '"A pull" # low'),
        ("A pull low in the calf.", "A pull#low"),
        ("kind: mobility", "kind: mobility # or stretch"),
        ("  view: side", "  view: side # or front"),
        ("self_test:", "# a note\nself_test: # another"),
    ],
)
def test_a_note_that_cuts_nothing_off_is_right(old, new):
    assert messages((old, new)) == []


LONG = "longer " * 20_000
TOLD_LONG = [
    ("kind: mobility", f"kind: {LONG}"),
    ("kind: mobility", f"{LONG.replace(' ', '')}: x"),
    ("drill: kw", f"drill: {LONG}"),
    ("easier: [seated-rock]", f"easier: [{LONG}]"),
    ("easier: [seated-rock]", f"easier: {{{LONG}: {LONG}}}"),
    ("real_change: 2", f"real_change: {LONG}"),
    ("2026-11-20", LONG),
    ("status: draft", f"lang: {LONG}"),
    ("status: draft", f"slug: {LONG}"),
    ("status: draft", f"load: {LONG}"),
    ("status: draft", f"hold: {'1' * 100_000}"),
    ("status: draft", f"photo: {{static}}/{LONG}"),
    ("status: draft", f"x: “{LONG}”"),
    ("title: Knee-to-wall rock", f"title: “{LONG}”"),
    ("Heel heavy, Slow", LONG),
    ("tempo 2-2-2-0", LONG),
    ("tempo 2-2-2-0", f"tempo {LONG}"),
    ("tempo 2-2-2-0", f"hold {LONG}-"),
    ("tempo 2-2-2-0", f"rest {LONG}"),
    ("2 x 10 each side", LONG),
    ("2 x 10 each side", f"2 x 10 min {LONG}"),
    ("lean: 8", f"lean: {LONG}"),
    ("lean: 8", f"lean: [{LONG}]"),
    ("lean: 8", f"lean:{LONG}"),
    ("lean: 8", f"{LONG.replace(' ', '')}: 8"),
    ("knee: bend 91", f"knee: {LONG}"),
    ("knee: bend 91", f"knee: bend {'1' * 100_000}"),
    ("front heel, front ball", LONG),
    ("front heel, front ball", f"big {LONG.replace(' ', '')}"),
    ("wall in front", LONG),
    ("arms: on wall", f"arms: {{{LONG}: {LONG}}}"),
    ("arms: on wall", f"front arm: {LONG}"),
    ("A pull low in the calf.", f'"{LONG}'),
]


@pytest.mark.parametrize(("old", "new"), TOLD_LONG, ids=[it[1][:20] for it in TOLD_LONG])
def test_what_is_very_long_is_told_by_its_beginning(old, new):
    found = messages((old, new))

    assert found
    assert all(len(message) < 700 for _, message in found), max(found, key=lambda it: len(it[1]))


MARKS = [*":-[]{}\"'“”#|>!%@`~é\x00\ufeff\u2028\t\n", "&a", "*a", "null", "no", "1:30", "<<:"]
ROWS = [": ", "\n  ", "---\n", "? ", "hip: ", "bend 30", "- - -", "9" * 5000, "[" * 50]
SPLICES = st.sampled_from([*MARKS, *ROWS])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(SPLICES | st.text(max_size=5)) + text[end:]
    return text


@given(mutated() | st.text() | st.text().map(lambda text: f"---\n{text}\n---\n"))
def test_no_file_whatever_raises_and_each_is_a_drill_or_has_faults(text):
    it = parsed(text)

    assert it.faults or (it.drill is not None and not it.unread)
    assert all(fault.line >= 1 and fault.message for fault in it.faults)
    assert all(fault.line <= text.count("\n") + text.count("\r") + 2 for fault in it.faults)
