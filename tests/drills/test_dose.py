import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.drills.dose import minutes, parse_dose, sentence, work_s
from plugins.drills.dose.grammar import EXAMPLE, sides_in
from plugins.drills.dose.limits import DoseError
from plugins.drills.dose.words import minutes_words, plain_words
from plugins.drills.model import Dose
from plugins.drills.vocabulary import SIDES_WORDS

SIDES = st.sampled_from(SIDES_WORDS)
SECONDS = st.integers(0, 9)


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    reps = draw(st.none() | st.integers(1, 100))
    hold = draw(st.integers(1, 600) if reps is None else st.none() | st.integers(1, 600))
    tempo = draw(st.none() | st.tuples(SECONDS, SECONDS, SECONDS, SECONDS)) if reps else None
    assume(tempo is None or 2 <= sum(tempo) <= 20)
    words = draw(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=3))
    return Dose(
        sets=draw(st.integers(1, 5)),
        reps=reps,
        hold_s=hold,
        tempo=tempo,
        rest_s=draw(st.integers(0, 180)),
        days_per_week=draw(st.integers(1, 7)),
        times_per_day=draw(st.integers(1, 5)),
        weeks=draw(st.integers(1, 16)),
        effort=draw(st.none() | st.integers(0, 10)),
        load=" ".join(words),
        pain_limit=draw(st.none() | st.integers(0, 10)),
    )


@given(doses(), SIDES)
def test_a_dose_printed_as_a_sentence_is_read_as_the_same_dose(dose, sides):
    assert parse_dose(sentence(dose, sides)) == dose


@given(doses(), SIDES)
def test_the_sentence_tells_the_sides_and_both_together_goes_without_saying(dose, sides):
    assert sides_in(sentence(dose, sides)) == (None if sides == "both together" else sides)


@given(doses(), SIDES)
def test_readers_are_told_the_count_first_and_the_clock_is_never_short(dose, sides):
    words = plain_words(dose, sides, "lower first")
    assert all(phrase and phrase == phrase.strip() for phrase in words)
    assert str(dose.reps or dose.hold_s) in words[0]
    assert round(minutes(dose, sides) * 60) >= work_s(dose, sides) + 10


@given(st.text())
def test_any_text_is_a_dose_or_a_sentence_about_it(text):
    try:
        dose = parse_dose(text)
    except DoseError:
        return
    assert parse_dose(sentence(dose, "each")) == dose


def test_a_whole_sentence_is_read():
    assert parse_dose(EXAMPLE) == Dose(2, 7, reps=10, tempo=(2, 2, 2, 0), rest_s=10, weeks=6)


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("3 x 30 s each side, daily", Dose(3, 7, hold_s=30)),
        ("3X30 seconds, daily", Dose(3, 7, hold_s=30)),
        ("2 × 12, hold 5 s, 3 days a week", Dose(2, 3, reps=12, hold_s=5)),
        ("2 x 8 alternating, every day, for 4 weeks", Dose(2, 7, reps=8, weeks=4)),
        ("1 x 5, twice a day", Dose(1, 7, reps=5, times_per_day=2)),
        ("1 x 5, 2 days per week, 3 times a day", Dose(1, 2, reps=5, times_per_day=3)),
        ("1 x 5, daily, no rest", Dose(1, 7, reps=5, rest_s=0)),
        (
            "1 x 5, daily, Load Yellow Band, effort 5, pain up to 3",
            Dose(1, 7, reps=5, load="Yellow Band", effort=5, pain_limit=3),
        ),
    ],
)
def test_people_write_doses_in_several_ways(text, dose):
    assert parse_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("two x ten, daily", "“two x ten” is not understood; begin with sets x repetitions"),
        ("10 each side, daily", "begin with sets x repetitions"),
        ("2 x 10", "say how often"),
        ("2 x 10, daily, tempo 30", "to stay still, write “hold 30 s”"),
        ("2 x 10, daily, hold 2-2-2-0", "a hold is seconds"),
        ("2 x 10, daily, rest 1:30", "write it in seconds, “rest 90 s”"),
        ("2 x 10, daily, rest 2 min", "write it in seconds, “rest 120 s”"),
        ("2 x 10, daily, hold 1 min", "“hold 1 min”: write it in seconds, “hold 60 s”"),
        ("3 x 1 min, daily", "“3 x 1 min”: write it in seconds, “3 x 60 s”"),
        ("3 x 1.5 minutes each side, daily", "write it in seconds, “3 x 90 s each side”"),
        ("2 x 1:30 alternating, daily", "write it in seconds, “2 x 90 s alternating”"),
        ("2 minutes, daily", "“2 minutes”: write it in seconds, “1 x 120 s”"),
        (
            "2 x 10, daily, 2 minutes",
            "“2 minutes”: write it in seconds and say of what, “hold 120 s” or “rest 120 s”",
        ),
        ("2 x 10, dayly, reast 10 s", "did you mean “rest 10 s”?"),
        ("2 x 10, daily, daily", "“daily”: this is said twice"),
        ("2 x 10, daily,", "a comma too many"),
        ("9 x 10, daily", "sets must be 1 to 5, not 9"),
        ("2 x 10, 8 days a week", "days a week must be 1 to 7, not 8"),
        ("2 x 10, daily, 40 weeks", "weeks must be 1 to 16, not 40"),
        ("2 x 10, daily, rest 999 s", "the rest, in seconds, must be 0 to 180"),
        ("2 x 10, daily, effort 11", "effort must be 0 to 10"),
        ("2 x 10, daily, tempo 9-9-9-9", "must last 2 to 20 seconds in all, not 36"),
        ("3 x 30 s, daily, tempo 2-2-2-0", "a tempo needs repetitions"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cure(text, told):
    with pytest.raises(DoseError) as error:
        parse_dose(text)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("rest", "“rest” is not understood; say more, as in “rest 10 s”"),
        ("hold", "“hold” is not understood; say more, as in “hold 5 s”"),
        ("load", "“load” is not understood; say more, as in “load yellow band”"),
        ("pain", "“pain” is not understood; say more, as in “pain up to 3”"),
        ("twice", "“twice” is not understood; say more, as in “twice a day”"),
        ("rest a bit", "“rest a bit” is not understood; write it like “rest 10 s”"),
        ("pain 3", "“pain 3” is not understood; write “pain up to 3”"),
        ("pain max 4/10", "“pain max 4/10” is not understood; write “pain up to 4”"),
        ("effort 5/10", "“effort 5/10” is not understood; write “effort 5”"),
        ("10 sec rest", "“10 sec rest” is not understood; write “rest 10 s”"),
        (
            "Every other day",
            "“Every other day” is not understood; write “3 days a week” or “4 days a week”",
        ),
        ("once a week", "“once a week” is not understood; write “1 day a week”"),
        ("3x/week", "“3x/week” is not understood; write “3 days a week”"),
        ("3 times a week", "“3 times a week” is not understood; write “3 days a week”"),
        ("2 times", "“2 times” is not understood; write “2 times a day”"),
        ("dayly", f"“dayly” is not understood; did you mean “daily”? A whole dose: “{EXAMPLE}”"),
        ("quickly", f"“quickly” is not understood. A whole dose: “{EXAMPLE}”"),
    ],
)
def test_a_part_that_lacks_something_is_told_how_it_looks_whole(part, told):
    with pytest.raises(DoseError) as error:
        parse_dose(f"2 x 10, daily, {part}")
    assert str(error.value) == told


