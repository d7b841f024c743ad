"""How the command line speaks: lines for people, JSON for programs."""

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from desk.services import Services
from desk.submission import Submission

as_json = click.option("--json", "as_json", is_flag=True, help="Speak JSON.")

_MACHINERY = ("needs_filing", "revision")


def report(submissions: Iterable[Submission], as_json: bool) -> None:
    """Name submissions, one a line, or whole in JSON."""
    if as_json:
        print_json([public(submission) for submission in submissions])
        return
    for submission in submissions:
        click.echo(line(submission))


def line(submission: Submission) -> str:
    """Id, status, name and the first words."""
    words = " ".join(submission.body.split())
    short = words if len(words) <= 60 else f"{words[:59]}…"
    return f"{submission.id}  {submission.status:<8}  {submission.author}: {short}"


def public(submission: Submission) -> dict[str, Any]:
    """A submission without the columns that only the machinery needs."""
    fields = dataclasses.asdict(submission)
    return {name: fields[name] for name in fields if name not in _MACHINERY}


def print_json(data: Any) -> None:
    """Print data as JSON, moments as ISO 8601."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=_as_text))


def file_comments(desk: Services) -> None:
    """Bring the comment files to what has been decided; what could not be is said aside."""
    for problem in desk.filing.run():
        click.echo(problem, err=True)


def _as_text(value: datetime) -> str:
    return value.isoformat()
