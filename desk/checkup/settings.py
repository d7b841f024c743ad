"""Whether the settings can be meant so."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from desk.checkup.finding import Finding, is_address
from desk.config import Config
from desk.mail.notices import MODES

_SHORTEST_KEY = 32
"""Characters. A key of fewer could be found by trying."""


def look(config: Config) -> Iterator[Finding]:
    """What is wrong or doubtful in the settings of site and machine."""
    yield from _values(config)
    yield from _addresses(config)
    if urlsplit(config.site["REPLIES_URL"]).netloc:
        yield from _public(config)


def _values(config: Config) -> Iterator[Finding]:
    site = config.site
    if site["REPLIES_NOTIFY"] not in MODES:
        known = ", ".join(f"“{mode}”" for mode in MODES)
        yield _error(f"REPLIES_NOTIFY is “{site['REPLIES_NOTIFY']}”; write one of {known}.")
    if not is_address(site["OWNER_EMAIL"]):
        yield _error(f"OWNER_EMAIL is “{site['OWNER_EMAIL']}”, which is no email address.")
    try:
        ZoneInfo(site["TIMEZONE"])
    except (KeyError, ValueError, OSError):
        zone = site["TIMEZONE"]
        yield _error(f"TIMEZONE is “{zone}”, which is no time zone; write one like Europe/London.")
    if site["REPLIES_TELL_READERS"] and not config.smtp_url:
        yield _error(
            "REPLIES_TELL_READERS offers mail to readers, and DESK_SMTP_URL is not set: "
            "they will never get any."
        )
    if len(config.secret_key) < _SHORTEST_KEY:
        yield _error(
            f"DESK_SECRET_KEY has fewer than {_SHORTEST_KEY} characters and could be guessed; "
            "leave it out, and one is made."
        )


def _addresses(config: Config) -> Iterator[Finding]:
    site = config.site
    if urlsplit(site["SITEURL"]).netloc and not urlsplit(site["REPLIES_URL"]).netloc:
        yield _note(
            "SITEURL is a public address and REPLIES_URL is not: mails cannot link to the desk."
        )
    for name in ("SITEURL", "REPLIES_URL"):
        host = urlsplit(site[name]).hostname or ""
        if host == "example.com" or host.endswith(".example.com"):
            yield _error(f"{name} is still {site[name]}: write your own address.")
        if site[name].endswith("/"):
            yield _error(f"{name} is “{site[name]}”; leave out the slash at its end.")


def _public(config: Config) -> Iterator[Finding]:
    """What matters once readers of the whole world may come."""
    site = config.site
    if urlsplit(site["REPLIES_URL"]).scheme != "https":
        yield _error(
            "REPLIES_URL does not begin with https: replies and your password can be read "
            "on their way."
        )
    if not site["SITEURL"]:
        yield _error(
            f"REPLIES_URL is public and SITEURL is empty: is {config.settings_file} meant, or "
            "should DESK_SETTINGS be publishconf.py?"
        )
    if not config.trusted_proxies:
        yield _note(
            "DESK_TRUSTED_PROXIES is 0. Behind a web server, all readers seem to be one: "
            f"after {site['REPLIES_TOO_MANY']} replies in an hour, everybody has to wait. "
            "Set it to the number of servers in front, mostly 1."
        )


def _error(message: str) -> Finding:
    return Finding("settings", "error", message)


def _note(message: str) -> Finding:
    return Finding("settings", "note", message)
