"""A reader of a German page is answered in German, by page and by mail; the owner in English."""

import json
from gettext import NullTranslations

import pytest

from desk.services import Services
from plugins.languages.words import words_in
from tests.desk.reader.support import Reader, link, mail
from tests.support import ROOT, Site, desk_services, reply, served_desk, soup

GERMAN = {"page": "knie"}
BOTH = {"on_published": "y", "on_answers": "y"}
MAIL = {
    "REPLIES_TELL_READERS": True,
    "smtp_url": "smtp://127.0.0.1:1",
    "mail_from": "desk@example.com",
}


@pytest.fixture
def built_site(site: Site) -> Site:
    """A site in English, with one article in German."""
    site.article()
    site.article("knie", Title="Knieschmerz", Lang="de")
    site.comment("c1", page="knie", author="Bert")
    site.comment("c2", page="knie", author="Ann", in_reply_to="c1")
    site.build(REPLIES_TELL_READERS=True)
    return site


@pytest.fixture
def services(built_site: Site, clock) -> Services:
    services = desk_services(built_site, clock, **MAIL)
    yield services
    services.engine.dispose()


@pytest.fixture
def reader(client) -> Reader:
    return Reader(client)


def waiting(services: Services):
    (found,) = services.inbox.find("pending")
    return found


def test_a_page_takes_replies_in_its_own_language(built_site):
    page = built_site.page("articles/knie-de/index.html")

    assert page.html["lang"] == "de"
    assert page.find(id="comments-title").text == "2 Kommentare"
    assert page.select_one(".comment time").text == "1. März 2020"
    assert page.select_one(".comment__reply").text == "Antworten auf Bert"
    assert page.find(id="respond-title").text == "Schreiben Sie einen Kommentar"
    assert page.find("label", attrs={"for": "email"}).text == "E-Mail *"
    assert page.find(id="author")["data-missing"] == "Geben Sie Ihren Namen ein"
    assert page.select_one("[type=submit]").text == "Kommentar abschicken"
    assert json.loads(page.find("form")["data-words"])["Sending…"] == "Wird gesendet …"
    # The menu is the site's, whatever the language of the page.
    assert page.select_one("nav ul")["lang"] == "en"


def test_a_page_in_the_language_of_the_site_is_as_it_was(built_site):
    page = built_site.page()

    assert page.html["lang"] == "en"
    assert page.find(id="respond-title").text == "Leave a Reply"
    assert page.find(attrs={"data-words": True}) is None
    assert page.find("ul", lang=True) is None


def test_english_is_what_stands_in_the_program(built_site):
    """The words of the form, to the letter, are those of WordPress."""
    form = built_site.page().select_one("form")

    assert form.p.text == ("Your email address will not be published. Required fields are marked *")
    labels = [it.text for it in form.select("label") if it["for"] != "subject"]
    assert labels[:5] == [
        "Name *",
        "Email *",
        "Website",
        "Comment *",
        "Save my name, email, and website in this browser for the next time I comment.",
    ]
    assert form.select_one("[type=submit]").text == "Post Comment"
    assert type(words_in("en").catalogue) is NullTranslations


def test_drafts_in_another_language_are_for_the_preview_only(site):
    site.article("knie", Lang="de", Status="draft")
    site.write("pages/wer.md", "Title: Wer\nLang: de\nStatus: draft\n\nIch.\n")
    site.build()
    assert (site.output / "drafts/articles/knie-de/index.html").exists()
    assert (site.output / "drafts/pages/wer-de/index.html").exists()

    site.build(conf=ROOT / "publishconf.py")
    assert list(site.output.rglob("*-de*")) == []


def test_feeds_speak_the_language_of_their_page(built_site):
    feed = (built_site.output / "articles/knie-de/comments.atom.xml").read_text("utf-8")

    assert 'xml:lang="de"' in feed
    assert "<title>Kommentare zu Knieschmerz</title>" in feed
    assert "<title>Bert zu Knieschmerz</title>" in feed
    everything = (built_site.output / "feeds/comments.atom.xml").read_text("utf-8")
    assert "<title>Comments on Full Range</title>" in everything


def test_the_desk_learns_of_another_language_and_of_no_other(built_site):
    pages = json.loads((built_site.output / "replies.json").read_text("utf-8"))["pages"]

    assert pages["knie"]["lang"] == "de"
    assert "lang" not in pages["knee-pain"]


