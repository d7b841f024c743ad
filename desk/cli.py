"""The command line of the desk: the same decisions as in the browser, and the owner's keys."""

import logging
import signal
from collections.abc import Callable
from pathlib import Path

import click

from desk import config
from desk.api import commands as api
from desk.backup import commands as backup
from desk.checkup import commands as checkup
from desk.commands import deciding, keys, reading, writing
from desk.database import is_unavailable
from desk.exchange import commands as exchange
from desk.exchange.site import commands as site
from desk.guard import commands as guard
from desk.mail import commands as mail
from desk.pages import NoManifestError
from desk.privacy import commands as privacy
from desk.publishing import commands as publishing
from desk.services import Services, open_services
from desk.sites import choice
from desk.workers import workers

ROOT = Path(__file__).parent.parent


@click.group(help="Answer replies and publish them, from the command line.")
@click.option("--site", default="", help="Which of several sites: the name of its folder.")
@click.pass_context
def cli(context: click.Context, site: str) -> None:
    """Open the services every command works with, when one first asks for them."""
    choice.remember(context, site)
    context.obj = lambda: open_services(choice.chosen().load())


@cli.command()
@click.pass_obj
def tidy(services: Callable[[], Services]) -> None:
    """File what a crash left unfiled; erase what its time is over."""
    services().tidy()


@cli.command()
@click.pass_obj
def work(services: Callable[[], Services]) -> None:
    """Send mail, publish and keep house until stopped; the desk does it too, while it runs."""
    first, *others = workers(services())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: first.stop())
    for one in others:
        one.start()
    first.run()


@cli.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen, on loopback.")
def serve(port: int) -> None:
    """Serve site and desk for one person, and rebuild on every change."""
    # Here and not above: no other command needs the watcher.
    from desk.preview.server import serve as serve_preview

    serve_preview(ROOT, port)


for command in (
    reading.list_,
    reading.show,
    writing.answer,
    writing.edit,
    deciding.approve,
    deciding.unapprove,
    deciding.spam,
    deciding.trash,
    deciding.restore,
    deciding.undo,
    keys.set_password,
    keys.set_pin,
    keys.sign_in_link,
):
    cli.add_command(command)
cli.add_command(api.api_token)
cli.add_command(privacy.export_person)
cli.add_command(privacy.erase)
cli.add_command(backup.backup)
cli.add_command(guard.try_words)
cli.add_command(guard.spam_words)
cli.add_command(mail.retry_mail)
cli.add_command(checkup.check)
cli.add_command(publishing.publish)
cli.add_command(exchange.import_)
cli.add_command(exchange.export)
cli.add_command(site.import_wordpress)


def main() -> None:
    """Run the command line; a fault of the machine is a sentence, not a traceback."""
    logging.basicConfig(format="%(message)s")
    try:
        cli(prog_name="python -m desk")
    except (NoManifestError, config.ConfigError) as error:
        raise SystemExit(str(error)) from None
    except Exception as error:
        if is_unavailable(error):
            raise SystemExit(f"The inbox cannot be reached: {error.args[0]}") from None
        raise
