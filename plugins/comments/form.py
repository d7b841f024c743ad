"""The reply form: its labels, hints, limits and messages, once, for theme and desk.

They are in English; ``meta={"words": …}`` makes a form in another language.
"""

import re
import unicodedata
from gettext import NullTranslations
from typing import Any
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    HiddenField,
    StringField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Length, Optional

from plugins.languages.marks import N_

_NAME_LENGTH = 80
_EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_URL_LENGTH = 300
_BODY_LENGTH = 5_000

_EMAIL_EXAMPLE = N_("Enter an email address like name@example.com")
_URL_EXAMPLE = N_("Enter a website address like https://example.com, or leave it empty")

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
        self.missing = message
        self.field_flags = {"required": True, "missing": message}

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Check it; called by the library."""
        DataRequired(field.gettext(self.missing))(form, field)


class AtMost(Length):
    """No longer than ``max`` characters, which stands in the message as ``%(max)d``."""

    def __init__(self, max: int, message: str) -> None:
        super().__init__(max=max, message=message)
        self.too_long = message

    def __call__(self, form: BaseForm, field: StringField) -> None:
        """Check it; called by the library."""
        Length(max=self.max, message=field.gettext(self.too_long))(form, field)


class LocalForm(Form):
    """A form in the language of its page: ``meta={"words": …}`` takes the catalogue of it."""

    class Meta:
        """What the library asks for."""

        words = NullTranslations()

        def get_translations(self, _form: Form) -> NullTranslations:
            """The catalogue for the messages of the fields."""
            return self.words

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if type(self.meta.words) is not NullTranslations:
            for field in self:
                _translate(field)


def _translate(field: Field) -> None:
    """The label, and the messages that travel with the field for the page's script."""
    field.label.text = field.gettext(field.label.text)
    if field.flags.missing:
        field.flags.missing = field.gettext(field.flags.missing)
    mistyped = (field.render_kw or {}).get("data_mistyped")
    if mistyped:
        # The library shares this between all forms of the class.
        field.render_kw = {**field.render_kw, "data_mistyped": field.gettext(mistyped)}


class TextForm(LocalForm):
    """A form whose fields all hold text."""

    def text(self, name: str) -> str:
        """What was typed in a field, cleaned; "" where it was left out."""
        return str(self[name].data or "")


def body_field(label: str, missing: str, too_long: str) -> TextAreaField:
    """The field for the text of a comment; ``missing`` asks for it, ``too_long`` for less."""
    return TextAreaField(
        label,
        filters=[plain],
        validators=[Required(missing), AtMost(_BODY_LENGTH, too_long)],
        render_kw={"rows": 8},
    )


class WishForm(LocalForm):
    """What a reader wants to hear by mail."""

    on_published = BooleanField(N_("Tell me by email when it is published"))
    on_answers = BooleanField(N_("Tell me by email of answers to it"))

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
        N_("Leave this empty"),
        filters=[single_line],
        render_kw={"autocomplete": "off", "tabindex": "-1"},
    )
    author = StringField(
        N_("Name"),
        filters=[single_line],
        validators=[
            Required(N_("Enter your name")),
            AtMost(_NAME_LENGTH, N_("Name must be %(max)d characters or fewer")),
        ],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        N_("Email"),
        filters=[single_line],
        validators=[
            Required(N_("Enter your email address")),
            AtMost(_EMAIL_LENGTH, N_("Email must be %(max)d characters or fewer")),
        ],
        render_kw={"autocomplete": "email", "data_mistyped": _EMAIL_EXAMPLE},
    )
    url = URLField(
        N_("Website"),
        filters=[website],
        validators=[
            Optional(),
            AtMost(_URL_LENGTH, N_("Website must be %(max)d characters or fewer")),
        ],
        render_kw={"autocomplete": "url"},
    )
    body = body_field(
        N_("Comment"), N_("Enter a comment"), N_("Comment must be 5,000 characters or fewer")
    )

    def validate_email(self, field: EmailField) -> None:
        """Check the form of the address; nothing is asked of any server."""
        try:
            validate_email(field.data or "", check_deliverability=False)
        except EmailNotValidError:
            raise ValidationError(field.gettext(_EMAIL_EXAMPLE)) from None

    def validate_url(self, field: URLField) -> None:
        """Only the web: never ``javascript:`` and its like."""
        if not is_website(field.data or ""):
            raise ValidationError(field.gettext(_URL_EXAMPLE))
