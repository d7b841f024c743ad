"""A submission as it is read from its table."""

import dataclasses
from typing import Any

from sqlalchemy import Row

from desk.submission import Submission
from desk.tables import submissions

FIELDS = [submissions.c[field.name] for field in dataclasses.fields(Submission)]
"""The columns that a submission is made of."""


def to_submission(row: Row[Any]) -> Submission:
    """A submission of a row of these columns."""
    return Submission(**row._mapping)
