"""A submission as plain data: what the command line's ``--json`` and the API speak."""

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from desk.submission import Submission

_MACHINERY = ("needs_filing", "revision")


def plain(submission: Submission) -> dict[str, Any]:
    """A submission without the columns that only the machinery needs."""
    fields = dataclasses.asdict(submission)
    return {name: fields[name] for name in fields if name not in _MACHINERY}


def plain_list(submissions: Iterable[Submission]) -> list[dict[str, Any]]:
    """Several of them."""
    return [plain(submission) for submission in submissions]


def to_json(data: Any) -> str:
    """Data as JSON, moments as ISO 8601."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=_as_text)


def _as_text(value: datetime) -> str:
    return value.isoformat()
