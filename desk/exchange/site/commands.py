"""``import-wordpress``: a whole site, its articles and pages with their comments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from desk.building import build
from desk.config import Config
from desk.exchange.importing import import_replies
from desk.exchange.records import ExchangeError
from desk.exchange.report import Report
from desk.exchange.site.bringing import bring_site
from desk.exchange.site.brought import Brought
from desk.services import Services


@click.command("import-wordpress")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--owner", "owners", multiple=True, help="Your name or e-mail address there.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def import_wordpress(
    services: Callable[[], Services],
    file: str,
    dry_run: bool,
    owners: tuple[str, ...],
    as_json: bool,
) -> None:
    """Bring in articles and pages as Markdown files, then their comments, and build the site."""
    if not file:
        raise click.ClickException("Say which file: make import-wordpress FILE=export.xml")
    desk = services()
    config, path = desk.config, Path(file)
    try:
        brought = bring_site(path, config.root / config.site["PATH"], config.site, dry_run=dry_run)
        if dry_run:
            _say(brought, None, as_json)
            return
        _build(config, brought)
        report = import_replies(desk, path, owners=owners, mapped=brought.page_ids)
    except ExchangeError as error:
        raise click.ClickException(f"{file}: {error}") from None
    _build(config, brought)
    _say(brought, report, as_json)
    if report.items and not report.has_matches:
        raise click.ClickException(f"{file}: {report.emptiness}")


def _build(config: Config, brought: Brought) -> None:
    """Build the site: before the comments, so that their pages are known, and with them."""
    built = build(config.root, config.settings_file)
    if built.faults:
        for line in brought.lines():
            click.echo(line)
        raise click.ClickException(
            f"the files are written, but the site cannot be built with them:\n{built.faults}\n"
            "Mend that, and run the same again: nothing is brought twice."
        )


def _say(brought: Brought, report: Report | None, as_json: bool) -> None:
    if as_json:
        replies = report.as_json() if report else None
        both: dict[str, Any] = {"pages": brought.as_json(), "replies": replies}
        click.echo(json.dumps(both, ensure_ascii=False, indent=1))
        return
    for line in brought.lines():
        click.echo(line)
    if report is None:
        return
    click.echo()
    for line in report.lines():
        click.echo(line)
    if report.lost:
        click.echo("Comments on a draft come along when you publish it and run the same again")
    click.echo("The site is built: “make serve” shows it")
