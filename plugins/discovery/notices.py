"""Plain texts for programs and the curious: robots.txt, humans.txt, security.txt. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from plugins.discovery.sitemap import FILE_NAME as SITEMAP
from plugins.placeholders import is_filled_in

SECURITY = ".well-known/security.txt"
_IN_MAILTO = "@+'!$*"
"""What stands in an e-mail address and need not be encoded (RFC 6068)."""
_TEAM = {
    "Author": "AUTHOR",
    "Practice": "PRACTICE",
    "Training": "CREDENTIALS",
    "Drills checked by": "REVIEWER",
}


def robots_txt(site: str) -> str:
    """Lets every robot in and shows it the sitemap; a preview, which has no address, none."""
    if not site:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {site}/{SITEMAP}\n"


def humans_txt(settings: Mapping[str, Any]) -> str:
    """Who makes the site (https://humanstxt.org); "" while nobody is named."""
    people = {label: str(settings.get(name, "")) for label, name in _TEAM.items()}
    team = [f"{label}: {_line(it)}" for label, it in people.items() if is_filled_in(it)]
    if not team:
        return ""
    site = [f"Name: {_line(settings['SITENAME'])}", f"Language: {settings['DEFAULT_LANG']}"]
    return "\n".join(["/* TEAM */", *team, "", "/* SITE */", *site, "Software: Pelican", ""])


def security_txt(settings: Mapping[str, Any], now: datetime) -> str:
    """Whom to tell of a hole in the site (RFC 9116); "" without the owner's e-mail address.

    It expires with the end of a month, just under a year ahead, so that within a month every build
    says the same.
    """
    site, owner = settings["SITEURL"], str(settings.get("OWNER_EMAIL", ""))
    if not site or not is_filled_in(owner):
        return ""
    fields = {"Contact": f"mailto:{quote(owner.strip(), _IN_MAILTO)}", "Expires": _expires(now)}
    # The RFC knows no address of its own for this file that is not encrypted.
    if site.startswith("https://"):
        fields["Canonical"] = f"{site}/{SECURITY}"
    fields["Preferred-Languages"] = settings["DEFAULT_LANG"]
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _expires(now: datetime) -> str:
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = month.replace(year=month.year + 1) - timedelta(seconds=1)
    return end.strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(text: str) -> str:
    return " ".join(text.split())
