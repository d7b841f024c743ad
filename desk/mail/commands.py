"""Mail on the command line: another try for what did not go out."""

import json
from collections.abc import Callable

import click

from desk.mail.standing import discard, failed_letters, put_back, standing
from desk.mail.work import worker
from desk.services import Services


@click.command("retry-mail")
@click.option("--discard", "is_discard", is_flag=True, help="Let go of what was given up instead.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
@click.pass_obj
def retry_mail(services: Callable[[], Services], is_discard: bool, as_json: bool) -> None:
    """Try everything that is not sent again now, what was given up too."""
    desk = services()
    changed = discard(desk.engine) if is_discard else put_back(desk.engine, desk.clock())
    sent = 0 if is_discard else worker(desk).work_once()
    now = standing(desk.engine, desk.clock())
    failed = failed_letters(desk.engine, 1)
    error = now.last_error or (failed[0].last_error if failed else "")
    if as_json:
        counts = {"discarded" if is_discard else "put_back": changed, "sent": sent}
        left = {"waiting": now.waiting, "failed": now.failed, "error": error}
        click.echo(json.dumps(counts | left, ensure_ascii=False, indent=1))
    elif is_discard:
        click.echo(f"Let go: {changed}.")
    else:
        click.echo(f"Sent: {sent}. Waiting: {now.waiting}. Given up: {now.failed}.")
        if error:
            click.echo(f"The last answer was: {error}", err=True)
        if now.waiting and not desk.outbox.carriers:
            click.echo("Nothing takes it out: DESK_SMTP_URL is not set.", err=True)
    if not is_discard and (now.waiting or now.failed):
        raise SystemExit(1)
