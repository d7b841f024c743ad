import pytest

from plugins.drills.model import Contact, Leg, Pose
from plugins.drills.poses import POSES, mirrored
from plugins.drills.vocabulary import ARMS, NAMED_POSES, PROPS, VIEWS
from tests.drills.sample import GOOD, changed, line_of, parsed

HEAD = GOOD[: GOOD.index("figure:")]
TAIL = GOOD[GOOD.index("evidence:") :]


def with_figure(figure: str) -> str:
    """The good file with this figure, its rows indented as they come."""
    rows = "".join(f"  {row}\n" if row else "\n" for row in figure.strip("\n").split("\n"))
    return f"{HEAD}figure:\n{rows}{TAIL}"


def figure(text: str):
    it = parsed(with_figure(text))
    assert it.faults == ()
    assert it.drill is not None
    return it.drill.figure


def told(text: str) -> list[str]:
    return [fault.message for fault in parsed(with_figure(text)).faults]


def test_named_motions_become_signed_angles():
    (pose,) = figure("""
start:
  from: standing
  lean: -8
  right leg: {hip: "bend 46, out 10, turn in 5", knee: bend 30, ankle: up 12, toes: up 38}
  left leg: {hip: "back 27, in 11, turn out 20", knee: straight, ankle: down 9, toes: down 4}
""").poses

    assert pose.lean == -8
    assert pose.right == Leg(hip=46, out=10, turn=5, knee=30, ankle=12, toes=38)
    assert pose.left == Leg(hip=-27, out=-11, turn=-20, knee=0, ankle=-9, toes=-4)


@pytest.mark.parametrize("written", ["bend 46°", "Bend 46 degrees", "bend 46.0"])
def test_degrees_may_have_their_sign(written):
    (pose,) = figure(f"start: {{from: standing, both legs: {{hip: {written}}}}}").poses

    assert pose.right == pose.left == Leg(hip=46)


@pytest.mark.parametrize("written", ["0", "straight", "neutral"])
def test_nothing_is_a_way_to_bend_a_joint_back(written):
    poses = figure(f"start: {{from: wide stance}}\nend: {{both legs: {{hip: {written}}}}}").poses

    assert poses[1] == Pose()


def test_a_whole_leg_may_be_straight():
    poses = figure("start: {from: chair sit}\nend: {both legs: straight}").poses

    assert poses[1].left == poses[1].right == Leg()


def test_a_pose_may_begin_afresh_from_another():
    poses = figure("start: {from: deep squat}\nend: {from: standing, arms: forward}").poses

    assert poses[1] == Pose(arms="forward")


def test_every_pose_says_only_what_differs_from_the_one_before():
    first, second, third = figure("""
start: {from: half-kneeling, arms: on hips}
via:
  - {lean: 5}
end: {front leg: {knee: bend 100}}
""").poses

    assert first == Pose(**{**POSES["half-kneeling"].__dict__, "arms": "on hips"})
    assert second == Pose(**{**first.__dict__, "lean": 5})
    assert third.right == Leg(hip=90, knee=100)
    assert (third.lean, third.left, third.arms) == (5, first.left, "on hips")


def test_the_words_of_a_hip_are_all_of_it():
    start, end = figure("""
start: {from: standing, right leg: {hip: "bend 15, out 45, turn in 30"}}
end: {right leg: {hip: "back 15, out 10"}}
""").poses

    assert start.right.turn == 30
    assert end.right == Leg(hip=-15, out=10)


def test_a_pose_may_be_a_name_alone():
    assert figure("start: deep squat").poses == (POSES["deep squat"],)


@pytest.mark.parametrize("name", NAMED_POSES)
def test_every_named_pose_can_be_begun_from(name):
    assert figure(f"start: {{from: {name}}}").poses == (POSES[name],)


@pytest.mark.parametrize("name", ARMS)
def test_every_word_for_the_arms_is_taken(name):
    assert figure(f"start: {{from: standing, arms: {name}}}").poses[0].arms == name


