"""Where the desk finds things, read once at the start and passed in."""

import os
import runpy
import secrets
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from plugins.comments import manifest


class ConfigError(ValueError):
    """Settings that cannot be read; the message says which, and what to write."""


@dataclass(frozen=True)
class Config:
    """Paths, secrets and the settings of the site.

    ``site`` holds the upper-case names of the settings file. ``lock_timeout_s`` is how long a
    request waits for a busy database, in seconds. ``trusted_proxies`` counts the reverse proxies
    in front whose ``X-Forwarded-*`` headers are believed. Without an ``akismet_key`` nobody else
    is asked about spam. ``smtp_url`` is where mail is handed in, "" for no mail, ``mail_from`` the
    address it comes from; ``webhook_secret`` signs calls. ``settings_file`` is that of the site.
    ``imap_password`` opens a mailbox to import from. ``environ`` are the variables for other
    programs, where they are not ours.
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
    settings_file: str = "pelicanconf.py"
    imap_password: str = field(default="", repr=False)
    environ: Mapping[str, str] | None = field(default=None, repr=False)

    @property
    def publishes(self) -> bool:
        """Whether this desk publishes, by a press at least."""
        return bool(self.publish_to or self.site["PUBLISH_ON_APPROVAL"])

    @property
    def publish_to(self) -> str:
        """Where the site is published, "" for nowhere: only what is published has this setting."""
        return str(self.site.get("PUBLISH_TO", ""))

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
    """Read the settings file and the environment (README, “Settings of the desk”).

    Raises ConfigError.
    """
    settings_file = environ.get("DESK_SETTINGS", Config.settings_file)
    settings = _run(root / settings_file)
    var = Path(environ.get("DESK_VAR", root / "var"))
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Config(
        root=root,
        var=var,
        site={name: value for name, value in settings.items() if name.isupper()},
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{var / 'inbox.sqlite3'}",
        secret_key=environ.get("DESK_SECRET_KEY") or _kept_secret(var / "secret-key"),
        lock_timeout_s=_number("DESK_LOCK_TIMEOUT", environ.get("DESK_LOCK_TIMEOUT", "5")),
        trusted_proxies=trusted_proxies(environ),
        smtp_url=environ.get("DESK_SMTP_URL", ""),
        mail_from=environ.get("DESK_MAIL_FROM", ""),
        webhook_secret=environ.get("DESK_WEBHOOK_SECRET", ""),
        akismet_key=environ.get("DESK_AKISMET_KEY", ""),
        akismet_url=environ.get("DESK_AKISMET_URL") or Config.akismet_url,
        settings_file=settings_file,
        imap_password=environ.get("DESK_IMAP_PASSWORD", ""),
    )


def trusted_proxies(environ: Mapping[str, str]) -> int:
    """How many proxies in front are believed. Raises ConfigError."""
    return _number("DESK_TRUSTED_PROXIES", environ.get("DESK_TRUSTED_PROXIES", "0"))


def _run(file: Path) -> dict[str, Any]:
    """The names in a settings file, which is a program: anything may go wrong in it.

    What it imports from beside it is its own: another site's file of that name is another.
    """
    beside = [path.stem for path in file.parent.glob("*.py")]
    before = {name: sys.modules.pop(name) for name in beside if name in sys.modules}
    path = list(sys.path)
    try:
        return runpy.run_path(str(file))
    except Exception as error:
        raise ConfigError(f"{file.name}: {error}") from error
    finally:
        sys.path[:] = path
        for name in beside:
            sys.modules.pop(name, None)
        sys.modules.update(before)


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ConfigError(f"{name} is “{text}”; write a number, 0 or more.")
    return int(text)


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
