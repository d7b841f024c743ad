"""From the fields that could be read to a drill; what could not be read is nothing in it. Pure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from plugins.drills.model import Dose, Drill, Mistake, SelfTest

ANY_DOSE = Dose(sets=1, days_per_week=7, reps=1)
"""What a smaller dose leaves out is not missing from it only because the dose has a fault."""

_SOME_DAY = date(2000, 1, 1)
_NOTHING = Drill(
    title="",
    slug="",
    code="",
    summary="",
    aim="",
    kind="",
    joints=(),
    movements=(),
    main_muscles=(),
    position="",
    equipment=(),
    sides="both together",
    steps=(),
    feel="",
    mistakes=(),
    dose=ANY_DOSE,
    progress_when="",
    cautions=(),
    not_if=(),
    stop_if=(),
    evidence="",
    author="",
    reviewed_by="",
    last_reviewed=_SOME_DAY,
    next_review=_SOME_DAY,
)
_NAMES = {one.name for one in fields(Drill)}


def build(known: Mapping[str, Any], slug: str) -> Drill:
    """The drill of these fields of ``fields.DrillFields``, its doses and its figure read."""
    read = {name: value for name, value in known.items() if name in _NAMES} | {"slug": slug}
    if "drill" in known:
        read["code"] = known["drill"]
    if "muscles" in known:
        read |= {"main_muscles": known["muscles"].main, "also_muscles": known["muscles"].also}
    if "mistakes" in known:
        read["mistakes"] = tuple(Mistake(one.wrong, one.fix) for one in known["mistakes"])
    if known.get("self_test"):
        read["self_test"] = SelfTest(**known["self_test"].model_dump())
    return replace(_NOTHING, **read)
