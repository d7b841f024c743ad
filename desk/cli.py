"""The command line of the desk: the same decisions as in the browser, and the owner's keys."""

import dataclasses
import json
import logging
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from desk import config
from desk.database import is_unavailable
from desk.services import Services, open_services
from desk.submission import STATUSES, DecisionError, Status, Submission, Verb

ROOT = Path(__file__).parent.parent

as_json = click.option("--json", "as_json", is_flag=True, help="Speak JSON.")


@click.group(help="Answer replies and publish them, from the command line.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Open the services every command works with, when one first asks for them."""
    context.obj = lambda: open_services(config.load(ROOT))


@cli.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only replies of this status.")
@click.option("--limit", default=100, show_default=True, help="At most so many.")
@as_json
@click.pass_obj
def list_(services: Callable[[], Services], status: Status, limit: int, as_json: bool) -> None:
    """List replies, the longest waiting first."""
    found = services().inbox.find(status, limit)
    if as_json:
        _print_json([_public(submission) for submission in found])
    elif not found:
        click.echo("No replies.")
    for submission in [] if as_json else found:
        click.echo(_line(submission))


@cli.command()
@click.argument("id")
@as_json
@click.pass_obj
def show(services: Callable[[], Services], id: str, as_json: bool) -> None:
    """Show one reply whole."""
    submission = services().inbox.get(id)
    if submission is None:
        raise click.ClickException(f"There is no submission {id}")
    if as_json:
        _print_json(_public(submission))
    else:
        click.echo(f"{_line(submission)}\n\n{submission.body}")


def _decision(verb: Verb, help: str) -> click.Command:
    """A command that takes one decision on any number of replies."""

    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @as_json
    @click.pass_obj
    def command(services: Callable[[], Services], ids: tuple[str, ...], as_json: bool) -> None:
        desk = services()
        try:
            decided = [desk.inbox.decide(id, verb) for id in ids]
        except DecisionError as error:
            raise click.ClickException(str(error)) from None
        finally:
            _file(desk)
        _report(decided, as_json)

    return cli.command(verb, help=help)(command)


_decision("approve", "Publish replies.")
_decision("unapprove", "Take comments off the page again, back to pending.")
_decision("spam", "Mark replies as spam.")
_decision("trash", "Throw replies away.")
_decision("restore", "Put replies back where they were.")


@cli.command()
@click.argument("id")
@click.argument("text")
@as_json
@click.pass_obj
def answer(services: Callable[[], Services], id: str, text: str, as_json: bool) -> None:
    """Publish a reply and answer it as the owner ("-" reads the answer from standard input)."""
    desk = services()
    body = (sys.stdin.read() if text == "-" else text).strip()
    if not body:
        raise click.ClickException("The answer is empty")
    try:
        both = desk.inbox.answer(id, desk.config.site["AUTHOR"], body)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    _file(desk)
    _report(list(both), as_json)


@cli.command("set-password")
@click.option("--stdin", is_flag=True, help="Read the password from standard input.")
@click.pass_obj
def set_password(services: Callable[[], Services], stdin: bool) -> None:
    """Choose the owner's password; every session ends."""
    password = (
        sys.stdin.readline().rstrip("\n")
        if stdin
        else click.prompt("New password", hide_input=True, confirmation_prompt=True)
    )
    try:
        services().credentials.set_password(password)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("The password is set. Sign in at /desk/.")


@cli.command("sign-in-link")
@click.option(
    "--at", default="http://127.0.0.1:8000", show_default=True, help="The desk's address."
)
@click.pass_obj
def sign_in_link(services: Callable[[], Services], at: str) -> None:
    """Print a link that signs in once."""
    token = services().credentials.new_link_token()
    click.echo(f"{at.rstrip('/')}/desk/sign-in?token={token}")


@cli.command()
@click.pass_obj
def tidy(services: Callable[[], Services]) -> None:
    """File what a crash left unfiled; erase what its time is over."""
    services().tidy()


@cli.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen, on loopback.")
def serve(port: int) -> None:
    """Serve site and desk for one person, and rebuild on every change."""
    # Here and not above: no other command needs the watcher.
    from desk.preview.server import serve as serve_preview

    serve_preview(ROOT, port)


def main() -> None:
    """Run the command line; a fault of the machine is a sentence, not a traceback."""
    logging.basicConfig(format="%(message)s")
    try:
        cli(prog_name="python -m desk")
    except Exception as error:
        if is_unavailable(error):
            raise SystemExit(f"The inbox cannot be reached: {error.args[0]}") from None
        raise


def _file(desk: Services) -> None:
    for problem in desk.filing.run():
        click.echo(problem, err=True)


def _report(submissions: list[Submission], as_json: bool) -> None:
    if as_json:
        _print_json([_public(submission) for submission in submissions])
        return
    for submission in submissions:
        click.echo(_line(submission))


def _line(submission: Submission) -> str:
    words = " ".join(submission.body.split())
    short = words if len(words) <= 60 else f"{words[:59]}…"
    return f"{submission.id}  {submission.status:<8}  {submission.author}: {short}"


def _public(submission: Submission) -> dict[str, Any]:
    """A submission without the columns that only the machinery needs."""
    fields = dataclasses.asdict(submission)
    return {name: fields[name] for name in fields if name not in ("needs_filing", "revision")}


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=_as_text))


def _as_text(value: datetime) -> str:
    return value.isoformat()
