"""What a look at something found."""

from dataclasses import dataclass
from typing import Literal

from email_validator import EmailNotValidError, validate_email

Level = Literal["good", "note", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    part: str
    level: Level
    message: str


def is_address(text: str) -> bool:
    """Whether this has the form of an e-mail address."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
