"""``backup`` and ``restore`` on the command line."""

import json
import signal
from datetime import UTC, datetime
from pathlib import Path

import click

from desk import config
from desk.backup.archive import BackupError
from desk.backup.restoring import restore as bring_back
from desk.backup.writing import back_up
from desk.services import open_services
from desk.sites.choice import chosen

_WITHOUT_KEY = (
    "The key is not in it (--with-key): without it, the links that readers keep, and sessions, "
    "end with this machine."
)


@click.command()
@click.argument("to", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="The secret key, too.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
def backup(to: Path, with_key: bool, as_json: bool) -> None:
    """Copy inbox and comments into one file, while the desk runs.

    TO is a folder, or the name of a new file.
    """
    # Told to end, it tidies up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        written = back_up(_config(with_key), to, datetime.now(UTC), with_key)
    except (BackupError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        facts = {"path": str(written.path), "comments": written.comments, "with_key": with_key}
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(f"Written and checked: {written.path}")
    click.echo("It holds e-mail addresses, so keep it as you keep letters, and not for ever.")
    if not with_key:
        click.echo(_WITHOUT_KEY)


@click.command()
@click.argument("archive", metavar="FROM", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
def restore(archive: Path, as_json: bool) -> None:
    """Bring a copy back where no inbox is yet."""
    try:
        restored = bring_back(_config(with_key=False), archive)
    except (BackupError, OSError) as error:
        raise click.ClickException(str(error)) from None
    # What its time was over since, and what was not filed yet.
    open_services(chosen().load()).tidy()
    if as_json:
        facts = {"made_at": restored.made_at.isoformat(), "comments": restored.comments}
        click.echo(json.dumps(facts | {"with_key": restored.with_key}))
        return
    click.echo(f"Brought back: the inbox of {restored.made_at:%d.%m.%Y %H:%M} UTC.")
    click.echo("Whoever was erased after that is in it again: erase them again.")
    if not restored.with_key:
        click.echo("The copy had no key: links that readers kept do not work any more.")


def _config(with_key: bool) -> config.Config:
    """The settings; no key is made only because they are read."""
    site = chosen()
    return (
        site.load()
        if with_key
        else config.load(site.root, {"DESK_SECRET_KEY": "-", **site.environ})
    )
