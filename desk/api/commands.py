"""``api-token``: the keys of the owner's programs."""

from collections.abc import Callable

import click

from desk.api.tokens import ApiTokens
from desk.commands.output import as_json, print_json
from desk.services import Services


@click.group("api-token")
def api_token() -> None:
    """Make and revoke tokens for your own programs."""


@api_token.command("make")
@click.argument("name")
@click.pass_obj
def make(services: Callable[[], Services], name: str) -> None:
    """Print a new token; it is shown this once, and kept as a hash."""
    try:
        click.echo(_tokens(services()).make(name))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


@api_token.command("revoke")
@click.argument("name")
@click.pass_obj
def revoke(services: Callable[[], Services], name: str) -> None:
    """Make a token worthless at once."""
    if not _tokens(services()).revoke(name):
        raise click.ClickException(f"There is no token “{name}”")
    click.echo(f"Revoked: {name}")


@api_token.command("list")
@as_json
@click.pass_obj
def list_(services: Callable[[], Services], as_json: bool) -> None:
    """Name the tokens there are."""
    names = _tokens(services()).names()
    if as_json:
        print_json([{"name": name, "made_at": made_at} for name, made_at in names.items()])
        return
    for name, made_at in names.items():
        click.echo(f"{name}  made {made_at:%d.%m.%Y}")
    if not names:
        click.echo("No tokens.")


def _tokens(desk: Services) -> ApiTokens:
    return ApiTokens(desk.engine, desk.clock)
