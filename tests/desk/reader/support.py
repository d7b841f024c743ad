"""A reader as HTTP sees one: a reply, its page, and the mail that came of it."""

import re
from dataclasses import dataclass

import httpx
from bs4 import BeautifulSoup
from sqlalchemy import select

from desk.database import reading
from desk.mail.letter import Letter
from desk.services import Services
from desk.tables import letters
from tests.support import reply, soup


@dataclass
class Reader:
    """Somebody with a browser and without a session."""

    client: httpx.Client
    location: str = ""

    def send(self, **changes: str) -> "Reader":
        """Leave a reply."""
        self.location = self.client.post("/replies", data=reply(**changes)).headers["location"]
        return self

    def page(self) -> BeautifulSoup:
        """The page of the reply."""
        answer = self.client.get(self.location)
        assert answer.status_code == 200
        return soup(answer)

    def correct(self, **changes: str) -> httpx.Response:
        """Fill in the form of the page that corrects, and press its button."""
        page = soup(self.client.get(f"{self.location}/correct"))
        form = page.find("form")
        fields = {it["name"]: it.get("value", "") for it in form.select("input[name]")}
        fields["body"] = form.find("textarea").text.strip()
        return self.client.post(form["action"], data=fields | changes)

    def press(self, label: str, **fields: str) -> httpx.Response:
        """Press a button of the page."""
        button = next(it for it in self.page().main.find_all("button") if label in it.text)
        return self.client.post(button.find_parent("form")["action"], data=fields)


def mail(services: Services) -> list[Letter]:
    """Every letter to readers in the outbox, in the order they were written."""
    fields = [letters.c[name] for name in Letter.__dataclass_fields__]
    query = select(*fields).where(letters.c.to != "").order_by(letters.c.created_at)
    with reading(services.engine) as connection:
        return [Letter(**row._mapping) for row in connection.execute(query)]


def notices(services: Services) -> int:
    """How many letters there are to the owner."""
    with reading(services.engine) as connection:
        return len(connection.scalars(select(letters.c.id).where(letters.c.to == "")).all())


def send_all(services: Services) -> None:
    """What a worker does whose mail server takes everything."""
    for posted in services.outbox.claim("mail", most=100):
        services.outbox.mark_sent(posted)


def link(letter: Letter) -> str:
    """The first address in a letter, as a path of the desk."""
    found = re.search(r"https?://[^/\s]+(/replies/\S+)", letter.body)
    assert found, letter.body
    return found[1]
