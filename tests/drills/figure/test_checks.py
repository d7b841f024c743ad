"""What a build says of a figure that cannot be, and of words it does not bear out."""

from dataclasses import replace

import pytest

from plugins.drills.figure import check, warnings
from plugins.drills.figure.checks import range_warnings
from plugins.drills.model import Contact, Drill, Figure, Leg, Pose
from tests.drills.figure.figures import FIGURES, FLAT, drill, kept, mirrored_legs

TEXT = """\
---
title: A drill
movements: [ankle dorsiflexion]
steps:
  - Stand tall.
  - Keep your heel down.
figure:
  view: side
  keep: [front heel, front ball]
  start:
    from: split stance
    front leg:
      hip: bend 46
      knee: bend 46
      ankle: up 5
    back leg: {hip: back 27, knee: bend 10}
  end:
    front leg: {hip: bend 61, knee: bend 91,
                ankle: up 38}
---
"""


def changed(code: str, pose: int, side: str, **angles: float) -> Figure:
    figure = FIGURES[code]
    poses = list(figure.poses)
    poses[pose] = replace(poses[pose], **{side: replace(poses[pose].leg(side), **angles)})
    return replace(figure, poses=tuple(poses))


def faults(figure: Figure, text: str = TEXT) -> list[str]:
    return [str(fault) for fault in check(drill("xx", figure), "drill.md", text)]


def said(figure: Figure | None = None, text: str = TEXT, **fields: object) -> list[str]:
    known = {"equipment": ("wall", "chair", "step", "cushion", "band")}
    it: Drill = drill("xx", figure or FIGURES["kw"], **(known | fields))
    return [str(fault) for fault in warnings(it, "drill.md", text)]


@pytest.mark.parametrize("code", FIGURES)
def test_the_published_figures_have_no_faults(code):
    assert faults(FIGURES[code]) == []


def test_a_flat_foot_whose_angles_tip_it_names_file_line_and_joint_and_what_to_write():
    found = faults(changed("kw", 1, "right", ankle=20))

    assert found[0] == (
        "drill.md:19: figure, end, front leg: heel and ball are kept, but these angles tip the "
        "foot by 18°; in a flat foot, hip bend + ankle up - knee bend = lean. "
        "“ankle: up 38” would do, or “knee: bend 73”"
    )


def test_a_foot_off_by_rounding_is_flat():
    assert faults(changed("kw", 1, "right", ankle=39)) == []


def test_a_shin_that_is_off_the_floor_is_no_kneeling():
    found = faults(changed("hf", 0, "right", knee=110))

    assert "start, back leg: the knee is kept on the floor, but the shin is 20° off it" in found[0]
    assert "“knee: bend 90” would do" in found[0]


def test_a_kept_part_in_the_air_is_told_in_centimetres():
    figure = changed("kw", 1, "left", hip=-10, knee=40)

    found = [fault for fault in faults(figure) if "the ball of the back leg is" in fault]
    assert "figure, end: " in found[0]
    assert "5.4 cm in the floor, though it is kept; change the hip, knee or ankle" in found[0]


def test_a_kept_part_that_slides_is_told():
    figure = replace(FIGURES["ll"], keep=kept("right heel", "left heel"))

    assert any("figure, end: the heel of the other leg slides" in it for it in faults(figure))


def test_hands_and_seats_may_move_a_little_more_than_feet():
    seat = (Contact("pelvis", "right", "chair"),)
    figure = replace(
        FIGURES["sh"],
        keep=(*kept("right ball", "left ball"), *seat),
        poses=(
            mirrored_legs(Leg(90, knee=90)),
            mirrored_legs(Leg(70, knee=60, ankle=-25, toes=23)),
        ),
    )

    assert any("the pelvis of the right leg slides" in fault for fault in faults(figure))


def test_a_part_below_the_floor_is_told():
    figure = replace(
        FIGURES["gb"],
        keep=kept("shoulder"),
        poses=(mirrored_legs(Leg(-40, knee=0), lean=-90), mirrored_legs(Leg(0), lean=-90)),
    )

    assert any(
        "start: the heel of the right leg is" in fault and "below the floor" in fault
        for fault in faults(figure)
    )


