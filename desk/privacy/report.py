"""What is kept of a person, as JSON to hand over."""

import json
from datetime import datetime
from typing import Any

from desk.privacy.people import Record


def as_data(record: Record, now: datetime) -> dict[str, Any]:
    """The record as plain data; times are in ISO 8601."""
    return {
        "address": record.address,
        "exported_at": now.isoformat(timespec="seconds"),
        "kept": {
            name: [{key: _plain(value) for key, value in row.items()} for row in rows]
            for name, rows in record.kept.items()
        },
        "not_included_addresses_like_it": list(record.others),
    }


def as_json(record: Record, now: datetime) -> str:
    """The same as text."""
    return json.dumps(as_data(record, now), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return list(value) if isinstance(value, tuple) else value
