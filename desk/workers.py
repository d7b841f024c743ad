"""Who works beside the requests of a desk: mail, and publishing where it is set up."""

from desk.mail.work import worker
from desk.ongoing import Ongoing
from desk.publishing.setup import open_publisher
from desk.services import Services


def workers(services: Services) -> tuple[Ongoing, ...]:
    """All of them, not yet started."""
    publishers = (open_publisher(services),) if services.config.publishes else ()
    return (worker(services), *publishers)
