"""How a drill file is mistyped by somebody who has never heard of YAML: each whole message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drills.sample import GOOD, changed, line_of, parsed

STEPS = "  - Stand facing a wall.\n  - Keep the heel down and rock the knee to the wall.\n"
MISTAKE = "  - {wrong: The heel lifts., fix: Move the foot nearer.}"
FEEL = "A pull low in the calf."
NOTE = "“#” begins a note that readers never see, so this is empty; put the text in straight quotes"
INSIDE = "there are quotes inside the quotes; write 'single' ones inside"
DASHES = "every thing of a list begins with a dash and a space, “- ”"
NO_DASH = "a dash and a space are missing at the start of this line, “- ”"
NO_END = "the header does not end; write a line “---” after its last field, before the story"


def colon(cure: str) -> str:
    return f"a space is missing after the colon: write “{cure}”"


def dash(cure: str) -> str:
    return f"a space is missing after the dash: write “- {cure}”"


def step(has: str, others: int) -> str:
    cure = f"begin it with {others}" if others else "begin it without any"
    return f"this line begins {has} in, the lines around it {others}; {cure}"


def told(old: str, new: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in parsed(changed(old, new)).faults]


def only(old: str, new: str, at: str) -> str:
    """The one message about this change; its line must be that of these words."""
    ((line, message),) = told(old, new)
    assert line == line_of(at, changed(old, new))
    return message


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("    lean: 5\n", "    lean:10\n", "lean: 10"),
        ("    lean: 8\n", "    lean:8\n", "lean: 8"),
        ("from: split stance", "from:split stance", "from: split stance"),
        ("view: side", "view:side", "view: side"),
        ("{hip: bend 46,", "{hip:bend 46,", "hip: bend 46"),
        ("{hip: bend 46, knee: bend 46, ankle: up 5}", "{hip:bend 98}", "hip: bend 98"),
        (
            "front leg: {hip: bend 46",
            "front leg:{hip: 9",
            "front leg: {hip: 9, knee: bend 46, ankle: up 5}",
        ),
        ("{wrong: The heel", "{wrong:The heel", "wrong: The heel lifts."),
        (MISTAKE, "  - wrong:The heel\n    fix: Move", "wrong: The heel"),
        (MISTAKE, "  - wrong: The heel\n    fix:Move", "fix: Move"),
        ("real_change: 2", "real_change:2", "real_change: 2"),
        ("title: Knee", "title:Knee", "title: Knee-to-wall rock"),
        ("cues: [Heel", "cues:[Heel", "cues: [Heel heavy, Slow]"),
    ],
)
def test_a_colon_without_a_space_is_told_on_its_line(old, new, cure):
    at = cure.replace(": ", ":", 1)

    assert only(old, new, at) == colon(cure)


def test_a_single_field_without_a_space_is_told_too():
    end = GOOD[GOOD.index("    lean: 8") : GOOD.index("evidence:")]

    assert only(end, "    lean:8\n", "lean:8") == colon("lean: 8")


def test_an_address_of_the_web_is_no_field_without_a_space():
    assert parsed(changed(FEEL, "\n  https://example.org")).faults == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    arms: on", "   arms: on", step("3 spaces", 4)),
        ("    arms: on", "     arms: on", step("5 spaces", 4)),
        ("    arms: on", "  arms: on", step("2 spaces", 4)),
        ("    arms: on", "      arms: on", step("6 spaces", 4)),
        ("    arms: on", "arms: on", step("0 spaces", 4)),
        ("    from: split", "   from: split", step("3 spaces", 4)),
        ("    from: split", "     from: split", step("5 spaces", 4)),
        ("  keep: [", "    keep: [", step("4 spaces", 2)),
        ("  keep: [", " keep: [", step("1 space", 2)),
        ("  unit: cm", " unit: cm", step("1 space", 2)),
        ("  unit: cm", "unit: cm", step("0 spaces", 2)),
        ("feel: A", "  feel: A", step("2 spaces", 0)),
        ("start_with: 1", " start_with: 1", step("1 space", 0)),
        (MISTAKE, "  - wrong: The heel\n   fix: Move", step("3 spaces", 4)),
        (MISTAKE, "  - wrong: The heel\n     fix: Move", step("5 spaces", 4)),
        ("  view: side", "view: side", step("0 spaces", 2)),
        ("  start:", "start:", step("0 spaces", 2)),
        ("evidence: ther", "  evidence: ther", step("2 spaces", 0)),
        (STEPS, '   - "fix: Move"\n  - "Stand"\n  - "Go"\n', step("3 spaces", 2)),
        (STEPS, '- "fix: Move"\n  - "Stand"\n  - "Go"\n', step("0 spaces", 2)),
        (STEPS, '  - "Stand"\n  - "Go"\n    - "fix: Move"\n', step("4 spaces", 2)),
        (STEPS, '  - "Stand"\n   - "fix: Move"\n  - "Go"\n', step("3 spaces", 2)),
    ],
)
def test_a_line_out_of_step_is_told_with_its_spaces_and_those_around_it(old, new, message):
    at = "fix: Move" if "fix: Move" in new else new.strip()

    assert only(old, new, at) == message


def test_a_list_that_swallows_its_next_thing_is_told():
    new = "  - Stand facing a wall\n   - Keep the heel\n  - Rock\n"

    assert only(STEPS, new, "- Keep") == step("3 spaces", 2)


def test_a_text_over_several_lines_is_no_line_out_of_step():
    new = "\n  A pull\n    low in\n  the calf.\nbreathing: >\n  Out\n    slowly.\n"
    text = changed("breathing: Out on the way there.\n", "", changed(FEEL, new))
    drill = parsed(text).drill

    assert drill is not None
    assert drill.feel == "A pull low in the calf."


def test_a_list_over_several_lines_does_not_hide_the_line_out_of_step():
    new = "keep: [front heel,\n      front ball,\n    back ball]\n   props"

    assert only("keep: [front heel, front ball, back ball]\n  props", new, "props") == (
        step("3 spaces", 2)
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        (STEPS, '  "Stand facing"\n  "Keep it"\n', '"Stand facing"', DASHES),
        (STEPS, '  - "Stand facing"\n  "Keep it"\n', '"Keep it"', NO_DASH),
        ("  end:\n", "  via:\n    {lean: 6}\n    {lean: 7}\n  end:\n", "{lean: 6}", DASHES),
        ("  end:\n", "  via:\n    - {lean: 6}\n    {lean: 7}\n  end:\n", "{lean: 7}", NO_DASH),
        (
            "  end:\n",
            "  via:\n    lean: 6\n    arms: on hips\n    lean: 7\n  end:\n",
            "lean: 7",
            "“lean” is here twice, first in line 49; begin each thing of “via” with a dash and a "
            "space",
        ),
        (
            "  end:\n",
            "  via:\n    - lean: 6\n      arms: on hips\n    lean: 7\n  end:\n",
            "lean: 7",
            "this line begins where the dash above does; begin it with “- ” if it is the next "
            "thing of the list, else 6 spaces in",
        ),
        (STEPS, '  -"Stand"\n  -"Keep it"\n', '-"Stand"', dash('"Stand"')),
        (STEPS, '  - "Stand"\n  -"Keep it"\n', '-"Keep', dash('"Keep it"')),
        (STEPS, "  - Stand\n  -Keep it\n", "-Keep", dash("Keep it")),
        ("cautions: [Hold on to something.]", 'cautions:\n  -"Hold"', '-"Hold', dash('"Hold"')),
    ],
)
def test_a_dash_that_is_missing_or_too_near_is_told_on_its_line(old, new, at, message):
    assert only(old, new, at) == message


ROWS = st.lists(
    st.builds(
        "{}{}{}".format,
        st.integers(0, 6).map(lambda spaces: " " * spaces),
        st.sampled_from(["", "- ", "-", "- - "]),
        st.sampled_from(["", "lean: 5", "end:", "kind:x", '"a"', '"a', "[b]", "text", "# c", ">"]),
    ),
    max_size=8,
)


@given(ROWS)
def test_rows_in_any_disorder_are_a_drill_or_have_faults_within_the_file(rows):
    text = changed("  end:\n", "\n".join(["  via:", *rows, "  end:", ""]))
    it = parsed(text)

    assert it.faults or (it.drill is not None and not it.unread)
    assert all(0 < fault.line <= line_of("The story", text) for fault in it.faults)


def test_a_number_below_nothing_is_no_thing_of_a_list():
    assert parsed(changed("lean: 8", "lean: -8")).faults == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FEEL, '"Hold, "breathe", and go"'),
        (FEEL, '""Breathe" and go"'),
        (STEPS, '  - "Say "go" now"\n  - "Rock"\n'),
        ("[Heel heavy, Slow]", '["Say "go" now", "Slow"]'),
        (MISTAKE, '  - {wrong: "The "heel" lifts.", fix: "Move."}'),
        (MISTAKE, '  - wrong: "The heel "lifts"."\n    fix: "Move."'),
    ],
)
def test_quotes_inside_quotes_are_told_as_such(old, new):
    assert only(old, new, new.split("\n")[0]) == INSIDE


def test_a_text_of_several_lines_that_a_note_cuts_off_is_told_on_the_line_of_the_note():
    assert only(FEEL, "A pull\n  low # down\n  in the calf.", "low # down") == (
        "what comes after “#” is not read; put the text in straight quotes"
    )


BACKSLASH = (
    'a backslash inside "double" quotes takes the letter after it with it; write two of them, or '
    "put the text in 'single' quotes"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FEEL, '"see \\path"'),
        (FEEL, '"see \\table"'),
        (FEEL, '"see \\x"'),
        ("[Heel heavy, Slow]", '["see \\path", Slow]'),
        ("[Heel heavy, Slow]", '["see \\now", Slow]'),
        (MISTAKE, '  - wrong: "The \\heel"\n    fix: Move'),
    ],
)
def test_a_backslash_that_would_take_a_letter_with_it_is_told_as_such(old, new):
    assert only(old, new, new.split("\n")[0]) == BACKSLASH


@pytest.mark.parametrize("typed", ['"a \\\\path"', "'a \\path'", "a \\path"])
def test_a_backslash_that_is_one_is_kept(typed):
    drill = parsed(changed(FEEL, typed)).drill

    assert drill is not None
    assert drill.feel == "a \\path"


def test_a_sign_by_its_number_and_a_quote_are_no_backslash():
    drill = parsed(changed(FEEL, '"caf\\u00e9 \\"here\\""')).drill

    assert drill is not None
    assert drill.feel == 'café "here"'


def test_an_apostrophe_inside_single_quotes_is_told_as_such():
    assert only(FEEL, "'Don't push'", "'Don't") == (
        "there is an apostrophe or a quote inside the 'single' quotes; put all of the text in "
        '"double" ones'
    )


def test_single_quotes_inside_double_ones_are_right():
    text = changed("[Heel heavy, Slow]", "[\"Say 'go' now\", Slow]")

    assert parsed(changed(FEEL, "\"Hold, 'breathe', and go\"", text)).faults == ()


def test_a_text_that_is_taken_for_a_note_is_told_as_such():
    assert only(FEEL, "# A pull low", "feel:") == NOTE
    assert only(STEPS, '  - # Stand\n  - "Rock"\n', "- # Stand") == NOTE
    assert only(FEEL, "", "feel:") == "feel: this is empty; write something, or take the field out"


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("hold: 30 s", "… hold 30 s …"),
        ("hold: 30", "… hold 30 s …"),
        ("sets: 3", "3 x …"),
        ("reps: 10", "… x 10 …"),
        ("tempo: 2-2-2-0", "… tempo 2-2-2-0 …"),
        ("rest: 20 s", "… rest 20 s …"),
        ("weeks: 6 weeks", "… 6 weeks …"),
        ("load: a band", "… load a band …"),
    ],
)
def test_a_part_of_the_dose_that_stands_by_itself_is_sent_there(typed, part):
    name = typed.partition(":")[0]

    assert only("status: draft", typed, typed) == (
        f'{name}: this belongs into the dose: dose: "{part}"'
    )


def test_a_dose_in_pieces_is_not_missing_too():
    dose = "dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks\nstart_with: 1 x 5\n"

    assert [line for line, _ in told(dose, "sets: 3\nreps: 10\n")] == [23, 24]


def test_a_field_of_another_that_stands_by_itself_is_sent_there_and_not_missing_there():
    text = changed("  real_change: 2", "real_change: 2")

    assert [(it.line, it.message) for it in parsed(text).faults] == [
        (
            line_of("real_change", text),
            "real_change: this belongs to self_test; write it below “self_test:”, as far in as the "
            "lines there",
        )
    ]


@pytest.mark.parametrize(
    ("ending", "at"),
    [
        ("\nThe story.\n", "The story."),
        ("The story.\n- a\n- b\n", "The story."),
        ("\n## Why: this\n\nNote: the story.\n", "## Why"),
        ("# A note\n\nWhy it works: slowly.\n\nLong.\n", "Why it works"),
        ("\n- The story\n", "- The story"),
        ("\n[The story.]\n", "[The story"),
        ("nxet_review: 2027-11-20\n\nThe story.\n", "The story."),
    ],
)
def test_a_header_without_an_end_is_told_where_the_story_begins(ending, at):
    text = GOOD[: GOOD.rindex("---")] + ending
    faults = [(it.line, it.message) for it in parsed(text).faults if "no such" not in it.message]

    assert faults == [(line_of(at, text), NO_END)]


def test_a_header_without_an_end_and_without_a_story_is_told_below_its_last_field():
    text = GOOD[: GOOD.rindex("---")]

    assert [(it.line, it.message) for it in parsed(text).faults] == [
        (line_of("tags:", text) + 1, NO_END)
    ]


def test_a_line_that_is_no_field_is_told_what_a_field_is():
    assert only("    lean: 5\n", "    lean 5\n", "lean 5") == (
        "this is no field, which is a name, a colon, a space and a value; a text stands on one line"
    )
