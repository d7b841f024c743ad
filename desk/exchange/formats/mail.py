"""Mails of a form-to-mail service: an mbox, a Maildir, or a single mail.

Such a mail holds the fields of the form, one below the other: ``Name: Ann``, or the name of a
field on one line and what was typed on the next.
"""

import hashlib
import mailbox
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

from desk.exchange.formats.columns import NAMES, plain_name
from desk.exchange.html.comment_text import from_html
from desk.exchange.moments import moment
from desk.exchange.records import Export, ForeignPage, ForeignReply, with_keys

_LABEL = re.compile(r"^[ \t>*]*([^\W_][\w .\-/()]{0,38}?)[ \t*]*[:=][ \t]*(.*)$")
_FIELDS = {usual: field for field, names in NAMES.items() for usual in names}
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*|\[[^\]]*\]\s*)+", re.IGNORECASE)
_SOURCE = "mail:"


def read_mbox(path: Path) -> Export:
    """The mails of an mbox file."""
    with closing(mailbox.mbox(str(path), create=False)) as box:
        return _export("Mails (mbox)", (box.get_bytes(key) for key in box.iterkeys()))


def read_maildir(path: Path) -> Export:
    """The mails of a Maildir, read and unread."""
    with closing(mailbox.Maildir(str(path), create=False)) as box:
        return _export("Mails (Maildir)", (box.get_bytes(key) for key in sorted(box.iterkeys())))


def read_mails(mails: Iterable[bytes], format: str) -> Export:
    """Mails as they came over the wire."""
    return _export(format, mails)


def _export(format: str, mails: Iterable[bytes]) -> Export:
    parser = BytesParser(_class=EmailMessage, policy=policy.default)
    replies = []
    for number, data in enumerate(mails, start=1):
        try:
            replies.append(_reply(parser.parsebytes(data), data, f"mail {number}"))
        except (LookupError, ValueError, TypeError, AttributeError):
            # Python's library fails on some broken headers; the other mails are good.
            replies.append(_unreadable(data, f"mail {number}"))
    return Export(format, _SOURCE, with_keys(replies))


def _reply(mail: EmailMessage, data: bytes, place: str) -> ForeignReply:
    text, lost = _text(mail)
    fields = form_fields(text)
    name, address = _sender(mail)
    subject = " ".join(str(mail["Subject"] or "").split())
    page = fields.get("page", "")
    written = str(mail["Date"] or "").strip()
    return ForeignReply(
        id=str(mail["Message-ID"] or _digest(data)).strip(),
        page=ForeignPage(
            address=page,
            title=page or _PREFIX.sub("", subject),
            id=page,
            words="" if page else subject,
        ),
        author=fields.get("author") or _whole_name(fields) or name,
        email=fields.get("email") or address,
        url=fields.get("url", ""),
        body=fields.get("body") or text,
        date=moment(written),
        unread_date=written,
        status="spam" if str(mail["X-Spam-Flag"] or "").upper() == "YES" else "pending",
        place=place,
        notes=lost,
    )


def _unreadable(data: bytes, place: str) -> ForeignReply:
    fault = "its headers are broken and cannot be read"
    return ForeignReply(_digest(data), ForeignPage(), "", "", None, fault=fault, place=place)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def form_fields(text: str) -> dict[str, str]:
    """The fields of a form in the text of a mail; none where no field holds a comment.

    Within the comment, a line that looks like a field is one only after an empty line.
    """
    found: dict[str, list[str]] = {}
    current, after_gap = "", True
    for line in text.split("\n"):
        label = _LABEL.match(line)
        field = _FIELDS.get(plain_name(label[1]), "") if label else ""
        if label and field and field not in found and (current != "body" or after_gap):
            current = field
            found[field] = [label[2]]
        elif current == "body" or (current and line.strip() and not "".join(found[current])):
            found[current].append(line)
        after_gap = not line.strip()
    values = {field: "\n".join(lines).strip() for field, lines in found.items()}
    return values if values.get("body") else {}


def _whole_name(fields: Mapping[str, str]) -> str:
    return f"{fields.get('first name', '')} {fields.get('last name', '')}".strip()


def _sender(mail: EmailMessage) -> tuple[str, str]:
    """Who is to be answered: services put the visitor there, and themselves into From."""
    headers = [str(mail[name]) for name in ("Reply-To", "From") if mail[name]]
    for name, address in getaddresses(headers):
        if address:
            return name or address.partition("@")[0], address
    return "", ""


def _text(mail: EmailMessage) -> tuple[str, tuple[str, ...]]:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return "", ()
    try:
        content = str(part.get_content())
    except LookupError:  # a character set that nobody knows
        content = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    content = content.replace("\r\n", "\n").strip()
    if part.get_content_subtype() == "html":
        return from_html(content, lines=False)
    return content, ()