def test_a_site_may_speak_another_language_as_a_whole(site, clock):
    site.article()
    site.build(DEFAULT_LANG="de")
    assert site.page().find(id="comments-title").text == "0 Kommentare"
    assert site.page("404.html").html["lang"] == "de"

    with served_desk(desk_services(site, clock, DEFAULT_LANG="de")) as client:
        answer = client.post("/replies", data=reply(author=""))
        assert "Geben Sie Ihren Namen ein" in answer.text
        assert soup(client.get("/replies/nothing/here")).h1.text == "Hier ist nichts"
        # The desk is the owner's: English, whatever her readers read.
        assert soup(client.get("/desk/sign-in")).html["lang"] == "en"
        assert "Nothing was changed" in client.post("/desk/sign-in").text


def test_what_is_wrong_is_said_in_the_language_of_the_page(client):
    answer = client.post("/replies", data=reply(**GERMAN, author="", email="ann"))
    page = soup(answer)

    assert answer.status_code == 422
    assert page.html["lang"] == "de"
    assert page.title.text == "Fehler: Schreiben Sie einen Kommentar – Knieschmerz"
    assert page.select_one(".error-summary h2").text == "Es gibt ein Problem"
    assert [it.text for it in page.select(".error-summary a")] == [
        "Geben Sie Ihren Namen ein",
        "Geben Sie eine E-Mail-Adresse wie name@example.com ein",
    ]
    assert page.find(id="body").text.strip() == "My knee says thanks."


def test_what_cannot_be_is_said_in_the_language_of_the_page(client):
    gone = client.post("/replies", data=reply(**GERMAN, parent="c9"))
    page = client.get("/replies/new", params={**GERMAN, "parent": "c1"})

    assert "ist nicht mehr da" in gone.text
    assert soup(page).h1.text == "Schreiben Sie einen Kommentar"
    assert "1. März 2020" in page.text
    assert "is not there any more" in client.post("/replies", data=reply(parent="c9")).text


def test_one_language_does_not_rub_off_on_the_next_request(client):
    for _ in range(3):
        assert "Geben Sie" in client.post("/replies", data=reply(**GERMAN, author="")).text
        assert "Enter your name" in client.post("/replies", data=reply(author="")).text
        assert soup(client.get("/replies/x/y")).h1.text == "There is nothing here"


def test_the_readers_own_page_speaks_the_language_of_the_article(reader, services):
    page = reader.send(**GERMAN, **BOTH).page()

    assert page.html["lang"] == "de"
    assert page.h1.text == "Ihr Kommentar wartet auf Freigabe"
    assert "Eine E-Mail ist zu Ihnen unterwegs" in page.text
    assert "1. März 2020" in page.text
    refused = reader.correct(author="")
    assert "Geben Sie Ihren Namen ein" in refused.text
    assert soup(refused).h1.text == "Ihren Kommentar berichtigen"

    services.inbox.decide(waiting(services).id, "approve")
    page = reader.page()
    assert page.h1.text == "Ihr Kommentar ist veröffentlicht"
    assert "Dort ansehen" in page.text
    assert "noch 180 Tage nach" in page.text

    late = reader.client.post(f"{reader.location}/withdraw")
    assert late.status_code == 409
    assert "Dieser Kommentar ist schon veröffentlicht" in late.text


def test_letters_to_readers_are_in_the_language_of_the_article(reader, services):
    reader.send(**GERMAN, **BOTH)
    (question,) = mail(services)
    assert question.subject == "Bitte bestätigen: E-Mail zu einem Kommentar auf Full Range"
    assert "auf den Knopf" in question.body

    asked = soup(reader.client.get(link(question)))
    assert asked.h1.text == "Möchten Sie E-Mail zu Ihrem Kommentar?"
    assert [it.text for it in asked.main.find_all("li")] == [
        "wenn er veröffentlicht ist",
        "wenn jemand darauf antwortet",
    ]
    reader.client.post(link(question))
    services.inbox.decide(waiting(services).id, "approve")
    news = mail(services)[-1]
    assert news.subject == "Ihr Kommentar zu „Knieschmerz“ ist veröffentlicht"
    assert "/articles/knie-de/#comment-" in news.body
    assert "Wenn Sie keine weitere möchten" in news.body


def test_letters_to_readers_of_an_english_page_are_in_english(reader, services):
    reader.send(**BOTH)

    assert mail(services)[0].subject == "Please confirm: mail about a reply on Full Range"


def test_the_owner_is_written_to_in_english(owner, services):
    owner.post("/replies", data=reply(**GERMAN))
    page = soup(owner.get("/desk/"))

    assert page.html["lang"] == "en"
    assert "01.03.2020" in page.text
    assert "Kommentar" not in page.text
