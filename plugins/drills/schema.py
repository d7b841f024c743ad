"""A drill as structured data (JSON-LD, https://schema.org/ExercisePlan and HowTo). Pure.

It holds what the page shows, in the words of the page, and nothing else. No search engine has
promised to show any of it.
"""

from typing import Any

from plugins.drills.card import Card
from plugins.drills.model import Drill


def drill_schema(drill: Drill, card: Card, *, url: str, index: str, author: str) -> dict[str, Any]:
    """The page's two things: the exercise and the way to it; addresses are absolute."""
    return {
        "@context": "https://schema.org",
        "@graph": [_plan(drill, card, url, author), _trail(drill, url, index)],
    }


def _plan(drill: Drill, card: Card, url: str, author: str) -> dict[str, Any]:
    dose = drill.dose
    data: dict[str, Any] = {
        "@type": ["ExercisePlan", "HowTo"],
        "@id": f"{url}#drill",
        "url": url,
        "name": drill.title,
        "description": drill.aim,
        "author": {"@type": "Person", "name": author},
        "exerciseType": drill.kind,
        "associatedAnatomy": [
            {"@type": "AnatomicalStructure", "name": joint} for joint in drill.joints
        ],
        "activityFrequency": ". ".join(card.dose),
        "step": [{"@type": "HowToStep", "text": step} for step in drill.steps],
        "tool": [
            {"@type": "HowToTool", "name": item} for item in drill.equipment if item != "none"
        ],
    }
    if dose.reps is not None:
        data["repetitions"] = dose.reps
    if drill.also_called:
        data["alternateName"] = list(drill.also_called)
    return {name: value for name, value in data.items() if value != []}


def _trail(drill: Drill, url: str, index: str) -> dict[str, Any]:
    places = [("Drills", index), (drill.title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(places, start=1)
        ],
    }
