"""Where the desk finds things, read once at the start and passed in."""

import os
import runpy
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from plugins.comments import manifest


@dataclass(frozen=True)
class Config:
    """Paths, secrets and the settings of the site.

    ``site`` holds the upper-case names of the settings file. ``lock_timeout_s`` is how long a
    request waits for a busy database, in seconds. ``trusted_proxies`` counts the reverse proxies
    in front whose ``X-Forwarded-*`` headers are believed. Without an ``akismet_key`` nobody else
    is asked about spam. ``smtp_url`` is where mail is handed in, "" for no mail, ``mail_from`` the
    address it comes from; ``webhook_secret`` signs calls.
    """

    root: Path
    var: Path
    site: Mapping[str, Any]
    database_url: str
    secret_key: str
    lock_timeout_s: float = 5.0
    trusted_proxies: int = 0
    akismet_key: str = ""
    akismet_url: str = "https://rest.akismet.com/1.1/comment-check"
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    webhook_secret: str = field(default="", repr=False)

    @property
    def comments(self) -> Path:
        """The folder of published comments."""
        return self.root / str(self.site["PATH"]) / str(self.site["COMMENTS_PATH"])

    @property
    def output(self) -> Path:
        """The folder of the built site."""
        return self.root / str(self.site["OUTPUT_PATH"])

    @property
    def manifest(self) -> Path:
        """The file that names the pages with replies."""
        return self.output / manifest.FILE_NAME

    @property
    def door_url(self) -> str:
        """The whole address of the public door, for mails."""
        return str(urljoin(f"{self.site['FEED_DOMAIN']}/", self.site["REPLIES_URL"]))

    @property
    def desk_url(self) -> str:
        """The whole address of the desk, for mails."""
        return str(urljoin(self.door_url, "desk/"))

    @property
    def theme(self) -> Path:
        """The folder of the theme."""
        return self.root / str(self.site["THEME"])


def load(root: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the settings file and the environment (README, “Settings of the desk”)."""
    settings = runpy.run_path(str(root / environ.get("DESK_SETTINGS", "pelicanconf.py")))
    var = Path(environ.get("DESK_VAR", root / "var"))
    var.mkdir(parents=True, exist_ok=True)
    return Config(
        root=root,
        var=var,
        site={name: value for name, value in settings.items() if name.isupper()},
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{var / 'inbox.sqlite3'}",
        secret_key=environ.get("DESK_SECRET_KEY") or _kept_secret(var / "secret-key"),
        lock_timeout_s=float(environ.get("DESK_LOCK_TIMEOUT", "5")),
        trusted_proxies=int(environ.get("DESK_TRUSTED_PROXIES", "0")),
        smtp_url=environ.get("DESK_SMTP_URL", ""),
        mail_from=environ.get("DESK_MAIL_FROM", ""),
        webhook_secret=environ.get("DESK_WEBHOOK_SECRET", ""),
        akismet_key=environ.get("DESK_AKISMET_KEY", ""),
        akismet_url=environ.get("DESK_AKISMET_URL") or Config.akismet_url,
    )


def _kept_secret(path: Path) -> str:
    """The key that signs sessions and links: made once, readable by its owner only."""
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        # A link and not a rename: of several processes that start at once, the first one wins.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        Path(draft).unlink()
    return path.read_text(encoding="ascii")