@pytest.mark.parametrize("name", PROPS)
def test_every_prop_is_taken_and_none_is_nothing(name):
    assert figure(f"props: {name}\nstart: standing").props == (() if name == "none" else (name,))


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_taken(name):
    it = figure(f"view: {name}\nstart: standing")

    assert (it.view_turn, it.view_rise) == VIEWS[name]


def test_a_view_may_be_a_turn_and_a_rise():
    it = figure("view: {turn: -30, rise: 25}\nstart: standing")

    assert (it.view_turn, it.view_rise) == (-30, 25)


def test_the_back_leg_at_work_is_drawn_nearest():
    it = figure("""
working: back
keep: [back knee, front heel]
start: {from: half-kneeling, back leg: {hip: back 5}, working leg: {ankle: down 38}}
""")

    assert it.working == "back"
    assert it.poses[0].left == mirrored(POSES["half-kneeling"]).left
    assert it.poses[0].right == Leg(hip=-5, knee=90, ankle=-38)
    assert it.keep == (Contact("knee", "right"), Contact("heel", "left"))


@pytest.mark.parametrize(
    ("written", "contacts"),
    [
        ("front heel", [("heel", "right", "floor")]),
        ("Back ball", [("ball", "left", "floor")]),
        ("both heels", [("heel", "left", "floor"), ("heel", "right", "floor")]),
        ("knees", [("knee", "left", "floor"), ("knee", "right", "floor")]),
        ("pelvis on chair", [("pelvis", None, "chair")]),
        ("shoulders", [("shoulder", None, "floor")]),
        ("left hand on the wall", [("hand", "left", "wall")]),
        ("top knee", [("knee", "right", "floor")]),
        ("other heel", [("heel", "left", "floor")]),
    ],
)
def test_contacts_are_read_from_words(written, contacts):
    it = figure(f"keep: [{written}]\nstart: standing")

    assert it.keep == tuple(Contact(*one) for one in contacts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("view: side", "figure, start: this is missing"),
        ("view: sid\nstart: standing", "figure, view: “sid” is not known; did you mean “side”?"),
        ("view: {turn: x}\nstart: standing", "figure, view, turn: “x”: write a number of degrees"),
        ("view: {turn: 30, tilt: 2}\nstart: standing", "figure, view, tilt: there is no such"),
        ("start: standin", "figure, start, from: “standin” is not known; did you mean “standing”?"),
        ("start:", "figure, start: this is empty"),
        (
            "start: [standing]",
            "figure, start: “[standing]”: write what is different, such as lean: 5",
        ),
        ("strat: standing\nstart: standing", "figure, strat: there is no such field; did you mean"),
        (
            "prop: mat\nstart: standing",
            "figure, prop: there is no such field; did you mean “props”",
        ),
        ("props: [matt]\nstart: standing", "figure, props, 1st: “matt” is not known; did you mean"),
        ("working: left\nstart: standing", "“left” is not known; write front, back, top or right"),
        ("start: {lean: five}", "figure, start, lean: “five”: write a number of degrees"),
        ("start: {lean: 500}", "write a number of degrees from -180 to 180"),
        ("start: {arms: up}", "figure, start, arms: “up” is not known"),
        ("start: {leen: 5}", "figure, start, leen: there is no such field; did you mean “lean”?"),
        ("start: {front: {hip: bend 5}}", "did you mean “front leg”?"),
        ("start: {front leg: bend 5}", "say which joints, such as {hip: bend 30"),
        ("start: {front leg: {hipp: bend 5}}", "there is no such joint; did you mean “hip”?"),
        ("start: {front leg: {knee: 90}}", "knee: “90” does not say which way; write “bend 20”"),
        ("start: {front leg: {hip: -5}}", "“-5” does not say which way"),
        ("start: {front leg: {hip: bend -5}}", "no number below 0; the word says the way"),
        ("start: {front leg: {knee: back 5}}", "“back 5”: no such motion; write “bend 20”"),
        ("start: {front leg: {ankle: upp 5}}", "did you mean “up”?"),
        ("start: {front leg: {knee: bend}}", "“bend” is no motion with a number of degrees"),
        ("start: {front leg: {knee: bend 200}}", "more than half a turn"),
        ("start: {front leg: {hip: 'bend 5, back 5'}}", "says the same motion twice"),
        ("start: {front leg: {hip: bend 5, out 3}}", "a comma ends the text here"),
        (
            "start: {front leg: {knee: {bend: 5}}}",
            'figure, start, front leg, knee: “{bend: 5}” is no text; write "bend 5"',
        ),
        (
            "start: {front leg: {hip: [bend 98, out: 10]}}",
            'figure, start, front leg, hip: “[bend 98, out: 10]” is no text; write "bend 98, out '
            '10"',
        ),
        ("start: {front leg: {hip:bend 98}}", "after the colon: write “hip: bend 98”"),
        ("start: {front leg: {}}", "figure, start, front leg: this is empty; write something"),
        ("start: {front leg: [x]}", "figure, start, front leg: “[x]”: say which joints"),
        ("start: {from: [x]}", 'figure, start, from: “[x]” is no text; write "x"'),
        (
            "start: {arms: [x, y]}",
            "figure, start, arms: “[x, y]”: one thing for both, such as on hips; "
            "for one of them, write right arm: …",
        ),
        ("start: {lean: [5]}", "figure, start, lean: “[5]”: write a number of degrees"),
        ("start: {}", "figure, start: this is empty; write something"),
        ("start: standing\nend: {}", "figure, end: this is empty; write something"),
        ("view: {}\nstart: standing", "figure, view: this is empty; write something"),
        (
            "props: [none, mat]\nstart: standing",
            "figure, props: “none” stands beside something else; write one or the other",
        ),
        (
            "keep: {front: heel}\nstart: standing",
            'figure, keep, 1st: “{front: heel}” is no text; write "front heel"',
        ),
        ("start: {front leg: {knee: }}", "figure, start, front leg, knee: this is empty"),
        ("start: standing\nend: standing", "figure, end: this is the same as the start"),
        ("keep: [heel]\nstart: standing", "“heel” does not say which; write such as front heel"),
        ("keep: [big heel]\nstart: standing", "“big heel”: no such side;"),
        ("keep: [front heal]\nstart: standing", "“heal” is not known; did you mean “heel”?"),
        ("keep: [left hand on roof]\nstart: standing", "“roof” is not known; write floor, chair"),
        ("keep: [{a: b}]\nstart: standing", 'figure, keep, 1st: “{a: b}” is no text; write "a b"'),
        ("alt: [a]\nstart: standing", 'figure, alt: “[a]” is no text; write "a"'),
    ],
)
def test_what_cannot_be_drawn_is_told_in_words(text, words):
    (message,) = told(text)

    assert words in message


def test_a_figure_that_is_no_figure_is_told_what_one_has():
    text = f"{HEAD}figure: standing\n{TAIL}"

    assert ["figure: a figure has fields" in it.message for it in parsed(text).faults] == [True]


def test_every_fault_of_a_figure_is_told_at_once_each_on_its_line():
    text = changed("view: side", "view: sid")
    text = changed("keep: [front heel, front ball", "keep: [front heel, front bal", text)
    text = changed("knee: bend 91", "knee: 91", text)
    text = changed("toes: up 49", "toes: upp 49", text)

    lines = [fault.line for fault in parsed(text).faults]
    assert lines == [line_of(at, text) for at in ("view: sid", "keep:", "knee: 91", "toes: upp")]


def test_a_fault_of_both_legs_is_told_once():
    assert len(told("start: {both legs: {knee: 90}}")) == 1
