"""Named starting poses: an author names one and says only what is different.

Front is the right leg and back the left; on the side, the right leg is the one on top.
"""

from dataclasses import replace

from plugins.drills.model import Leg, Pose

_KNEELING = Leg(knee=90, ankle=-40)

POSES: dict[str, Pose] = {
    "standing": Pose(),
    "wide stance": Pose(left=Leg(out=28), right=Leg(out=28)),
    "split stance": Pose(
        right=Leg(hip=25, knee=15, ankle=-10), left=Leg(hip=-22, knee=8, ankle=2, toes=28)
    ),
    "half-kneeling": Pose(right=Leg(hip=90, knee=90), left=_KNEELING),
    "tall kneeling": Pose(left=_KNEELING, right=_KNEELING),
    "all fours": Pose(
        # An arm is longer than a thigh, so the back rises a little towards the shoulders.
        lean=76,
        left=replace(_KNEELING, hip=76),
        right=replace(_KNEELING, hip=76),
        arms="on floor",
    ),
    "on back knees bent": Pose(
        lean=-90,
        left=Leg(hip=55, knee=125, ankle=-20),
        right=Leg(hip=55, knee=125, ankle=-20),
        arms="beside on floor",
    ),
    "on back legs straight": Pose(
        lean=-90, left=Leg(ankle=-15), right=Leg(ankle=-15), arms="beside on floor"
    ),
    "side-lying knees bent": Pose(
        roll=-90, left=Leg(hip=45, knee=90), right=Leg(hip=45, knee=90), arms="under head"
    ),
    "side-lying straight": Pose(
        roll=-90, left=Leg(hip=45, knee=90), right=Leg(), arms="under head"
    ),
    "floor sit 90/90": Pose(
        lean=-30,
        left=Leg(hip=108, out=22, knee=94, ankle=-41),
        right=Leg(hip=108, out=22, knee=94, ankle=-41),
        arms="behind on floor",
    ),
    "chair sit": Pose(left=Leg(hip=90, knee=90), right=Leg(hip=90, knee=90), arms="on thighs"),
    "deep squat": Pose(
        lean=20,
        round=15,
        left=Leg(hip=115, out=15, turn=-10, knee=130, ankle=35),
        right=Leg(hip=115, out=15, turn=-10, knee=130, ankle=35),
        arms="on support",
    ),
}


def mirrored(pose: Pose) -> Pose:
    """The same pose on the other side."""
    return replace(
        pose,
        left=pose.right,
        right=pose.left,
        left_arm=pose.right_arm,
        right_arm=pose.left_arm,
        roll=-pose.roll,
        turn=-pose.turn,
    )
