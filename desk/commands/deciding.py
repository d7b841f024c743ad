"""``approve``, ``spam`` and their like, and ``undo``."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from desk.backup import commands as backup
from desk.commands.output import as_json, file_comments, must_get, report
from desk.criteria import Likeness, alike
from desk.services import Services
from desk.submission import Batch, Verb


def _decision(verb: Verb, help: str) -> click.Command:
    """A command that takes one decision on any number of replies."""

    @click.command(verb, help=help)
    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @as_json
    @click.pass_obj
    def command(services: Callable[[], Services], ids: tuple[str, ...], as_json: bool) -> None:
        decide(services(), ids, verb, as_json)

    return command


def decide(desk: Services, ids: tuple[str, ...], verb: Verb, as_json: bool) -> None:
    """Decide, and say what became of each; exits with 1 if something could not be."""
    batch = desk.inbox.decide_all(ids, verb)
    file_comments(desk)
    found = (desk.inbox.get(id) for id in ids)
    report([submission for submission in found if submission], as_json)
    _finish(batch, as_json)


approve = _decision("approve", "Publish replies.")
unapprove = _decision("unapprove", "Take comments off the page again, back to pending.")


def _discarding(verb: Verb, help: str) -> click.Command:
    """The same for what may be done unread: with all that are alike, too."""

    @click.command(verb, help=help)
    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @click.option("--same-sender", is_flag=True, help="And all others of the same sender.")
    @click.option("--same-text", is_flag=True, help="And all others with the same text.")
    @as_json
    @click.pass_obj
    def command(
        services: Callable[[], Services],
        ids: tuple[str, ...],
        same_sender: bool,
        same_text: bool,
        as_json: bool,
    ) -> None:
        desk = services()
        asked: dict[Likeness, bool] = {"sender": same_sender, "text": same_text}
        others = _others(desk, ids, [likeness for likeness in asked if asked[likeness]])
        decide(desk, (*ids, *others), verb, as_json)

    return command


def _others(desk: Services, ids: tuple[str, ...], likenesses: list[Likeness]) -> list[str]:
    """Those of the same status that are like these."""
    known = [must_get(desk, id) for id in ids] if likenesses else []
    like = [found for it in known for likeness in likenesses if (found := alike(it, likeness))]
    others = [id for criteria in like for id in desk.finder.ids(criteria)]
    return [id for id in dict.fromkeys(others) if id not in ids]


spam = _discarding("spam", "Mark replies as spam.")
trash = _discarding("trash", "Throw replies away.")


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="ID... | FILE")
@as_json
@click.pass_context
def restore(context: click.Context, what: tuple[str, ...], as_json: bool) -> None:
    """Put replies back where they were, or bring a copy of the inbox back.

    ID is that of a reply in spam or trash; FILE was written by "backup".
    """
    if len(what) == 1 and _is_path(what[0]):
        context.invoke(backup.restore, archive=Path(what[0]), as_json=as_json)
    else:
        decide(context.obj(), what, "restore", as_json)


@click.command()
@click.argument("batch")
@as_json
@click.pass_obj
def undo(services: Callable[[], Services], batch: str, as_json: bool) -> None:
    """Undo a decision, with all that was decided in the same go."""
    desk = services()
    undone = desk.inbox.undo(batch)
    file_comments(desk)
    if not undone.decided:
        raise click.ClickException(f"There is nothing left to undo of {batch}")
    report(undone.decided, as_json)
    _finish(undone, as_json)


def _finish(batch: Batch, as_json: bool) -> None:
    if batch.decided:
        click.echo(f"To undo: python -m desk undo {batch.id}", err=as_json)
    for reason in batch.skipped:
        click.echo(f"Error: {reason}", err=True)
    if batch.skipped:
        sys.exit(1)


def _is_path(word: str) -> bool:
    # The id of a reply has neither.
    return "/" in word or "." in word or Path(word).exists()
