"""How the command line speaks: lines for people, JSON for programs."""

from collections.abc import Iterable
from typing import Any

import click

from desk.plain import plain_list, to_json
from desk.services import Services
from desk.submission import Submission

as_json = click.option("--json", "as_json", is_flag=True, help="Speak JSON.")


def must_get(desk: Services, id: str) -> Submission:
    """One submission. Raises ClickException where there is none."""
    submission = desk.inbox.get(id)
    if submission is None:
        raise click.ClickException(f"There is no submission {id}")
    return submission


def report(submissions: Iterable[Submission], as_json: bool) -> None:
    """Name submissions, one a line, or whole in JSON."""
    if as_json:
        print_json(plain_list(submissions))
        return
    for submission in submissions:
        click.echo(line(submission))


def line(submission: Submission) -> str:
    """Id, status, name and the first words."""
    words = " ".join(submission.body.split())
    short = words if len(words) <= 60 else f"{words[:59]}…"
    return f"{submission.id}  {submission.status:<8}  {submission.author}: {short}"


def print_json(data: Any) -> None:
    """Print data as JSON, moments as ISO 8601."""
    click.echo(to_json(data))


def file_comments(desk: Services) -> None:
    """Bring the comment files to what has been decided; what could not be is said aside."""
    for problem in desk.filing.run():
        click.echo(problem, err=True)
