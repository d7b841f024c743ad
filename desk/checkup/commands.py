"""The command itself: looks at everything, and says it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

import click

from desk.checkup import machine, mail, publishing, settings
from desk.checkup.finding import Finding
from desk.config import Config
from desk.services import utc_now
from desk.sites.choice import chosen
from plugins.comments import manifest


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
def check(as_json: bool) -> None:
    """Look at settings, database, mail and pages; exit 1 if something is wrong."""
    found = list(findings(chosen().load))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        words = {"good": "Good", "note": "Note", "error": "Wrong"}
        for one in found:
            click.echo(f"{words[one.level]:<6} {one.part:<9} {one.message}")
    if any(one.level == "error" for one in found):
        raise SystemExit(1)


def findings(load: Callable[[], Config]) -> Iterator[Finding]:
    """Look at everything, from the settings outwards."""
    try:
        config = load()
    except Exception as error:  # the settings file is a program: anything may go wrong in it
        yield Finding("settings", "error", f"They cannot be read: {error}")
        return
    wrong = [*settings.look(config)]
    yield from wrong or [Finding("settings", "good", "They can be read.")]
    found, inbox = machine.look(config)
    yield from found
    yield from mail.look(config, inbox.mail if inbox else None)
    yield from publishing.look(config, inbox.publishing if inbox else None)
    yield _pages(config)


def _pages(config: Config) -> Finding:
    try:
        pages = manifest.load(config.manifest)
    except (OSError, ValueError, KeyError):
        message = "The site has not been built here, so no page takes replies: “make html”."
        return Finding("pages", "error", message)
    number = sum(page.is_open(utc_now()) for page in pages.values())
    if not number:
        return Finding("pages", "note", "No page takes replies now.")
    return Finding(
        "pages", "good", "1 page takes replies." if number == 1 else f"{number} pages take replies."
    )
