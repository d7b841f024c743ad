"""``set-password``, ``set-pin`` and ``sign-in-link``: the owner's ways in."""

import sys
from collections.abc import Callable

import click

from desk.services import Services


@click.command("set-password")
@click.option("--stdin", is_flag=True, help="Read the password from standard input.")
@click.pass_obj
def set_password(services: Callable[[], Services], stdin: bool) -> None:
    """Choose the owner's password; every session ends."""
    _set("password", services().credentials.set_password, stdin)
    click.echo("The password is set. Sign in at /desk/.")


@click.command("set-pin")
@click.option("--stdin", is_flag=True, help="Read the PIN from standard input.")
@click.pass_obj
def set_pin(services: Callable[[], Services], stdin: bool) -> None:
    """Choose the PIN for the links in mails to you."""
    _set("PIN", services().credentials.set_pin, stdin)
    click.echo("The PIN is set.")


@click.command("sign-in-link")
@click.option(
    "--at", default="http://127.0.0.1:8000", show_default=True, help="The desk's address."
)
@click.pass_obj
def sign_in_link(services: Callable[[], Services], at: str) -> None:
    """Print a link that signs in once."""
    token = services().credentials.new_link_token()
    click.echo(f"{at.rstrip('/')}/desk/sign-in?token={token}")


def _set(name: str, keep: Callable[[str], None], stdin: bool) -> None:
    if stdin:
        typed = sys.stdin.readline().rstrip("\n")
    else:
        typed = click.prompt(f"New {name}", hide_input=True, confirmation_prompt=True)
    try:
        keep(typed)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
