from dataclasses import replace

from plugins.drills.figure.words import description, leg_name
from plugins.drills.model import Leg, Pose
from tests.drills.figure.figures import FIGURES, drill, kept, mirrored_legs


def words(code: str, position: str = "standing") -> str:
    figure = FIGURES[code]
    return description(drill(code, figure, position=position), figure)


def test_it_says_view_start_end_and_what_stays():
    assert words("kw", "half-split stance") == (
        "Seen from the side, with a wall in front. Start: half-split stance; "
        "front leg: hip bent 46°, knee bent 46°, ankle up 5°; back leg: hip 27° back, "
        "knee bent 10°. End: front leg: hip bent 61°, "
        "knee bent 91°, ankle up 38°; back leg: knee bent 24°, ankle up 14°. "
        "The front heel stays on the floor."
    )


def test_legs_that_are_alike_are_described_once():
    assert words("cr") == (
        "Seen from the side, with a support in front. Start: standing. End: both legs: ankle "
        "down 38°. Both balls of the foot stay on the floor."
    )


def test_a_hold_has_no_end():
    assert words("ds", "squat").endswith("ankle up 35°. Held still.")


def test_a_circle_is_described_by_its_farthest_pose():
    assert "End: working leg: hip bent 80°" in words("hc")


def test_a_knee_that_gets_straight_is_said_to():
    poses = (mirrored_legs(Leg(hip=90, knee=90)), Pose(left=Leg(90, knee=90), right=Leg(90)))
    figure = replace(FIGURES["sh"], poses=poses)

    assert "right leg: knee straight" in description(drill("sh", figure), figure)


def test_the_author_may_say_it_better():
    figure = replace(FIGURES["kw"], alt="A lunge at a wall.")

    assert description(drill("kw", figure), figure) == "A lunge at a wall."


def test_legs_are_called_what_the_drill_calls_them():
    names = [leg_name(FIGURES[code], "right") for code in ("kw", "hf", "cl", "hc", "cr")]

    assert names == ["front leg", "back leg", "top leg", "working leg", "right leg"]
    assert leg_name(FIGURES["hf"], "left") == "front leg"


def test_what_lies_between_is_said_too():
    bend = mirrored_legs(Leg(115, knee=90, ankle=10), lean=35)
    poses = (mirrored_legs(Leg(90, knee=90)), bend, Pose())
    figure = replace(FIGURES["sh"], poses=poses, keep=kept("right heel", "left heel"))

    told = description(drill("sh", figure, position="chair sitting"), figure)
    assert "Then: both legs: hip bent 115°, ankle up 10°; trunk tilts 35° forward." in told
    assert "End: both legs: hip straight, knee straight; trunk upright." in told


def test_a_foot_on_a_step_is_said_to_stay_there():
    figure = replace(FIGURES["hc"], keep=kept("left heel", surface="step"))

    assert description(drill("hc", figure), figure).endswith("The other heel stays on the step.")


def test_a_hip_that_gets_straight_is_said_to():
    poses = (Pose(right=Leg(76, knee=90)), Pose(right=Leg()))
    figure = replace(FIGURES["hc"], poses=poses, keep=())

    assert "End: working leg: hip straight, knee straight." in description(
        drill("hc", figure), figure
    )
