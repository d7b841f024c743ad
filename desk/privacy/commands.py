"""``export-person`` and ``erase`` on the command line."""

import json
from collections.abc import Callable

import click

from desk.privacy.people import AddressError, Record, people
from desk.privacy.report import as_data
from desk.privacy.words import plan
from desk.services import Services

_NOTHING = "Nothing is kept of this address."


@click.command("export-person")
@click.argument("address")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def export_person(services: Callable[[], Services], address: str, as_json: bool) -> None:
    """Show all that is kept of a person."""
    desk = services()
    record = _find(desk, address)
    data = as_data(record, desk.clock())
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if record.is_empty:
        click.echo(_NOTHING)
    for name, rows in data["kept"].items():
        for row in rows:
            facts = (f"  {key}: {value}" for key, value in row.items() if value not in (None, ""))
            click.echo("\n".join([name, *facts, ""]))
    _name_others(record)


@click.command()
@click.argument("address")
@click.option("--text", "with_text", is_flag=True, help="Name, website and words, too.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def erase(
    services: Callable[[], Services], address: str, with_text: bool, sure: bool, as_json: bool
) -> None:
    """Erase what is kept of a person; answers of others stay."""
    desk = services()
    record = _find(desk, address)
    if not sure and not record.is_empty:
        click.echo("\n".join(plan(record, with_text)), err=as_json)
        for mention in record.mentions if with_text else ():
            click.echo(f"  {mention.id}  {mention.author}: {mention.line}", err=as_json)
        click.confirm("Erase?", abort=True, err=as_json)
    erased = people(desk).erase(address, with_text)
    for problem in erased.problems:
        click.echo(problem, err=True)
    if as_json:
        click.echo(json.dumps({"erased": erased.what}, ensure_ascii=False))
    else:
        click.echo(f"Erased: {erased.what}." if erased.what else _NOTHING)
        _name_others(record)


def _find(desk: Services, address: str) -> Record:
    try:
        return people(desk).find(address)
    except AddressError as error:
        raise click.ClickException(str(error)) from None


def _name_others(record: Record) -> None:
    for other in record.others:
        click.echo(f"There is also {other}: perhaps the same person, with other capitals.")
