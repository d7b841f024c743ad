"""The reply form: its labels, hints, limits and messages, once, for theme and desk."""

import re
import unicodedata
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    EmailField,
    Form,
    HiddenField,
    StringField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

_NAME_LENGTH = 80
_EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_URL_LENGTH = 300
_BODY_LENGTH = 5_000

_EMAIL_EXAMPLE = "Enter an email address like name@example.com"
_URL_EXAMPLE = "Enter a website address like https://example.com, or leave it empty"

# Controls (Unicode's category Cc, but for tab and line break), and characters that turn the
# direction of the text around them: they can make one name look like another (Unicode UAX #9;
# Trojan Source, CVE-2021-42574).
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# A name with a dot, in any alphabet, whose end is no number; no browser opens anything else.
_HOST = re.compile("(?:[a-z0-9_\u0080-\U0010ffff-]+\\.)+(?![0-9])[a-z0-9_\u0080-\U0010ffff-]+\\.?")
_BARE_HOST = re.compile(r"[^\s:/@?#]+\.[^\s:/@?#]+(?::\d+)?(?:[/?#]\S*)?")


def plain(text: str | None) -> str:
    """Text without the characters nobody can see and mean: controls, direction marks."""
    composed = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", composed).strip()


def single_line(text: str | None) -> str:
    """The same on one line, its spaces single."""
    return " ".join(plain(text).split())


def website(text: str | None) -> str:
    """A website as people type it, with the ``https://`` they leave out."""
    line = single_line(text)
    return f"https://{line}" if _BARE_HOST.fullmatch(line) else line


def is_website(address: str) -> bool:
    """Whether it is a whole address on the web."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    is_public = _HOST.fullmatch(host) is not None and not parts.username
    is_clean = re.search(r'[\s"<>]', address) is None
    return parts.scheme in ("http", "https") and is_public and is_clean


class Required(DataRequired):
    """Not blank; its message travels with the field, so that the page's script says the same."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.field_flags = {"required": True, "missing": message}


class TextForm(Form):
    """A form whose fields all hold text."""

    def text(self, name: str) -> str:
        """What was typed in a field, cleaned; "" where it was left out."""
        return str(self[name].data or "")


def body_field(label: str, missing: str) -> TextAreaField:
    """The field for the text of a comment, by this label; ``missing`` asks for it."""
    return TextAreaField(
        label,
        filters=[plain],
        validators=[
            Required(missing),
            Length(max=_BODY_LENGTH, message=f"{label} must be 5,000 characters or fewer"),
        ],
        render_kw={"rows": 8},
    )


class WishForm(Form):
    """What a reader wants to hear by mail."""

    on_published = BooleanField("Tell me by email when it is published")
    on_answers = BooleanField("Tell me by email of answers to it")

    @property
    def wishes(self) -> tuple[bool, bool]:
        """Whether to tell of its publication, and of answers."""
        return bool(self.on_published.data), bool(self.on_answers.data)


class ReplyForm(TextForm, WishForm):
    """What a reader fills in to leave a reply. The field names are those of ``Submission``.

    ``page`` is the page's id, ``parent`` the id of the comment that is answered, or "". ``token``
    is filled by the page's script; ``subject`` is a trap: people do not see it, programs fill it.
    Messages say what to do. The limits are in characters, a line break being one.
    """

    page = HiddenField(filters=[single_line])
    parent = HiddenField(filters=[single_line])
    token = HiddenField(filters=[single_line])
    subject = StringField(
        "Leave this empty",
        filters=[single_line],
        render_kw={"autocomplete": "off", "tabindex": "-1"},
    )
    author = StringField(
        "Name",
        filters=[single_line],
        validators=[
            Required("Enter your name"),
            Length(max=_NAME_LENGTH, message="Name must be %(max)d characters or fewer"),
        ],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        "Email",
        filters=[single_line],
        validators=[
            Required("Enter your email address"),
            Length(max=_EMAIL_LENGTH, message="Email must be %(max)d characters or fewer"),
        ],
        render_kw={"autocomplete": "email", "data_mistyped": _EMAIL_EXAMPLE},
    )
    url = URLField(
        "Website",
        filters=[website],
        validators=[
            Optional(),
            Length(max=_URL_LENGTH, message="Website must be %(max)d characters or fewer"),
        ],
        render_kw={"autocomplete": "url"},
    )
    body = body_field("Comment", "Enter a comment")

    def validate_email(self, field: EmailField) -> None:
        """Check the form of the address; nothing is asked of any server."""
        try:
            validate_email(field.data or "", check_deliverability=False)
        except EmailNotValidError:
            raise ValidationError(_EMAIL_EXAMPLE) from None

    def validate_url(self, field: URLField) -> None:
        """Only the web: never ``javascript:`` and its like."""
        if not is_website(field.data or ""):
            raise ValidationError(_URL_EXAMPLE)