@given(st.sampled_from(["rest", "hold", "load", "pain", "every", "effort"]), st.text(max_size=9))
def test_nobody_is_told_to_write_what_they_have_written(word, more):
    part = " ".join(f"{word} {more.replace(',', '')}".split())
    with pytest.raises(DoseError) as error:
        parse_dose(f"2 x 10, {part}, sets")
    assert f"write “{part}”" not in str(error.value)
    assert f"mean “{part}”" not in str(error.value)


def test_every_part_that_is_wrong_is_told_at_once():
    with pytest.raises(DoseError) as error:
        parse_dose("two x ten, tempo 30, reast 5 s")
    assert len(error.value.problems) == 3


def test_a_smaller_dose_takes_over_what_it_leaves_out():
    whole = parse_dose("2 x 10, tempo 3-1-2-0, rest 30 s, 3 days a week, effort 5")

    assert parse_dose("1 x 5", whole) == parse_dose(
        "1 x 5, tempo 3-1-2-0, rest 30 s, 3 days a week, effort 5"
    )
    assert parse_dose("1 x 20 s", whole).tempo is None
    assert parse_dose("1 x 5, twice a day", whole).days_per_week == 3


@pytest.mark.parametrize(
    ("text", "sides", "seconds"),
    [
        ("2 x 10, tempo 2-2-2-0, rest 10 s, daily", "each", 240 + 30 + 10),
        ("2 x 10, rest 10 s, daily", "both together", 60 + 10 + 10),
        ("1 x 6, tempo 2-1-2-1, rest 20 s, daily", "alternate", 72 + 10),
        ("3 x 30 s, rest 20 s, daily", "both together", 90 + 40 + 10),
        ("2 x 12, hold 5 s, rest 0 s, daily", "both together", 2 * 12 * 8 + 10),
    ],
)
def test_minutes_count_work_sides_rests_and_the_set_up(text, sides, seconds):
    assert minutes(parse_dose(text), sides) == pytest.approx(seconds / 60)


def test_minutes_are_told_as_people_tell_them():
    assert minutes_words(0.4) == "less than a minute"
    assert minutes_words(1.2) == "about 1 minute"
    assert minutes_words(4.67) == "about 5 minutes"


def test_a_dose_is_put_into_plain_words():
    dose = parse_dose(f"{EXAMPLE}, load yellow band, effort 5, pain up to 3, twice a day")
    assert plain_words(dose, "each", "lower first") == (
        "2 sets of 10 on each side",
        "Count 2 down, 2 still, 2 up",
        "Rest 10 seconds in between",
        "Every day, twice a day, for 6 weeks",
        "With: yellow band",
        "It should feel like 5 out of 10 for effort",
        "Pain no higher than 3 out of 10",
    )
    hold = parse_dose("3 x 30 s, 1 days a week, 1 week")
    assert plain_words(hold, "each", "lower first")[0] == "Hold 30 seconds on each side, 3 times"
    assert plain_words(hold, "each", "lower first")[-1] == "1 day a week for 1 week"


@pytest.mark.parametrize(
    ("motion", "words"),
    [
        ("lower first", "Count 3 down, 1 still, 2 up"),
        ("lift first", "Count 2 up, 3 down, 1 still"),
        ("there and back", "Count 3 there, 1 still, 2 back"),
        ("circle", "Count 6 for each circle"),
    ],
)
def test_a_tempo_is_told_in_the_order_in_which_one_moves(motion, words):
    dose = parse_dose("2 x 10, tempo 3-1-2-0, daily")

    assert plain_words(dose, "each", motion)[1] == words
