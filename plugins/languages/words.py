"""Words and dates in one language, from the catalogue of that language.

A catalogue is read as translators write it; nothing has to be compiled before.
"""

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from wtforms.i18n import messages_path

FOLDER = Path(__file__).parents[2] / "languages"
DOMAIN = "full_range"
SOURCE = "en"
"""The language that the program itself is written in."""


@dataclass(frozen=True)
class Words:
    """What is said in one language. ``tag`` names it as pages do: ``de``, ``en-GB``."""

    tag: str
    locale: Locale
    catalogue: gettext.NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        """A text, with values in place of ``%(name)s``; a percent sign is written ``%%``."""
        return self.catalogue.gettext(message) % values

    def known(self, message: str) -> str:
        """A whole text that was marked elsewhere (``N_``); any other as it is."""
        return self.catalogue.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a text that goes with a number, which stands in it as ``%(num)d``."""
        return self.catalogue.ngettext(one, many, number) % {"num": number, **values}

    def date(self, day: date) -> str:
        """A day, as this language writes it; the catalogue says how."""
        # TRANSLATORS: how a day is written, as Unicode CLDR has it; MMMM is the month in words
        pattern = self.catalogue.pgettext("date", "dd.MM.yyyy")
        return format_date(day, pattern, self.locale)


@cache
def words_in(tag: str) -> Words:
    """The words in the language of this tag; of ``de-AT`` without a catalogue, those in ``de``.

    English where there is no catalogue at all.
    """
    locale = _locale(tag)
    for name in (str(locale), locale.language):
        file = FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if file.is_file():
            return Words(tag, locale, _read(file, name))
    return Words(tag, locale, gettext.NullTranslations())


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale(SOURCE)


def _read(file: Path, name: str) -> gettext.NullTranslations:
    """A catalogue; behind it stands WTForms' own, for checks of a form without words of ours."""
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=name))
    compiled.seek(0)
    catalogue = gettext.GNUTranslations(compiled)
    catalogue.add_fallback(gettext.translation("wtforms", messages_path(), [name], fallback=True))
    return catalogue
