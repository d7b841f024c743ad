"""The verbs of moving in and out: ``import`` and ``export``."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from desk.exchange.exporting import FORMATS, Format, export_replies
from desk.exchange.formats import imap
from desk.exchange.importing import import_replies
from desk.exchange.records import ExchangeError, Export
from desk.services import Services


@click.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    help="A table: an old address, title or id, a comma, the id of the page here.",
)
@click.option("--owner", "owners", multiple=True, help="Your name or e-mail address there.")
@click.pass_obj
def import_(
    services: Callable[[], Services],
    file: str,
    dry_run: bool,
    as_json: bool,
    map_file: Path | None,
    owners: tuple[str, ...],
) -> None:
    """Bring in comments of another system; the format of FILE is recognised.

    FILE may be a folder on a mail server, too: imaps://user@host/folder.

    It ends with status 1 where nothing in the file belongs to a page here.
    """
    try:
        desk = services()
        source = _mailbox(desk, file) if imap.is_address(file) else Path(file)
        report = import_replies(desk, source, dry_run=dry_run, map_file=map_file, owners=owners)
    except ExchangeError as error:
        raise click.ClickException(f"{file}: {error}") from None
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in report.lines():
            click.echo(line)
    if not report.has_matches:
        raise click.ClickException(f"{file}: {report.emptiness}")


def _mailbox(desk: Services, address: str) -> Export:
    password = desk.config.imap_password or click.prompt("Password", hide_input=True, err=True)
    return imap.read(address, password)


@click.command("export")
@click.argument("to", type=click.Path(path_type=Path))
@click.option("--format", "format", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("--private", is_flag=True, help="With e-mail addresses, and what is not published.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def export(
    services: Callable[[], Services], to: Path, format: Format, private: bool, as_json: bool
) -> None:
    """Write all comments into a file, or their files into a folder; nothing is overwritten."""
    try:
        number = export_replies(services(), to, format, private=private)
    except ExchangeError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        written = {"to": str(to), "format": format, "comments": number, "private": private}
        click.echo(json.dumps(written, ensure_ascii=False))
        return
    click.echo(f"Wrote {number} {'comment' if number == 1 else 'comments'} to {to}")
    if private:
        click.echo("It holds e-mail addresses and unpublished replies: keep it where you keep var/")
