"""A letter before it is a message: plain facts, no header is built from them here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What is to be sent to whom.

    ``kind`` names the occasion, ``about`` the id of the submission it tells of. Letters of one
    ``thread`` stand together in a mail program. ``unsubscribe`` is the address for a press on
    “unsubscribe” (RFC 8058), "" where there is nothing to unsubscribe from.

    ``to`` is "" for the owner: whoever the settings name when it is sent. ``reply_to`` is where
    an answer goes; "" is the owner for a letter to a reader, and the sender for the owner's own.
    ``carrier`` is who takes it: mail, or the webhook, whose letters are JSON.
    """

    kind: str
    to: str
    subject: str
    body: str
    about: str = ""
    thread: str = ""
    unsubscribe: str = ""
    reply_to: str = ""
    carrier: str = "mail"
