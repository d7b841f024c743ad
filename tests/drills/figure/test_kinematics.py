from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.drills.figure import body
from plugins.drills.figure.ranges import impossible, unusual
from plugins.drills.figure.skeleton import skeleton
from plugins.drills.figure.space import length, minus, two_bones
from plugins.drills.model import SIDES, Contact, Figure, Leg, Pose
from plugins.drills.poses import POSES, mirrored

angle = st.floats(-180, 180)
legs = st.builds(Leg, angle, angle, angle, angle, angle, angle)
poses = st.builds(Pose, left=legs, right=legs, lean=angle, roll=angle, turn=angle, round=angle)
points = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1))


def bones(pose: Pose) -> list[float]:
    one = skeleton(pose)
    found = [length(minus(one.waist, one.pelvis)), length(minus(one.neck, one.waist))]
    for side in SIDES:
        leg = one.legs[side]
        way = (leg.hip, leg.knee, leg.ankle, leg.heel, leg.ball, leg.toe)
        found += [length(minus(b, a)) for a, b in pairwise(way)]
    return found


@given(poses)
def test_no_pose_changes_the_length_of_a_bone(pose):
    assert bones(pose) == pytest.approx(bones(Pose()))


@given(poses)
def test_a_mirrored_pose_is_the_mirror_image(pose):
    one, other = skeleton(pose), skeleton(mirrored(pose))

    for side, opposite in (("left", "right"), ("right", "left")):
        for part in ("hip", "knee", "ankle", "heel", "ball", "toe"):
            x, y, z = getattr(one.legs[side], part)
            assert getattr(other.legs[opposite], part) == pytest.approx((-x, y, z))
        x, y, z = one.shoulders[side]
        assert other.shoulders[opposite] == pytest.approx((-x, y, z))


def test_the_published_segments_add_up_to_the_published_heights():
    hip = body.ANKLE_HEIGHT + body.SHANK + body.THIGH

    assert isclose(hip, 0.530)
    assert isclose(hip + body.TRUNK, 0.818)
    assert isclose(hip + body.TRUNK + body.NECK, 0.870)
    assert isclose(hip + body.TRUNK + body.NECK + body.HEAD, 1.0)


def test_a_standing_body_is_as_tall_as_that():
    one = skeleton(Pose())
    floor = one.legs["left"].heel[1]

    assert isclose(one.neck[1] - floor, 0.818)
    assert isclose(one.legs["right"].knee[1] - floor, 0.285)


@pytest.mark.parametrize("name", POSES)
def test_every_named_pose_is_one_that_a_body_can_take(name):
    feet = tuple(Contact(part, side) for part in ("heel", "ball") for side in SIDES)
    figure = Figure(poses=(POSES[name],), keep=feet)

    assert [*impossible(figure)] == []
    assert [*unusual(figure)] == []


@given(points, points, points)
def test_two_bones_keep_their_lengths_wherever_they_reach(root, goal, pole):
    joint = two_bones(root, goal, body.THIGH, body.SHANK, pole)

    assert length(minus(joint, root)) == pytest.approx(body.THIGH, abs=1e-4)


@given(points, points)
def test_straight_bones_bend_a_little_rather_than_shrink(root, way):
    size = length(way)
    if size < 1e-3:
        return
    reach = body.THIGH + body.SHANK - 1e-4
    goal = tuple(r + w / size * reach for r, w in zip(root, way, strict=True))
    on_the_line = tuple((r + g) / 2 for r, g in zip(root, goal, strict=True))

    joint = two_bones(root, goal, body.THIGH, body.SHANK, on_the_line)

    assert length(minus(joint, root)) == pytest.approx(body.THIGH, abs=1e-6)
    assert length(minus(goal, joint)) == pytest.approx(body.SHANK, abs=1e-6)
