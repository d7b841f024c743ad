"""What scripts say is in the language of the page, like all the rest of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview import preview
from tests.support import Site, project_copy

GERMAN = "/articles/knie-de/"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The project with an article in German that has been answered."""
    site = Site(project_copy(tmp_path_factory.mktemp("german") / "full-range"))
    site.article("knie", Title="Knieschmerz", Lang="de")
    site.comment("c1", page="knie", author="Bert", body="Was Bert sagt.")
    with preview(site.root) as running:
        yield running


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def test_an_answer_is_written_in_german(served, page):
    page.goto(served.url + GERMAN)
    page.get_by_role("link", name="Antworten auf Bert").click()
    expect(page.locator("#respond-title")).to_have_text("Antworten Sie auf Bert")
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.locator("#respond-title")).to_have_text("Schreiben Sie einen Kommentar")


def test_what_is_missing_and_what_cannot_be_sent_is_said_in_german(served, page):
    page.goto(served.url + GERMAN)
    for _ in range(2):
        page.get_by_role("button", name="Kommentar abschicken").click()
    expect(page).to_have_title("Fehler: Knieschmerz – Full Range")
    expect(page.locator("#author-error")).to_have_text("Fehler: Geben Sie Ihren Namen ein")

    page.route("**/replies/ping", lambda route: route.abort())
    fill(page, author="Ann", email="ann@example.com", body="Danke.")
    page.get_by_role("button", name="Kommentar abschicken").click()
    expect(page.get_by_role("status")).to_contain_text("konnte gerade nicht gesendet werden")
    page.unroute("**/replies/ping")
    page.get_by_role("button", name="Kommentar abschicken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Kommentar wartet auf Freigabe")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_how_long_ago_is_said_in_german(served, page):
    page.clock.set_fixed_time("2020-03-04T00:00:00Z")
    page.goto(served.url + GERMAN)

    expect(page.locator(".comment time")).to_have_text("vor 3 Tagen")


def test_a_changed_catalogue_is_seen_at_once(served, page):
    page.goto(served.url + GERMAN)
    catalogue = served.root / "languages/de/LC_MESSAGES/full_range.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('"Kommentar abschicken"', '"Ab damit"'), "utf-8")

    expect(page.locator("[type=submit]").first).to_have_text("Ab damit", timeout=20_000)
