"""Every catalogue says all that the program says, with the same placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from plugins.languages.words import DOMAIN, FOLDER
from tests.support import ROOT

LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%%")
MARKUP = re.compile(r"<[^>]*>|&\w+;")


def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


def said() -> Catalog:
    """What the program says, as `make languages` finds it."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for folder in ("plugins", "desk", "theme"):
        for _file, _line, message, _notes, context in extract_from_dir(
            ROOT / folder, methods, options, keywords=KEYWORDS
        ):
            found.add(message, context=context)
    return found


KEYWORDS: dict[str, object] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def keys(messages: Catalog) -> set[tuple[str, str]]:
    return {(it.context or "", english(it)) for it in messages if it.id}


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def pairs(language: str) -> list[tuple[str, str]]:
    """Every translated text beside its English; of plurals, each form beside the English plural."""
    found: list[tuple[str, str]] = []
    for message in catalogue(language):
        if isinstance(message.id, str):
            found.append((message.id, str(message.string)))
        else:
            found += [(message.id[-1], form) for form in message.string]
    return [pair for pair in found if pair[0]]


def test_there_is_a_second_language():
    assert "de" in LANGUAGES
    assert len(keys(said())) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_what_the_program_says_and_nothing_else(language):
    assert keys(catalogue(language)) == keys(said()), "run “make languages”, then fill it in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    empty = [text for text, translated in pairs(language) if not translated.strip()]
    unsure = [message.id for message in catalogue(language) if message.id and message.fuzzy]

    assert empty == []
    assert unsure == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_as_many_forms_as_the_language_has(language):
    known = catalogue(language)
    plurals = [message for message in known if not isinstance(message.id, str)]

    assert plurals
    assert [it.id for it in plurals if len(it.string) != known.num_plurals] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", [PLACEHOLDER, MARKUP], ids=["placeholders", "markup"])
def test_placeholders_and_markup_are_those_of_the_english(language, pattern):
    wrong = [
        (text, translated)
        for text, translated in pairs(language)
        if set(pattern.findall(text)) != set(pattern.findall(translated))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_end_where_those_of_the_english_end(language):
    wrong = [
        (text, translated)
        for text, translated in pairs(language)
        if text.endswith("\n") != translated.endswith("\n") or "\r" in translated
    ]

    assert wrong == []


def test_what_scripts_say_is_handed_to_them_with_the_form():
    scripts = "".join(it.read_text("utf-8") for it in (ROOT / "theme/static/js").glob("*.js"))
    form = (ROOT / "theme/templates/macros/form.html").read_text("utf-8")
    spoken = re.findall(r'say\(\s*form,\s*"([^"]+)"', scripts)

    assert "Sending…" in spoken
    assert [words for words in spoken if f'"{words}": _("{words}")' not in form] == []


def test_no_reader_is_spoken_to_past_the_catalogues():
    """Templates of what readers meet about replies hold no words of their own."""
    templates = ROOT / "theme" / "templates"
    names = [*templates.glob("reply*.html"), templates / "comments.html"]
    names += [templates / "macros/comment.html", templates / "macros/form.html"]
    names += [templates / "partials/replies.html", templates / "partials/respond.html"]

    assert len(names) > 8
    assert {it.name: words for it in names if (words := bare_words(it))} == {}


def bare_words(template: Path) -> list[str]:
    """Text between the tags of a template that nobody can translate."""
    text = template.read_text("utf-8")
    text = re.sub(r"\{#.*?#\}|\{% trans.*?\{% endtrans %\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{[{%].*?[}%]\}", " ", text, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text)
    return re.findall(r"[^\W\d]{2,}", " ".join([re.sub(r"<[^>]*>", " ", text), *labels]))
