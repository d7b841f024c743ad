"""A drill file without a fault, and ways to change it."""

from datetime import date

from plugins.drills.headers import Parsed, read_drill

TODAY = date(2026, 11, 24)
SHOWN = "content/drills/knee-to-wall.md"

GOOD = """\
---
title: Knee-to-wall rock
drill: kw
also_called: [weight-bearing lunge]
summary: Rock the knee over the foot.
aim: More ankle bend.
kind: mobility
joints: [ankle]
movements: [ankle dorsiflexion]
muscles: {main: [soleus], also: [gastrocnemius]}
position: half-split stance
equipment: [wall]
support: The wall.
sides: each
steps:
  - Stand facing a wall.
  - Keep the heel down and rock the knee to the wall.
cues: [Heel heavy, Slow]
breathing: Out on the way there.
feel: A pull low in the calf.
mistakes:
  - {wrong: The heel lifts., fix: Move the foot nearer.}
dose: 2 x 10 each side, tempo 2-2-2-0, rest 10 s, daily, 6 weeks
start_with: 1 x 5
progress_when: Three easy sessions in a row.
easier: [seated-rock]
harder: [banded-rock]
cautions: [Hold on to something.]
not_if: [none known]
stop_if: [A sharp pinch.]
self_test:
  name: Knee-to-wall distance
  how: Measure from toe to wall.
  unit: cm
  better: more
  real_change: 2
figure:
  view: side
  working: front
  keep: [front heel, front ball, back ball]
  props: [wall in front]
  start:
    from: split stance
    lean: 5
    arms: on wall
    front leg: {hip: bend 46, knee: bend 46, ankle: up 5}
    back leg: {hip: back 27, knee: bend 10, ankle: up 3, toes: up 38}
  end:
    lean: 8
    front leg: {hip: bend 61, knee: bend 91, ankle: up 38}
    back leg: {hip: back 31, knee: bend 24, ankle: up 14, toes: up 49}
evidence: therapist's choice
author: therapist
reviewed_by: reviewer
last_reviewed: 2026-11-20
next_review: 2027-11-20
status: draft
tags: [ankle, wall]
---

The story.
"""


def parsed(text: str = GOOD) -> Parsed:
    return read_drill(text, SHOWN, "knee-to-wall", TODAY)


def changed(old: str, new: str, text: str = GOOD) -> str:
    """The good file with one thing different; ``old`` must be there once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(words: str, text: str) -> int:
    """The line (from 1) on which these words stand first."""
    return text[: text.index(words)].count("\n") + 1
