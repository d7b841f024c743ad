"""``answer`` and ``edit``: the owner's own words."""

import sys
from collections.abc import Callable

import click
from werkzeug.datastructures import MultiDict

from desk.commands.output import as_json, file_comments, must_get, report
from desk.edit_form import EditForm
from desk.services import Services
from desk.submission import DecisionError


@click.command()
@click.argument("id")
@click.argument("text")
@as_json
@click.pass_obj
def answer(services: Callable[[], Services], id: str, text: str, as_json: bool) -> None:
    """Publish a reply and answer it as the owner ("-" reads the answer from standard input)."""
    desk = services()
    body = _text(text).strip()
    if not body:
        raise click.ClickException("The answer is empty")
    try:
        both = desk.inbox.answer(id, desk.config.site["AUTHOR"], body)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    file_comments(desk)
    report(both, as_json)
    click.echo(f"To undo: python -m desk undo {both[1].id}", err=as_json)


@click.command()
@click.argument("id")
@click.option("--name", help="Another name.")
@click.option("--website", help='Another website; "" for none.')
@click.option("--text", help='Another text; "-" reads it from standard input.')
@as_json
@click.pass_obj
def edit(
    services: Callable[[], Services],
    id: str,
    name: str | None,
    website: str | None,
    text: str | None,
    as_json: bool,
) -> None:
    """Correct a reply; a published comment follows. Without options, its text in your editor."""
    desk = services()
    known = must_get(desk, id)
    if name is website is text is None:
        text = click.edit(known.body)
        if text is None:
            raise click.ClickException("Nothing was changed")
    words = {
        "author": known.author if name is None else name,
        "url": known.url if website is None else website,
        "body": known.body if text is None else _text(text),
    }
    form = EditForm(MultiDict(words))
    if not form.validate():
        raise click.ClickException(". ".join(field.errors[0] for field in form if field.errors))
    edited = desk.inbox.edit(id, form.text("author"), form.text("url"), form.text("body"))
    file_comments(desk)
    report([edited], as_json)


def _text(text: str) -> str:
    return sys.stdin.read() if text == "-" else text
