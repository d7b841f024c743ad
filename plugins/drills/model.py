"""The drill: what it is for, how much of it, how it looks, and what to beware of.

Standard library only. Angles are in degrees and signed the same way on both sides: flexion,
abduction (out), internal rotation (turn in) and dorsiflexion (up) are positive.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Side = Literal["left", "right"]
Sides = Literal["both together", "each", "alternate"]
Angle = Literal["hip", "out", "turn", "knee", "ankle", "toes"]
SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True)
class Dose:
    """How much: one of ``reps`` and ``hold_s`` at least, or both (repetitions with a hold).

    ``tempo`` is seconds for lowering, pause, lifting, pause. ``effort`` and ``pain_limit`` are
    0 to 10. ``load`` is in the author's words.
    """

    sets: int
    days_per_week: int
    reps: int | None = None
    hold_s: int | None = None
    tempo: tuple[int, int, int, int] | None = None
    rest_s: int = 20
    times_per_day: int = 1
    weeks: int = 6
    effort: int | None = None
    load: str = ""
    pain_limit: int | None = None


@dataclass(frozen=True)
class Mistake:
    """What goes wrong, and its cure."""

    wrong: str
    fix: str


@dataclass(frozen=True)
class SelfTest:
    """A measurement readers can repeat; a change below ``real_change`` may be chance."""

    name: str
    how: str
    unit: str
    better: Literal["more", "less"]
    real_change: float


@dataclass(frozen=True)
class Leg:
    """The angles of one leg, in degrees."""

    hip: float = 0
    """Flexion; negative is back (extension)."""
    out: float = 0
    """Hip abduction; negative is across."""
    turn: float = 0
    """Hip internal rotation; negative is turned out."""
    knee: float = 0
    """Flexion."""
    ankle: float = 0
    """Dorsiflexion (up); negative is down."""
    toes: float = 0
    """Extension (up)."""

    @property
    def angles(self) -> tuple[float, ...]:
        """All of them, in this order."""
        return self.hip, self.out, self.turn, self.knee, self.ankle, self.toes

    def angle(self, name: Angle) -> float:
        """One of them by its name."""
        found: float = getattr(self, name)
        return found


@dataclass(frozen=True)
class Pose:
    """A position of the whole body, in degrees.

    ``lean`` tilts the pelvis forward (lying on the back is -90), ``roll`` tilts it to the right,
    ``turn`` faces it to the right. ``round`` bends the spine forward. ``arms`` is a name of
    ``plugins.drills.vocabulary.ARMS``; one arm may do something else.
    """

    left: Leg = field(default_factory=Leg)
    right: Leg = field(default_factory=Leg)
    lean: float = 0
    roll: float = 0
    turn: float = 0
    round: float = 0
    arms: str = "by sides"
    left_arm: str = ""
    right_arm: str = ""

    def arm(self, side: Side) -> str:
        """What the arm on this side does."""
        return (self.right_arm if side == "right" else self.left_arm) or self.arms

    def leg(self, side: Side) -> Leg:
        """The leg on this side."""
        return self.right if side == "right" else self.left


@dataclass(frozen=True)
class Contact:
    """A part of the body that must stay where it is: heel, ball, knee, pelvis, shoulder, hand."""

    part: str
    side: Side | None = None
    surface: Literal["floor", "chair", "wall", "step"] = "floor"


@dataclass(frozen=True)
class Figure:
    """How a drill is drawn: its key poses, and what holds still between them.

    ``poses`` are the start, any in between, and the end; one alone is a drill that is held. The
    working side is drawn on the right, nearest to the viewer; ``working`` is None where both
    work. The camera stands at ``view_turn`` (90 sees the figure from its right side, 0 from the
    front) and is lifted by ``view_rise``. ``silenced`` are joints whose unusual range the author
    has given a reason for.
    """

    poses: tuple[Pose, ...]
    view_turn: float = 90
    view_rise: float = 0
    working: Literal["front", "back", "top", "right"] | None = None
    keep: tuple[Contact, ...] = ()
    props: tuple[str, ...] = ()
    alt: str = ""
    unusual_range: str = ""

    @property
    def is_circle(self) -> bool:
        """Whether the movement ends where it began."""
        return len(self.poses) > 2 and self.poses[0] == self.poses[-1]


@dataclass(frozen=True)
class Drill:
    """One exercise. ``code`` is its short name in shared routines, never used for another.

    ``easier``, ``harder`` and ``instead_of_floor`` are slugs of other drills (the last may be a
    sentence). ``movements`` are standard terms of ``plugins.drills.vocabulary``.
    """

    title: str
    slug: str
    code: str
    summary: str
    aim: str
    kind: str
    joints: tuple[str, ...]
    movements: tuple[str, ...]
    main_muscles: tuple[str, ...]
    position: str
    equipment: tuple[str, ...]
    sides: Sides
    steps: tuple[str, ...]
    feel: str
    mistakes: tuple[Mistake, ...]
    dose: Dose
    progress_when: str
    cautions: tuple[str, ...]
    not_if: tuple[str, ...]
    stop_if: tuple[str, ...]
    evidence: str
    author: str
    reviewed_by: str
    last_reviewed: date
    next_review: date
    also_muscles: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    support: str = ""
    cues: tuple[str, ...] = ()
    breathing: str = ""
    start_with: Dose | None = None
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    instead_of_floor: str = ""
    self_test: SelfTest | None = None
    references: tuple[str, ...] = ()
    figure: Figure | None = None
    photo: str = ""
    photo_alt: str = ""
    video: str = ""
    video_captions: str = ""
