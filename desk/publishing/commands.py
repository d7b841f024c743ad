"""``python -m desk publish``: the site, published now."""

from collections.abc import Callable
from dataclasses import asdict

import click

from desk.commands.output import as_json, print_json
from desk.publishing.setup import open_publisher
from desk.services import Services


@click.command()
@as_json
@click.pass_obj
def publish(services: Callable[[], Services], as_json: bool) -> None:
    """Build the site with all that is approved, and send it to its readers."""
    publisher = open_publisher(services())
    if not as_json:
        click.echo("Publishing…", err=True)
    outcome = publisher.publish()
    if outcome is None:
        raise click.ClickException("It was stopped.")
    if as_json:
        print_json(asdict(outcome))
    elif outcome.is_good:
        click.echo(outcome.message or f"It is {outcome.outcome}.")
    else:
        click.echo(outcome.message, err=True)
    if not outcome.is_good:
        raise SystemExit(1)
