"""Words in the language of a page, whatever way it names that language."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import DataRequired

from desk.edit_form import AnswerForm
from plugins.comments.form import LocalForm, ReplyForm
from plugins.languages.words import words_in
from tests.support import reply

DAY = date(2020, 2, 26)


@pytest.mark.parametrize("tag", ["de", "de-AT", "de_CH", "DE", "de-Latn-DE"])
def test_a_region_speaks_the_language_it_is_in(tag):
    assert words_in(tag).gettext("Leave a Reply") == "Schreiben Sie einen Kommentar"


@pytest.mark.parametrize("tag", ["en", "en-GB", "fr", "no such language", "../../x", ""])
def test_where_there_is_no_catalogue_english_stands(tag):
    words = words_in(tag)

    assert words.gettext("Leave a Reply") == "Leave a Reply"
    assert words.gettext("It stands below “%(title)s” now.", title="50%") == (
        "It stands below “50%” now."
    )
    assert words.date(DAY) == "26.02.2020"


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (0, "0 Kommentare", "0 Comments"),
        (1, "1 Kommentar", "1 Comment"),
        (2, "2 Kommentare", "2 Comments"),
    ],
)
def test_each_language_counts_in_its_own_way(number, german, english):
    def counted(tag: str) -> str:
        return words_in(tag).ngettext("%(num)d Comment", "%(num)d Comments", number)

    assert counted("de") == german
    assert counted("en") == english


def test_each_language_writes_days_in_its_own_way():
    assert words_in("de").date(DAY) == "26. Februar 2020"
    assert words_in("de-AT").date(date(2020, 1, 1)) == "1. Jänner 2020"


def test_the_empty_text_is_nothing_and_not_the_head_of_the_catalogue():
    assert words_in("de").known("") == ""


def german(cls: type, **fields: str):
    return cls(MultiDict(fields), meta={"words": words_in("de").catalogue})


def test_a_form_speaks_the_language_it_is_told():
    form = german(ReplyForm, **reply(author=" ", email="ann", url="x y", body="a" * 5001))

    assert not form.validate()
    assert form.author.label.text == "Name"
    assert form.body.label.text == "Kommentar"
    assert form.errors == {
        "author": ["Geben Sie Ihren Namen ein"],
        "email": ["Geben Sie eine E-Mail-Adresse wie name@example.com ein"],
        "url": [
            "Geben Sie eine Website-Adresse wie https://example.com ein, "
            "oder lassen Sie das Feld leer"
        ],
        "body": ["Der Kommentar darf höchstens 5.000 Zeichen lang sein"],
    }


def test_numbers_stand_in_the_messages_of_every_language():
    form = german(ReplyForm, **reply(author="a" * 81))
    form.validate()

    assert form.author.errors == ["Der Name darf höchstens 80 Zeichen lang sein"]


def test_forms_of_several_languages_live_side_by_side():
    german_form, english_form = german(ReplyForm), ReplyForm()

    assert str(german_form.email()).count("Geben Sie") == 1
    assert str(english_form.email()).count("Enter an email address like") == 1
    assert german_form.author.flags.missing == "Geben Sie Ihren Namen ein"
    assert english_form.author.flags.missing == "Enter your name"


def test_a_check_without_words_of_ours_speaks_those_of_the_library():
    class Form(LocalForm):
        name = StringField("Name", validators=[DataRequired()])

    form = german(Form, name="")

    assert not form.validate()
    assert form.errors == {"name": ["Dieses Feld wird benötigt."]}


def test_the_owners_own_form_is_in_english():
    form = AnswerForm(MultiDict({"body": "a" * 5001}))
    form.validate()

    assert form.errors == {"body": ["Your answer must be 5,000 characters or fewer"]}
