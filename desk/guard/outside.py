"""An outside check that speaks as Akismet does; off unless the owner has a key for one.

It gives a reply, with its writer's name and addresses, to somebody else: see the README.
"""

import logging
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from desk.guard.attempt import Attempt

logger = logging.getLogger(__name__)

_PATIENCE_S = 3.0


@dataclass(frozen=True)
class OutsideCheck:
    """A service's address, the owner's key to it, and the site it is asked for."""

    url: str
    key: str
    site_url: str
    timeout_s: float = _PATIENCE_S

    @property
    def is_on(self) -> bool:
        """Whether the owner wants it."""
        return bool(self.key)

    def is_spam(self, attempt: Attempt) -> bool | None:
        """What the service says; None where it is off, away, slow or says neither yes nor no."""
        if not self.key or not self.url.startswith(("https://", "http://")):
            return None
        headers = {"User-Agent": "Full Range/1.0"}
        request = Request(self.url, urlencode(self._question(attempt)).encode(), headers)
        try:
            with urlopen(request, timeout=self.timeout_s) as response:
                answer = response.read(100).strip()
        except (OSError, HTTPException, ValueError) as error:
            logger.warning("The outside check for spam did not answer: %s", error)
            return None
        known: dict[bytes, bool] = {b"true": True, b"false": False}
        if answer not in known:
            logger.warning("The outside check for spam refused: is DESK_AKISMET_KEY right?")
        return known.get(answer)

    def _question(self, attempt: Attempt) -> dict[str, str]:
        reply, visit = attempt.reply, attempt.visit
        return {
            "api_key": self.key,
            "blog": self.site_url,
            "user_ip": visit.address,
            "user_agent": visit.agent,
            "comment_type": "reply" if reply.parent_id else "comment",
            "comment_author": reply.author,
            "comment_author_email": reply.email,
            "comment_author_url": reply.url,
            "comment_content": reply.body,
            "blog_charset": "UTF-8",
        }
