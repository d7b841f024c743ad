"""The addresses that are a reader's alone: nobody can guess them, and they need no cookie."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from itsdangerous import BadSignature, Signer

Purpose = Literal["reply-status", "reply-mail"]
"""A token of one purpose opens nothing of the other: only mail carries those of ``reply-mail``."""


@dataclass(frozen=True)
class Links:
    """Signs the ids of submissions. ``door`` is the whole public address of the reply door."""

    secret_key: str
    door: str

    def token(self, purpose: Purpose, id: str) -> str:
        """What stands for a submission in an address."""
        return self._signers[purpose].sign(id).decode()

    def id(self, purpose: Purpose, token: str) -> str:
        """The id of the submission that a token stands for, "" where it is not one of ours."""
        try:
            return self._signers[purpose].unsign(token).decode()
        except BadSignature:
            return ""

    def status(self, id: str) -> str:
        """The page of a reply, for a mail."""
        return f"{self.door}/{self.token('reply-status', id)}"

    def confirm(self, id: str) -> str:
        """Where the owner of an e-mail address says that mail is welcome."""
        return f"{self.door}/mail/{self.token('reply-mail', id)}"

    def stop(self, id: str) -> str:
        """Where mail is stopped, by a person or by the press of a button in a mail program."""
        return f"{self.confirm(id)}/stop"

    @cached_property
    def _signers(self) -> dict[Purpose, Signer]:
        return {purpose: Signer(self.secret_key, salt=purpose) for purpose in get_args(Purpose)}
