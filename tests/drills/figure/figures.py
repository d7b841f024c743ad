"""Thirteen figures with the angles of the reference, as numbers: what the engine must draw."""

from datetime import date

from plugins.drills.model import Contact, Dose, Drill, Figure, Leg, Pose


def kept(*names: str, surface: str = "floor") -> tuple[Contact, ...]:
    """“right heel” → a contact; a part without a side is the middle of the body."""
    found = []
    for name in names:
        side, _, part = name.rpartition(" ")
        found.append(Contact(part, side or None, surface))  # type: ignore[arg-type]
    return tuple(found)


def mirrored_legs(leg: Leg, **pose: object) -> Pose:
    return Pose(left=leg, right=leg, **pose)  # type: ignore[arg-type]


FLAT = ("right heel", "right ball", "left heel", "left ball")
BENT = Leg(hip=45, knee=90)

FIGURES = {
    "kw": Figure(
        poses=(
            Pose(
                right=Leg(46, knee=46, ankle=5),
                left=Leg(-27, knee=10, ankle=3, toes=38),
                lean=5,
                arms="on wall",
            ),
            Pose(
                right=Leg(61, knee=91, ankle=38),
                left=Leg(-31, knee=24, ankle=14, toes=49),
                lean=8,
                arms="on wall",
            ),
        ),
        working="front",
        keep=kept("right heel", "right ball", "left ball"),
        props=("wall in front",),
    ),
    "cr": Figure(
        poses=(
            mirrored_legs(Leg(), arms="on support"),
            mirrored_legs(Leg(ankle=-38, toes=38), arms="on support"),
        ),
        keep=kept("right ball", "left ball"),
        props=("support in front",),
    ),
    "hf": Figure(
        poses=(
            Pose(left=Leg(93, knee=93), right=Leg(0, knee=90, ankle=-40), arms="on hips"),
            Pose(
                left=Leg(90, knee=109, ankle=16),
                right=Leg(-20, knee=74, ankle=-40),
                lean=-3,
                arms="on hips",
            ),
        ),
        working="back",
        keep=kept("right knee", "left heel", "left ball"),
        props=("cushion under knee",),
    ),
    "nn": Figure(
        poses=(
            mirrored_legs(
                Leg(hip=108, out=22, knee=94, ankle=-41), lean=-30, arms="behind on floor"
            ),
            Pose(
                right=Leg(hip=88, out=47, turn=-53, knee=94, ankle=-41),
                left=Leg(hip=88, out=-11, turn=43, knee=94, ankle=-41),
                lean=-28,
                roll=11,
                turn=8,
                arms="behind on floor",
            ),
        ),
        view_turn=30,
        view_rise=25,
        keep=kept("pelvis"),
    ),
    "gb": Figure(
        poses=(
            mirrored_legs(Leg(64, knee=135, ankle=-20), lean=-90, arms="beside on floor"),
            mirrored_legs(Leg(0, knee=117), lean=-116, arms="beside on floor"),
        ),
        keep=kept("shoulder", *FLAT),
    ),
    "cl": Figure(
        poses=(
            Pose(left=BENT, right=BENT, roll=-90, arms="under head"),
            Pose(left=BENT, right=Leg(38, out=27, turn=-30, knee=90), roll=-90, arms="under head"),
        ),
        view_turn=0,
        view_rise=12,
        working="top",
        keep=kept("pelvis"),
    ),
    "sl": Figure(
        poses=(
            Pose(left=BENT, roll=-90, arms="under head"),
            Pose(left=BENT, right=Leg(-5, out=35), roll=-90, arms="under head"),
        ),
        view_turn=0,
        view_rise=12,
        working="top",
        keep=kept("pelvis"),
    ),
    "hc": Figure(
        poses=(
            Pose(arms="on support"),
            Pose(right=Leg(100, knee=100), arms="on support"),
            Pose(right=Leg(80, out=45, turn=-20, knee=95), arms="on support"),
            Pose(right=Leg(15, out=45, turn=30, knee=95), arms="on support"),
            Pose(right=Leg(-15, out=10, knee=80), arms="on support"),
            Pose(arms="on support"),
        ),
        view_turn=35,
        view_rise=5,
        working="right",
        keep=kept("left heel", "left ball"),
        props=("support in front",),
    ),
    "ll": Figure(
        poses=(
            mirrored_legs(Leg(out=28), arms="on hips"),
            Pose(
                right=Leg(108, out=35, turn=-7, knee=117, ankle=35),
                left=Leg(40, out=61),
                lean=27,
                arms="on hips",
            ),
        ),
        view_turn=15,
        view_rise=5,
        working="right",
        keep=kept("right heel"),
        unusual_range="the straight leg goes out to where the thigh lies low",
    ),
    "ba": Figure(
        poses=(
            Pose(
                right=Leg(98, knee=93),
                left=Leg(2, knee=88, ankle=-40),
                lean=5,
                arms="on thighs",
            ),
            Pose(
                right=Leg(111, knee=116, ankle=22),
                left=Leg(-8, knee=66, ankle=-40),
                lean=17,
                arms="on thighs",
            ),
        ),
        working="front",
        keep=kept("right heel", "right ball", "left knee"),
        props=("band from behind",),
    ),
    "ds": Figure(
        poses=(
            mirrored_legs(
                Leg(115, out=15, turn=-10, knee=130, ankle=35), lean=20, round=15, arms="on support"
            ),
        ),
        view_turn=65,
        view_rise=8,
        keep=kept(*FLAT),
        props=("support in front",),
    ),
    "sh": Figure(
        poses=(
            mirrored_legs(Leg(90, knee=90), arms="on thighs"),
            mirrored_legs(Leg(95, knee=91, ankle=-25, toes=23), arms="on thighs"),
        ),
        keep=(
            *kept("right ball", "left ball"),
            *kept("right pelvis", "left pelvis", surface="chair"),
        ),
        props=("chair",),
    ),
    "tr": Figure(
        poses=(
            mirrored_legs(Leg(ankle=-12), lean=-12),
            mirrored_legs(Leg(ankle=10), lean=-12),
        ),
        keep=kept("right heel", "left heel"),
        props=("wall behind",),
    ),
}
"""By the codes of the drills."""


def drill(code: str, figure: Figure | None, **fields: object) -> Drill:
    """A drill that is drawn so, with as few words as it needs."""
    day = date(2026, 11, 20)
    known: dict[str, object] = {
        "title": f"Drill {code}",
        "slug": code,
        "code": code,
        "summary": "A drill.",
        "aim": "Move.",
        "kind": "mobility",
        "joints": ("ankle",),
        "movements": (),
        "main_muscles": (),
        "position": "standing",
        "equipment": ("none",),
        "sides": "each",
        "steps": ("Stand.", "Move."),
        "feel": "Here.",
        "mistakes": (),
        "dose": Dose(sets=2, days_per_week=7, reps=10, tempo=(2, 2, 2, 0)),
        "progress_when": "",
        "cautions": (),
        "not_if": (),
        "stop_if": (),
        "evidence": "trial",
        "author": "therapist",
        "reviewed_by": "",
        "last_reviewed": day,
        "next_review": day,
        "figure": figure,
    }
    return Drill(**(known | fields))  # type: ignore[arg-type]
