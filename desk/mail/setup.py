"""Puts the parts of mail together, as the settings want it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from desk.config import Config
from desk.events import Listener
from desk.mail.carrier import Carrier
from desk.mail.flood import Flood
from desk.mail.message import Sender
from desk.mail.notices import Links, Notices, no_links
from desk.mail.outbox import Outbox
from desk.mail.smtp import Smtp
from desk.pages import NoManifestError, Pages
from desk.webhook import NAME as WEBHOOK
from desk.webhook import Webhook, WebhookNotices
from plugins.comments.manifest import RepliesPage

Clock = Callable[[], datetime]


def open_outbox(config: Config, engine: Engine, clock: Clock) -> Outbox:
    """The outbox, for the carriers that the settings name."""
    return Outbox(engine, clock, frozenset(open_carriers(config, clock)))


def open_carriers(config: Config, clock: Clock) -> dict[str, Carrier]:
    """Mail where there is a server for it, the webhook where there is an address and a secret."""
    found: dict[str, Carrier] = {}
    if config.smtp_url:
        found["mail"] = open_smtp(config)
    if config.site["REPLIES_WEBHOOK"] and config.webhook_secret:
        found[WEBHOOK] = Webhook(config.site["REPLIES_WEBHOOK"], config.webhook_secret, clock)
    return found


def open_smtp(config: Config) -> Smtp:
    """The way to the mail server."""
    owner = config.site["OWNER_EMAIL"]
    return Smtp(config.smtp_url, Sender(config.site["SITENAME"], config.mail_from or owner, owner))


def listeners(
    config: Config, outbox: Outbox, pages: Pages, links: Links = no_links
) -> tuple[Listener, ...]:
    """Those who write to the owner, and call the webhook, when something happens."""
    return (
        Notices(
            outbox,
            config.site,
            config.desk_url,
            titles(pages),
            links,
            open_flood(config, outbox, pages).holds,
        ),
        WebhookNotices(outbox, config.site, finder(pages)),
    )


def open_flood(config: Config, outbox: Outbox, pages: Pages) -> Flood:
    """What keeps a flood of replies from becoming a flood of letters."""
    return Flood(
        engine=outbox.engine,
        clock=outbox.clock,
        outbox=outbox,
        site=config.site,
        desk_url=config.desk_url,
        title=titles(pages),
    )


def finder(pages: Pages) -> Callable[[str], RepliesPage | None]:
    """Looks a page up, None for one that is not known; a letter never fails for want of it."""

    def find(page_id: str) -> RepliesPage | None:
        try:
            return pages.get(page_id)
        except NoManifestError:
            return None

    return find


def titles(pages: Pages) -> Callable[[str], str]:
    """The title of a page, its id for one that is not known."""
    find = finder(pages)

    def title(page_id: str) -> str:
        page = find(page_id)
        return page.title if page else page_id

    return title
