"""The webhook: tells another program of new replies and of published comments.

Signed as Standard Webhooks has it (https://www.standardwebhooks.com), so that libraries to check
it exist for most languages. What is told are letters in the same outbox as mail, and as patient.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sqlalchemy import Connection

from desk.events import Event
from desk.mail.carrier import DeliveryError, Posted
from desk.mail.letter import Letter
from desk.mail.outbox import Outbox
from desk.submission import Submission
from plugins.comments.manifest import RepliesPage

NAME = "webhook"

Find = Callable[[str], RepliesPage | None]


@dataclass(frozen=True)
class WebhookNotices:
    """Hears of every change, and writes what the other program is to know.

    It is never told an email address, nor of what went to spam.
    """

    outbox: Outbox
    site: Mapping[str, Any]
    page: Find

    def __call__(self, connection: Connection, event: Event) -> None:
        """Write the call, in the transaction of what it tells of."""
        kind = _kind(event)
        if kind and NAME in self.outbox.carriers:
            body = json.dumps(self._told(kind, event.after), ensure_ascii=False)
            letter = Letter(kind, "", "", body, about=event.after.id, carrier=NAME)
            self.outbox.put(connection, letter)

    def _told(self, kind: str, submission: Submission) -> dict[str, Any]:
        page = self.page(submission.page_id)
        site_url = self.site["SITEURL"]
        return {
            "type": kind,
            "timestamp": (submission.decided_at or submission.received_at).isoformat(),
            "data": {
                "site": self.site["SITENAME"],
                "id": submission.id,
                "status": submission.status,
                "in_reply_to": submission.parent_id,
                "corrects": submission.corrects,
                "by_owner": submission.by_owner,
                "author": submission.author,
                "website": submission.url,
                "text": submission.body,
                "received_at": submission.received_at.isoformat(),
                "page": {
                    "id": submission.page_id,
                    "title": page.title if page else "",
                    "url": urljoin(f"{site_url}/", page.url) if page else "",
                },
            },
        }


def _kind(event: Event) -> str:
    """What is told of a change, "" for nothing."""
    if event.after.status == "approved" and event.kind in ("received", "decided"):
        return "comment.published"
    return "reply.received" if event.kind == "received" and event.after.status == "pending" else ""


class _NoRedirect(HTTPRedirectHandler):
    """A signed call goes where the owner said, and nowhere else."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Follow nothing."""


_OPENER = build_opener(_NoRedirect)


@dataclass(frozen=True)
class Webhook:
    """Carries JSON to an address. ``timeout_s`` is for the whole answer, in seconds."""

    url: str
    secret: str = field(repr=False)
    clock: Callable[[], datetime]
    timeout_s: float = 15.0

    def deliver(self, posted: Posted) -> None:
        """Post it. Any answer but 2xx raises DeliveryError."""
        body = posted.letter.body.encode()
        moment = str(int(self.clock().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "full-range",
            "webhook-id": posted.id,
            "webhook-timestamp": moment,
            "webhook-signature": signature(self.secret, posted.id, moment, body),
        }
        try:
            request = Request(self.url, data=body, headers=headers, method="POST")
            if request.type not in ("http", "https"):
                raise ValueError
            with _OPENER.open(request, timeout=self.timeout_s):
                return
        except HTTPError as error:
            error.close()
            raise DeliveryError(f"the webhook answered {error.code}", "server") from None
        except ValueError:
            raise DeliveryError("REPLIES_WEBHOOK is no web address", "server") from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise DeliveryError(f"the webhook cannot be reached: {reason}", "server") from None

    def close(self) -> None:
        """Nothing is kept open."""


def signature(secret: str, id: str, moment: str, body: bytes) -> str:
    """``v1,`` and the HMAC-SHA256, in base64, of id, Unix time and body with dots between."""
    digest = hmac.new(_key(secret), f"{id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    """The bytes of a secret: base64 after ``whsec_``, as it is without."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return secret.encode()
