"""The token of a form: which page it was fetched for, and when. Signed; nothing is stored.

The page's script fetches it when somebody begins to write, so that reading asks nothing of the
desk. A form without one is only a weak sign: script may be off.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Literal

from itsdangerous import BadSignature, URLSafeSerializer


@dataclass(frozen=True)
class FormToken:
    """What the token of a form tells. ``nonce`` names the form; "" and no age unless genuine."""

    state: Literal["absent", "forged", "genuine"] = "absent"
    page_id: str = ""
    age: timedelta = timedelta()
    nonce: str = ""


@dataclass(frozen=True)
class FormTokens:
    """Makes and reads tokens."""

    secret_key: str

    def new(self, page_id: str, now: datetime) -> str:
        """A token for the form of one page."""
        return str(self._signer.dumps([page_id, int(now.timestamp()), secrets.token_urlsafe(12)]))

    def read(self, token: str, now: datetime) -> FormToken:
        """What a form brought; anything may stand in it."""
        if not token:
            return FormToken()
        try:
            page_id, made, nonce = self._signer.loads(token)
        except BadSignature:
            return FormToken("forged")
        return FormToken("genuine", page_id, now - datetime.fromtimestamp(made, UTC), nonce)

    @cached_property
    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.secret_key, salt="reply-form")