@pytest.mark.parametrize(
    ("angles", "said_of_it"),
    [
        ({"hip": 170}, "hip: “bend 170”: no body bends so far; write bend 150 at most"),
        ({"hip": -60}, "hip: “back 60”: no body bends so far; write back 40 at most"),
        ({"out": 80}, "hip: “out 80”: no body bends so far; write out 70 at most"),
        ({"turn": -70}, "hip: “turn out 70”: no body bends so far; write turn out 60 at most"),
        ({"knee": 170}, "knee: “bend 170”: no body bends so far; write bend 160 at most"),
        ({"knee": -9}, "knee: “back 9”: no body bends so far; write back 5 at most"),
        ({"toes": 95}, "toes: “up 95”: no body bends so far; write up 90 at most"),
        ({"ankle": 50}, "ankle: “up 50”: no body bends so far; write up 45 at most"),
        ({"ankle": -70}, "ankle: “down 70”: no body bends so far; write down 65 at most"),
    ],
)
def test_what_no_body_does_stops_the_build(angles, said_of_it):
    figure = replace(changed("hc", 1, "right", **angles), unusual_range="because")

    assert any(f"via 1, working leg, {said_of_it}" in fault for fault in faults(figure))


@pytest.mark.parametrize(
    ("angles", "written"),
    [({"hip": 130}, "bend 130"), ({"knee": 150}, "bend 150"), ({"ankle": 30}, "up 30")],
)
def test_what_few_bodies_do_is_a_warning_that_a_reason_silences(angles, written):
    figure = changed("hc", 1, "right", **angles)

    found = [str(fault) for fault in range_warnings(drill("hc", figure), "d.md", TEXT)]
    assert len(found) == 1
    assert f"“{written}”: few people get so far" in found[0]
    assert range_warnings(drill("hc", replace(figure, unusual_range="Dancers.")), "d", TEXT) == []


def test_a_foot_that_carries_weight_may_bend_further():
    free, loaded = changed("hc", 1, "right", ankle=38), FIGURES["kw"]

    assert len(range_warnings(drill("hc", free), "d.md", TEXT)) == 1
    assert range_warnings(drill("kw", loaded), "d.md", TEXT) == []


def test_declared_movements_have_to_show_in_the_angles():
    assert said(movements=("ankle dorsiflexion", "knee flexion")) == []
    assert said(movements=("hip abduction",))[0].startswith(
        "drill.md:3: movements: “hip abduction”, but no hip does that in the figure"
    )


def test_there_and_back_are_two_movements():
    assert said(FIGURES["gb"], movements=("hip extension",)) == []
    assert len(said(FIGURES["gb"], movements=("hip flexion",))) == 1


def test_a_hold_shows_the_movement_it_holds():
    assert said(FIGURES["ds"], movements=("hip flexion", "ankle dorsiflexion")) == []
    assert len(said(FIGURES["ds"], movements=("hip extension",))) == 1


def test_movements_that_no_angle_shows_are_left_to_the_author():
    assert said(movements=("tibial internal rotation", "foot eversion", "spine rotation")) == []


def test_pushing_without_moving_shows_nothing():
    assert said(kind="isometric", movements=("hip abduction",)) == []


@pytest.mark.parametrize(
    "words", ["Keep your heel down.", "Heels heavy", "Heels stay down", "Leave both heels down"]
)
def test_heels_that_stay_down_in_words_stay_down_in_the_figure(words):
    found = said(FIGURES["cr"], steps=("Stand.", words))

    assert f"“{words}”: in the figure the heel lifts" in found[0]


@pytest.mark.parametrize("words", ["Lift your heels.", "Lower the heels to the floor.", "Sit."])
def test_heels_that_move_in_words_may(words):
    assert said(FIGURES["cr"], steps=(words,)) == []


def test_one_heel_down_is_enough_unless_the_other_is_named():
    assert said(steps=("Keep your heel down.",)) == []
    assert said(steps=("Keep the front heel down.",)) == []
    assert len(said(steps=("Keep the back heel down.",))) == 1
    assert len(said(steps=("Keep both heels down.",))) == 1


def test_the_line_of_the_words_is_named():
    assert said(FIGURES["cr"], steps=("Keep your heel down.",))[0].startswith("drill.md:6:")


def test_what_is_kept_on_a_chair_needs_the_chair():
    figure = replace(FIGURES["sh"], props=())

    assert said(figure) == [
        "drill.md:7: figure, props: a chair is used, but not drawn; add it to the props"
    ]
    assert said(FIGURES["sh"]) == []


