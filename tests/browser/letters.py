"""Reads what a post office received, as the people do whom it is for."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

from tests.browser.preview import until
from tests.desk.mail.post_office import PostOffice


def letter(office: PostOffice, to: str, about: str = "") -> str:
    """The text of the last letter to somebody, with these words in it, once it is there."""

    def found() -> list[str]:
        mine = (it for it in office.messages if it["To"].addresses[0].addr_spec == to)
        texts = [_text(message) for message in mine]
        return [text for text in texts if about in text]

    until(found)
    return found()[-1]


def link_of(text: str, start: str) -> str:
    """The path of the first link in a letter that begins so; the preview has a port of its own."""
    paths = (urlsplit(address).path for address in re.findall(r"https?://\S+", text))
    return next(path for path in paths if path.startswith(start))


def key_of(text: str) -> str:
    """The key behind the “#” of the link to a decision."""
    found = re.search(r"/desk/moderation#(\S+)", text)
    assert found, text
    return found[1]


def _text(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")
