"""Which spellings of an e-mail address are the same address.

The part before the @ is the receiving host's affair, so it counts as it was typed: capitals and
dots make another address. The domain has neither capitals nor, between ``ü`` and ``xn--``, two
ways to be.
"""

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import ColumnElement, func, or_

from plugins.comments.form import single_line

_ESCAPE = "\\"


def is_same(one: str, other: str) -> bool:
    """Whether two spellings are one address."""
    return _canonical(one) == _canonical(other)


def is_like(one: str, other: str) -> bool:
    """Whether they are the same but for capitals before the @: perhaps the same person."""
    (local, domain), (other_local, other_domain) = _canonical(one), _canonical(other)
    return domain == other_domain and local.casefold() == other_local.casefold()


def perhaps(column: ColumnElement[str], address: str) -> ColumnElement[bool]:
    """A condition that lets every spelling of an address through, and few others.

    Databases fold capitals each in its own way, so what it lets through is to be looked at again.
    """
    local = _split(address)[0]
    exact, folded = (_beginning(text) for text in (local, local.lower()))
    return or_(column.like(exact, escape=_ESCAPE), func.lower(column).like(folded, escape=_ESCAPE))


def _beginning(local: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        local = local.replace(special, _ESCAPE + special)
    return f"{local}@%"


def _canonical(address: str) -> tuple[str, str]:
    local, domain = _split(address)
    try:
        # It knows the rules of international domain names (IDNA 2008).
        checked = validate_email(
            f"x@{domain}",
            check_deliverability=False,
            globally_deliverable=False,
            test_environment=True,
        )
    except EmailNotValidError:
        return local, domain.lower()
    return local, (checked.ascii_domain or domain).lower()


def _split(address: str) -> tuple[str, str]:
    local, _, domain = single_line(address).rpartition("@")
    return local, domain