def test_a_seat_needs_the_chair_even_if_nothing_is_kept_on_it():
    sitting = replace(FIGURES["sh"], keep=(), props=())

    assert "a chair is used, but not drawn" in said(sitting, position="chair sitting")[0]


def test_what_is_drawn_is_among_what_one_needs():
    assert said(FIGURES["kw"], equipment=("none",)) == [
        "drill.md:1: equipment: the figure shows a wall, but this does not name it"
    ]


@pytest.mark.parametrize("words", ["Press through the heel of the front foot.", "Front heel heavy"])
def test_a_heel_that_stays_on_a_step_is_down(words):
    stepping = replace(
        FIGURES["hc"], keep=kept("right heel", "right ball", surface="step"), working="front"
    )

    assert said(replace(stepping, props=("step", "support in front")), steps=(words,)) == []


def test_a_back_off_the_wall_it_is_kept_on_is_told():
    wall = (*kept("pelvis", "shoulder", surface="wall"), *kept("right heel", "right ball"))
    sit = mirrored_legs(Leg(90, knee=90))
    held = replace(FIGURES["tr"], poses=(sit,), keep=wall)
    leaning = replace(held, poses=(mirrored_legs(Leg(100, knee=90), lean=10),))

    assert faults(held) == []
    assert faults(leaning) == [
        "drill.md:10: figure, start: the shoulder is 13.8 cm off the wall, though it is kept; "
        "change the angles, or take it out of “keep”"
    ]


def test_a_back_may_slide_along_the_wall_it_is_kept_on():
    wall = (*kept("pelvis", surface="wall"),)
    high, low = mirrored_legs(Leg(30, knee=30)), mirrored_legs(Leg(60, knee=60))

    assert faults(replace(FIGURES["tr"], poses=(high, low), keep=wall)) == []


def test_one_wrong_angle_of_both_legs_is_one_fault():
    sit = mirrored_legs(Leg(90, knee=80))

    (found,) = faults(replace(FIGURES["tr"], poses=(sit,), keep=kept(*FLAT)))
    assert "start, both legs: heel and ball are kept, but these angles tip the foot by 10°" in found
    assert found.endswith("“ankle: down 10” would do, or “knee: bend 90”")


def test_an_impossible_angle_is_told_alone():
    assert len(faults(changed("kw", 1, "right", knee=171))) == 1


def test_a_leg_too_long_for_its_place_is_told_by_how_much():
    step = kept("right heel", "right ball", surface="step")
    pose = Pose(right=Leg(60, knee=60), left=Leg())
    figure = replace(FIGURES["hc"], poses=(pose,), keep=step, props=("step",))

    (found,) = faults(figure)
    assert "the heel of the other leg is 3.8 cm below the floor" in found
    assert "bend this leg more, or the one that stands less" in found


VIA = """\
figure:
  start:
    from: standing
  via:
    - working leg: {hip: bend 100, knee: bend 100}
    - lean: 5
      working leg:
        hip: "bend 80, out 45, turn out 20"
        knee: bend 175
    - working leg: straight
"""


def test_a_pose_in_between_is_told_by_its_number_and_line():
    (found,) = faults(changed("hc", 2, "right", knee=175), VIA)

    assert found.startswith("drill.md:9: figure, via 2, working leg, knee: “bend 175”")


def test_without_an_end_the_last_pose_is_the_last_in_between():
    (found,) = faults(changed("hc", 5, "right", knee=175), VIA)

    assert "figure, via 5, working leg" in found
    (found,) = faults(changed("hc", 5, "right", knee=175), f"{VIA}  end:\n    lean: 0\n")
    assert found.startswith("drill.md:11: figure, end, working leg")


def test_a_hand_that_is_kept_has_an_arm_that_goes_there():
    leg = Leg(76, knee=90, ankle=-40)
    hands = (Contact("hand", "left"), Contact("hand", "right"))
    figure = Figure(poses=(mirrored_legs(leg, lean=76, arms="forward"),), keep=hands)

    (found,) = said(figure)
    assert "a hand is kept on the floor, but the arms are forward" in found
    down = mirrored_legs(leg, lean=76, arms="on floor")
    assert said(replace(figure, poses=(down,))) == []


def test_a_support_that_hands_are_on_is_drawn():
    figure = replace(FIGURES["cr"], props=())

    assert "a support is used, but not drawn" in said(figure)[0]
