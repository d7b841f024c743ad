"""The reply form: its labels, hints, limits and messages, once, for theme and desk."""

import re
import unicodedata
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from wtforms import (
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

# Characters that turn the direction of the text around them: they can make one name look like
# another (Unicode UAX #9; Trojan Source, CVE-2021-42574).
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_BARE_HOST = re.compile(r"[^\s:/@?#]+\.[^\s:/@?#]+(?::\d+)?(?:[/?#]\S*)?")


def plain(text: str | None) -> str:
    """Text without the characters nobody can see and mean: controls, direction marks."""
    composed = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    visible = (char for char in composed if char in "\n\t" or unicodedata.category(char) != "Cc")
    return _BIDI.sub("", "".join(visible)).strip()


def single_line(text: str | None) -> str:
    """The same on one line, its spaces single."""
    return " ".join(plain(text).split())


def website(text: str | None) -> str:
    """A website as people type it, with the ``https://`` they leave out."""
    line = single_line(text)
    return f"https://{line}" if _BARE_HOST.fullmatch(line) else line


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


class ReplyForm(TextForm):
    """What a reader fills in to leave a reply. The field names are those of ``Submission``.

    ``page`` is the page's id, ``parent`` the id of the comment that is answered, or "".
    Messages say what to do. The limits are in characters, a line break being one.
    """

    page = HiddenField(filters=[single_line])
    parent = HiddenField(filters=[single_line])
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
        try:
            parts = urlsplit(field.data or "")
            host = parts.hostname or ""
            _ = parts.port  # raises where it is no number
        except ValueError:
            raise ValidationError(_URL_EXAMPLE) from None
        dotted = "." in host.strip(".") and not parts.username
        if (
            parts.scheme not in ("http", "https")
            or not dotted
            or re.search(r'[\s"<>]', field.data or "")
        ):
            raise ValidationError(_URL_EXAMPLE)
