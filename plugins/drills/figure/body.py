"""The lengths of the body, as fractions of standing height.

Source: Drillis and Contini 1966, as reproduced in Winter, Biomechanics and Motor Control of Human
Movement, figure 4.1. The widths, the flesh and the two parts of the foot are drawing choices.
"""

TRUNK = 0.288
"""Hip to shoulder."""
NECK = 0.052
HEAD = 0.130
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.054
THIGH = 0.245
SHANK = 0.246
ANKLE_HEIGHT = 0.039
FOOT = 0.152

HIP_HALF = 0.050
SHOULDER_HALF = 0.100
HEEL_BEHIND = 0.040
BALL_AHEAD = 0.075
TOES = FOOT - HEEL_BEHIND - BALL_AHEAD

STEP = 0.1
"""Height of a step: 17 cm for a person of 170 cm."""

SEAT = 0.07
"""From the hip joint down to what one sits on."""
BACK = {"pelvis": 0.098, "shoulder": 0.067, "head": 0.045}
"""From the middle of a part to the back of it, which leans on a wall."""

FLESH = {"heel": 0.0, "ball": 0.0, "knee": 0.028, "pelvis": 0.045, "shoulder": 0.045, "hand": 0.012}
"""How far above the floor the middle of a part is when it rests there."""
