"""What a phone needs to keep the site on its home screen (W3C Web Application Manifest). Pure."""

import json
from collections.abc import Mapping
from typing import Any

from plugins.discovery.icons import ICONS, PAPER, Icon

FILE_NAME = "manifest.webmanifest"


def web_manifest(settings: Mapping[str, Any], mark: str) -> str:
    """The manifest; its addresses are relative to its own, so that it holds wherever it lies.

    The site opens in the browser, with its bar and its buttons: it is no app, and nothing of it
    works without a network. ``mark`` changes with the icons and is part of their addresses, since
    phones keep a picture as long as its address is the same.
    """
    name = settings["SITENAME"]
    data = {
        "name": f"{name}: {settings['SITESUBTITLE']}" if settings.get("SITESUBTITLE") else name,
        "short_name": name,
        "lang": settings["DEFAULT_LANG"],
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_entry(icon, mark) for icon in ICONS if icon.purpose],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(icon: Icon, mark: str) -> dict[str, str]:
    size = f"{icon.size}x{icon.size}"
    kind = {"sizes": size, "type": "image/png", "purpose": icon.purpose}
    return {"src": f"{icon.name}?{mark}", **kind}
