"""The closed lists of drill pages: the standard term, and the plain words an author may type.

Standard library only.
"""

KINDS = ("mobility", "stretch", "strength", "isometric", "control", "balance")

JOINTS = ("ankle", "foot", "knee", "hip", "spine", "shoulder")

# Standard term: what readers see beside it, and what an author may write instead.
MOVEMENTS: dict[str, tuple[str, ...]] = {
    "ankle dorsiflexion": ("ankle up", "ankle bend"),
    "ankle plantarflexion": ("ankle down", "ankle point"),
    "foot inversion": ("sole in",),
    "foot eversion": ("sole out",),
    "toe extension": ("toes up",),
    "knee flexion": ("knee bend",),
    "knee extension": ("knee straighten",),
    "tibial internal rotation": ("shin turn in",),
    "tibial external rotation": ("shin turn out",),
    "hip flexion": ("thigh forward", "hip bend"),
    "hip extension": ("thigh back", "hip back"),
    "hip abduction": ("leg out",),
    "hip adduction": ("leg in",),
    "hip internal rotation": ("hip turn in", "turn in"),
    "hip external rotation": ("hip turn out", "turn out"),
    "pelvic tilt": ("tuck", "tip"),
    "spine flexion": ("round",),
    "spine extension": ("arch",),
    "spine side-bend": ("side-bend",),
    "spine rotation": ("twist",),
}

MOVEMENT_JOINTS: dict[str, tuple[str, ...]] = {
    "ankle": ("ankle",),
    "foot": ("foot", "ankle"),
    "toe": ("foot",),
    "knee": ("knee",),
    "tibial": ("knee", "ankle"),
    "hip": ("hip",),
    "pelvic": ("hip", "spine"),
    "spine": ("spine",),
}
"""The joints a movement may belong to, by its first word."""

MUSCLES: dict[str, tuple[str, ...]] = {
    "soleus": ("deep calf",),
    "gastrocnemius": ("calf",),
    "tibialis anterior": ("shin",),
    "tibialis posterior": (),
    "peroneals": ("fibularis", "outer shin"),
    "foot intrinsics": ("arch muscles",),
    "quadriceps": ("front of thigh",),
    "rectus femoris": (),
    "hamstrings": ("back of thigh",),
    "popliteus": (),
    "hip flexors": ("iliopsoas", "psoas"),
    "hip adductors": ("inner thigh", "groin"),
    "gluteus maximus": ("buttock", "glutes"),
    "gluteus medius": ("side of hip",),
    "gluteus minimus": (),
    "tensor fasciae latae": (),
    "hip external rotators": ("deep hip rotators", "piriformis"),
    "hip internal rotators": (),
    "abdominals": ("belly",),
    "obliques": (),
    "spinal erectors": ("back muscles",),
}

POSITIONS = (
    "standing",
    "half-split stance",
    "half-kneeling",
    "tall kneeling",
    "all fours",
    "side-lying",
    "lying on back",
    "lying on front",
    "floor sitting",
    "chair sitting",
    "squat",
)

FLOOR_POSITIONS = (
    "half-kneeling",
    "tall kneeling",
    "all fours",
    "side-lying",
    "lying on back",
    "lying on front",
    "floor sitting",
)
"""Positions that one has to get down to and up from."""

EQUIPMENT = (
    "none",
    "wall",
    "chair",
    "step",
    "mat",
    "cushion",
    "band",
    "strap",
    "towel",
    "weight",
    "block",
)

SIDES_WORDS = ("both together", "each", "alternate")

EVIDENCE = ("trial", "guideline", "health-service leaflet", "therapist's choice")

ARMS = (
    "by sides",
    "on hips",
    "on wall",
    "on chair",
    "on support",
    "crossed",
    "behind on floor",
    "beside on floor",
    "on floor",
    "under head",
    "on thighs",
    "on foot",
    "forward",
)

PROPS = (
    "none",
    "wall in front",
    "wall behind",
    "support in front",
    "chair",
    "step",
    "mat",
    "cushion under knee",
    "band from behind",
)

VIEWS: dict[str, tuple[float, float]] = {
    "side": (90, 0),
    "front": (0, 0),
    "back": (180, 0),
    "three-quarter": (35, 8),
    "from above": (30, 25),
}
"""Camera turn and rise, in degrees."""

NAMED_POSES = (
    "standing",
    "wide stance",
    "split stance",
    "half-kneeling",
    "tall kneeling",
    "all fours",
    "on back knees bent",
    "on back legs straight",
    "side-lying knees bent",
    "side-lying straight",
    "floor sit 90/90",
    "chair sit",
    "deep squat",
)

PARTS = ("heel", "ball", "knee", "pelvis", "shoulder", "hand")
