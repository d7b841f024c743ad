"""The thirteen figures of the reference, frame by frame: what is kept stays where it is."""

import pytest

from plugins.drills.figure import body
from plugins.drills.figure.arms import SUPPORT_HEIGHT, arms
from plugins.drills.figure.contacts import height, key_bodies, on_floor, point_of
from plugins.drills.figure.frames import frames
from plugins.drills.figure.space import length, minus
from plugins.drills.model import SIDES, Contact, Figure, Leg, Pose
from plugins.drills.poses import POSES
from tests.drills.figure.figures import FIGURES, kept, mirrored_legs

MOVING = {code: figure for code, figure in FIGURES.items() if len(figure.poses) > 1}


def test_all_thirteen_are_here():
    assert len(FIGURES) == 13


@pytest.mark.parametrize("code", FIGURES)
def test_the_published_angles_rest_within_half_a_hundredth_of_the_height(code):
    figure = FIGURES[code]

    for one in key_bodies(figure):
        for contact in on_floor(figure.keep):
            assert abs(point_of(one, contact)[1] - height(contact)) < 0.005, contact


@pytest.mark.parametrize("code", FIGURES)
def test_nothing_is_below_the_floor(code):
    for one in frames(FIGURES[code]):
        for side in SIDES:
            leg = one.legs[side]
            lowest = min(leg.knee[1], leg.heel[1], leg.ball[1], leg.toe[1], one.head[1])
            assert lowest > -0.006, side


@pytest.mark.parametrize("code", MOVING)
def test_what_is_kept_slides_in_no_frame(code):
    figure = MOVING[code]
    bodies = frames(figure, finer=4)

    for contact in on_floor(figure.keep):
        first = point_of(bodies[0], contact)
        slides = [length(minus(point_of(one, contact), first)) for one in bodies]
        assert max(slides) < 0.01, contact


@pytest.mark.parametrize("code", MOVING)
def test_bones_are_as_long_in_every_frame(code):
    for one in frames(MOVING[code], finer=3):
        for leg in one.legs.values():
            assert length(minus(leg.knee, leg.hip)) == pytest.approx(body.THIGH, abs=5e-4)
            assert length(minus(leg.ankle, leg.knee)) == pytest.approx(body.SHANK, abs=5e-4)


def test_feet_that_stand_still_at_both_ends_do_so_on_the_way():
    """Both hips turn far in the 90/90 switch; angles alone would sink its toes."""
    first, *others = frames(FIGURES["nn"], finer=4)

    for side in SIDES:
        heels = [one.legs[side].heel for one in others]
        assert max(length(minus(heel, first.legs[side].heel)) for heel in heels) < 0.05
        assert min(one.legs[side].toe[1] for one in others) > -0.005


def test_a_seat_is_kept_too():
    figure = FIGURES["sh"]
    hips = [one.legs["right"].hip for one in frames(figure)]

    assert max(length(minus(hip, hips[0])) for hip in hips) < 0.02


def test_a_foot_on_a_step_stands_at_its_height():
    figure = Figure(
        poses=(mirrored_legs(Leg(ankle=15)), mirrored_legs(Leg(ankle=-30, toes=30))),
        keep=kept("right ball", "left ball", surface="step"),
        props=("step",),
    )

    for one in frames(figure):
        assert one.legs["left"].ball[1] == pytest.approx(body.STEP)
    assert frames(figure)[0].legs["left"].heel[1] < body.STEP


def test_a_free_foot_lies_on_the_floor_rather_than_in_it():
    figure = Figure(
        poses=(Pose(right=Leg(hip=90, knee=90), left=Leg(knee=90)),), keep=kept("right heel")
    )
    toe = key_bodies(figure)[0].legs["left"].toe

    assert toe[1] > -0.005


def test_side_lying_rests_on_the_lower_hip_and_sitting_on_the_middle():
    lying, sitting = key_bodies(FIGURES["cl"])[0], key_bodies(FIGURES["nn"])[1]
    pelvis = Contact("pelvis")

    assert point_of(lying, pelvis) == lying.legs["left"].hip
    assert point_of(sitting, pelvis) == sitting.pelvis


def test_each_arm_may_do_something_else():
    pose = Pose(right=Leg(-10, knee=138), right_arm="on foot", left_arm="on support")
    one = key_bodies(Figure(poses=(pose,), keep=kept("left heel", "left ball")))[0]
    reach = arms(one, front=0.2)

    assert length(minus(reach["right"].wrist, one.legs["right"].ankle)) < 0.08
    assert reach["left"].wrist[1] == pytest.approx(SUPPORT_HEIGHT, abs=0.005)


def test_forward_is_ahead_of_the_body_however_it_leans():
    for lean in (0, 76):
        one = key_bodies(Figure(poses=(Pose(lean=lean, arms="forward"),)))[0]
        wrist = arms(one, front=0)["right"].wrist

        assert wrist[2] - one.shoulders["right"][2] > 0.25
        assert abs(wrist[1] - one.shoulders["right"][1]) < 0.1


def test_hands_reach_the_floor_on_all_fours():
    one = key_bodies(Figure(poses=(POSES["all fours"],), keep=kept("left knee", "right knee")))[0]

    for arm in arms(one, front=0).values():
        assert arm.wrist[1] == pytest.approx(0.012, abs=0.005)
