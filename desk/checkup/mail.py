"""Whether mail and webhook would get out."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from desk.checkup.finding import Finding, is_address
from desk.config import Config
from desk.mail.carrier import DeliveryError
from desk.mail.setup import open_smtp
from desk.mail.standing import Standing


def look(config: Config, now: Standing | None) -> Iterator[Finding]:
    """Ask the mail server, and look at what waits; ``now`` is None where nobody knows."""
    if not config.smtp_url:
        message = "DESK_SMTP_URL is not set: no mail is written, and nobody is told of replies."
        yield Finding("mail", "note", message)
    else:
        yield from _mail(config)
        yield from _waiting(now)
    yield from _webhook(config)


def _mail(config: Config) -> Iterator[Finding]:
    owner = config.site["OWNER_EMAIL"]
    if owner.endswith("@example.com"):
        message = f"OWNER_EMAIL is still {owner}: mail to you goes nowhere."
        yield Finding("mail", "error", message)
    sender = config.mail_from or owner
    if not is_address(sender):
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


def _waiting(now: Standing | None) -> Iterator[Finding]:
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
