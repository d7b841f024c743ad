"""From a letter to the message that a mail server takes.

No header is ever built from text with line breaks in it, whoever wrote that text.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from email_validator import EmailNotValidError, validate_email

from desk.mail.carrier import DeliveryError, Fault, Posted
from plugins.comments.form import plain, single_line

_LONGEST_SUBJECT = 200
_LONGEST_NAME = 60
# Joiners of emoji and of several scripts; every other invisible character only misleads.
_JOINERS = "\u200c\u200d"
# In a name beside an address these could make another address of it.
_ADDRESS_SIGNS = re.compile(r'["<>@,;:()\[\]\\]')


class _Policy(EmailPolicy):
    """Python's rules for mail, but that headers for machines stay as they are.

    The library writes a long word as encoded words, to fold it; no program would know an address
    or a message id again (RFC 2047, section 5).
    """

    _for_machines = ("message-id", "in-reply-to", "references", "list-unsubscribe")

    def fold(self, name: str, value: Any) -> str:
        """The header as lines."""
        if name.lower() in self._for_machines:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        if name.lower() in self._for_machines:
            return self.fold(name, value).encode("ascii", "strict")
        return bytes(super().fold_binary(name, value))


_POLICY = _Policy(linesep=SMTP.linesep, raise_on_defect=False)


@dataclass(frozen=True)
class Sender:
    """Who the desk's letters come from: the site's name and an address; and the owner's own."""

    name: str
    address: str
    owner: str


def one_line(text: str, longest: int) -> str:
    """Text for a header: one line, without invisible characters, shortened at a word if it can."""
    shown = "".join(
        char
        for char in single_line(text)
        if char in _JOINERS or unicodedata.category(char) not in ("Cf", "Cs")
    )
    # An encoded word would be decoded on the way, and may hold line breaks of its own.
    line = " ".join(shown.replace("=?", "= ?").split())
    if len(line) <= longest:
        return line
    start = line[: longest - 1]
    at_word = start.rsplit(" ", 1)[0]
    return f"{at_word if len(at_word) > longest // 2 else start}…"


def compose(posted: Posted, sender: Sender) -> EmailMessage:
    """The message of a letter, the same at every attempt.

    Raises DeliveryError where the letter, or the sender, has no address that can be one.
    """
    letter = posted.letter
    message = EmailMessage(_POLICY)
    message["From"] = _address(sender.address, sender.name, "server")
    message["To"] = _address(letter.to or sender.owner, "", "letter" if letter.to else "server")
    reply_to = _ascii(letter.reply_to or (sender.owner if letter.to else ""))
    if reply_to and reply_to != sender.address:
        message["Reply-To"] = Address(addr_spec=reply_to)
    message["Subject"] = one_line(letter.subject, _LONGEST_SUBJECT)
    message["Date"] = format_datetime(posted.created_at)
    domain = message["From"].addresses[0].domain
    message["Message-ID"] = f"<{posted.id}@{domain}>"
    if letter.thread:
        # Nobody has the first message of a thread: its name alone keeps the others together.
        root = hashlib.sha256(letter.thread.encode("utf-8", "replace")).hexdigest()[:32]
        message["In-Reply-To"] = message["References"] = f"<{root}.thread@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if re.fullmatch(r"https?://[!-;=?-~]+", letter.unsubscribe):
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # No server is too old for it, and no line too long.
    message.set_content(_body(letter.body), cte="quoted-printable")
    return message


def _body(text: str) -> str:
    encodable = text.encode("utf-8", "replace").decode("utf-8")
    return plain(encodable) + "\n"


def _address(address: str, name: str, fault: Fault) -> Address:
    shown = " ".join(_ADDRESS_SIGNS.sub(" ", one_line(name, _LONGEST_NAME)).split())
    spec = _ascii(address) or address
    try:
        if spec.isascii() and parseaddr(spec)[1] == spec:
            return Address(shown, addr_spec=spec)
        known = validate_email(address, check_deliverability=False)
        return Address(shown, username=known.local_part, domain=known.ascii_domain)
    except (ValueError, IndexError, MessageError):  # an EmailNotValidError is a ValueError
        message = f"“{one_line(address, 80)}” is no email address"
        raise DeliveryError(message, fault, is_final=fault == "letter") from None


def _ascii(address: str) -> str:
    """An address as every server understands it, "" if there is no such form."""
    try:
        return validate_email(address, check_deliverability=False).ascii_email or ""
    except EmailNotValidError:
        return ""
