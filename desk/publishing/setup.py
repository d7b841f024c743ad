"""Puts the publisher together, as the settings want it."""

from desk.config import Config
from desk.publishing.job import COMMAND, Job
from desk.publishing.publisher import Publisher
from desk.services import Services


def open_publisher(services: Services) -> Publisher:
    """What publishes the site of a desk."""
    config = services.config
    return Publisher(
        ledger=services.ledger,
        filing=services.filing,
        job=Job((*COMMAND, *_settings(config)), config.root, config.environ),
        lock=config.var / "publishing.lock",
        on_approval=bool(config.site["PUBLISH_ON_APPROVAL"]),
    )


def _settings(config: Config) -> tuple[str, ...]:
    """The settings to publish with: never those of the preview."""
    is_preview = config.settings_file == Config.settings_file
    return () if is_preview else ("--settings", config.settings_file)
