"""``python -m desk check``: whether everything is in place, in plain sentences."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from desk import config as configuration
from desk.config import Config
from desk.database import open_engine, reading
from desk.mail.carrier import DeliveryError
from desk.mail.notices import MODES
from desk.mail.setup import open_smtp
from desk.mail.standing import Standing, standing
from desk.services import utc_now
from plugins.comments import manifest

Level = Literal["good", "note", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    part: str
    level: Level
    message: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Speak JSON.")
def check(as_json: bool) -> None:
    """Look at settings, database, mail and pages; exit 1 if something is wrong."""
    found = list(findings(Path(__file__).parent.parent))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        words = {"good": "Good", "note": "Note", "error": "Wrong"}
        for one in found:
            click.echo(f"{words[one.level]:<6} {one.part:<9} {one.message}")
    if any(one.level == "error" for one in found):
        raise SystemExit(1)


def findings(root: Path, load: Callable[[Path], Config] = configuration.load) -> Iterator[Finding]:
    """Look at everything, from the settings outwards."""
    try:
        config = load(root)
    except Exception as error:  # the settings file is a program: anything may go wrong in it
        yield Finding("settings", "error", f"They cannot be read: {error}")
        return
    wrong = [*_settings(config)]
    yield from wrong or [Finding("settings", "good", "They can be read.")]
    engine = open_engine(config.database_url, config.lock_timeout_s)
    mail = None
    try:
        mail = _read(engine)
        yield Finding("database", "good", "It can be reached and written.")
    except SQLAlchemyError as error:
        yield Finding("database", "error", f"The inbox cannot be used: {error.args[0]}")
    finally:
        engine.dispose()
    yield from _mail(config, mail)
    yield from _webhook(config)
    yield _pages(config)


def _settings(config: Config) -> Iterator[Finding]:
    site = config.site
    if site["REPLIES_NOTIFY"] not in MODES:
        known = ", ".join(f"“{mode}”" for mode in MODES)
        message = f"REPLIES_NOTIFY is “{site['REPLIES_NOTIFY']}”; write one of {known}."
        yield Finding("settings", "error", message)
    if not _is_address(site["OWNER_EMAIL"]):
        message = f"OWNER_EMAIL is “{site['OWNER_EMAIL']}”, which is no email address."
        yield Finding("settings", "error", message)
    if urlsplit(site["SITEURL"]).netloc and not urlsplit(site["REPLIES_URL"]).netloc:
        message = (
            "SITEURL is a public address and REPLIES_URL is not: mails cannot link to the desk."
        )
        yield Finding("settings", "note", message)


def _is_address(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _read(engine: Engine) -> Standing:
    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT 1")
    return standing(engine, utc_now())


def _mail(config: Config, now: Standing | None) -> Iterator[Finding]:
    if not config.smtp_url:
        message = "DESK_SMTP_URL is not set: no mail is written, and nobody is told of replies."
        yield Finding("mail", "note", message)
        return
    owner = config.site["OWNER_EMAIL"]
    if owner.endswith("@example.com"):
        message = f"OWNER_EMAIL is still {owner}: mail to you goes nowhere."
        yield Finding("mail", "error", message)
    sender = config.mail_from or owner
    if not _is_address(sender):
        message = f"DESK_MAIL_FROM is “{sender}”, which is no email address."
        yield Finding("mail", "error", message)
    smtp = open_smtp(config)
    try:
        smtp.connect()
        parts = urlsplit(config.smtp_url)
        signed_in = ", and takes our user and password" if parts.username else ""
        yield Finding("mail", "good", f"{parts.hostname} answers{signed_in}.")
    except DeliveryError as error:
        yield Finding("mail", "error", f"The mail server cannot be used: {error}.")
    finally:
        smtp.close()
    if now and now.failed:
        message = f"{_letters(now.failed)} given up; “python -m desk retry-mail” tries again."
        yield Finding("mail", "error", message)
    if now and now.waiting:
        yield Finding("mail", "note", f"{_letters(now.waiting)} waiting to be sent.")


def _letters(number: int) -> str:
    return "1 letter is" if number == 1 else f"{number} letters are"


def _webhook(config: Config) -> Iterator[Finding]:
    url = config.site["REPLIES_WEBHOOK"]
    if not url:
        return
    if not config.webhook_secret:
        message = "DESK_WEBHOOK_SECRET is not set, so nothing is sent to REPLIES_WEBHOOK."
        yield Finding("webhook", "error", message)
    if urlsplit(url).scheme not in ("http", "https"):
        message = f"REPLIES_WEBHOOK is “{url}”; write an address like https://example.com/replies."
        yield Finding("webhook", "error", message)


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
