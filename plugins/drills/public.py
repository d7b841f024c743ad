"""``drills.json``: the public facts of every published drill, for programs that read the site."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from plugins.drills.card import Card
from plugins.drills.model import Dose, Drill

FILE_NAME = "drills.json"


def facts(drill: Drill, card: Card, url: str) -> dict[str, Any]:
    """What the page shows of one drill; ``url`` is relative to the site's address."""
    return {
        "code": drill.code,
        "slug": drill.slug,
        "url": url,
        "title": drill.title,
        "summary": drill.summary,
        "kind": drill.kind,
        "joints": list(drill.joints),
        "movements": list(drill.movements),
        "position": drill.position,
        "equipment": [item for item in drill.equipment if item != "none"],
        "sides": drill.sides,
        "minutes": round(card.minutes, 1),
        "dose": _dose(drill.dose),
        "start_with": _dose(drill.start_with) if drill.start_with else None,
        "steps": list(drill.steps),
        "cues": list(drill.cues),
        "feel": drill.feel,
        "easier": list(drill.easier),
        "harder": list(drill.harder),
        "next_review": drill.next_review.isoformat(),
    }


def dump(drills: Iterable[Mapping[str, Any]]) -> str:
    """The file as text, the same for the same drills in any order."""
    ordered = sorted(drills, key=lambda drill: drill["slug"])
    return json.dumps({"drills": ordered}, ensure_ascii=False, indent=1) + "\n"


def _dose(dose: Dose) -> dict[str, Any]:
    """Seconds and counts as numbers; what is not prescribed is left out."""
    return {name: value for name, value in asdict(dose).items() if value not in (None, "")}
