"""The words of a foreign reply as this desk keeps them, within its limits. Pure."""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from desk.exchange.records import ForeignReply
from plugins.comments.form import is_website, plain, single_line, website
from plugins.text import without_hidden

_NAME_LENGTH = 80
_URL_LENGTH = 300
_FORM_LENGTH = 5_000
ANONYMOUS = "Anonymous"
_ADDRESS = re.compile(r"<?([^\s@<>]+)@[^\s@<>]+\.[^\s@<>]+>?")


@dataclass(frozen=True)
class Words:
    """What somebody wrote; ``notes`` say what could not stay as it was."""

    author: str
    email: str
    url: str
    body: str
    notes: tuple[str, ...]


def cleaned(reply: ForeignReply) -> Words:
    """The words without what no page can hold, and an address only if it is one."""
    notes: list[str] = []
    body = plain(without_hidden(reply.body))
    if len(body) > _FORM_LENGTH:
        notes.append(f"its text has {len(body):,} characters, more than the form would take")
    return Words(
        author=_author(reply.author, notes),
        email=_email(reply.email, notes),
        url=_url(reply.url, notes),
        body=body,
        notes=tuple(notes),
    )


def _author(text: str, notes: list[str]) -> str:
    name = single_line(without_hidden(text))
    if _ADDRESS.search(name):
        notes.append("its name held an e-mail address, of which no more than the beginning stays")
        name = single_line(_ADDRESS.sub(_beginning, name))
    if len(name) <= _NAME_LENGTH:
        return name or ANONYMOUS
    notes.append(f"its name was cut; whole, it is “{name}”")
    return f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _beginning(found: re.Match[str]) -> str:
    """What stands before the “@”; nothing where the name stands beside the address."""
    return found[1] if found.start() == 0 else ""


def _email(text: str, notes: list[str]) -> str:
    address = single_line(without_hidden(text))
    if not address:
        return ""
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        notes.append("its e-mail address is none, and was left out")
        return ""
    return address


def _url(text: str, notes: list[str]) -> str:
    """The website, if the reply form would take it."""
    address = website(without_hidden(text))
    if not address:
        return ""
    if is_website(address) and len(address) <= _URL_LENGTH:
        return address
    notes.append(f"its website, “{address[:60]}”, is no address, and was left out")
    return ""
