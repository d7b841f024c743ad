"""Whether what is approved gets out to the readers."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from desk.checkup.finding import Finding, Level
from desk.config import Config
from desk.publishing.state import State


def look(config: Config, state: State | None) -> Iterator[Finding]:
    """Look at the settings, and at what came of them; ``state`` is None where nobody knows."""
    to, on_approval = config.publish_to, config.site["PUBLISH_ON_APPROVAL"]
    if on_approval and not to:
        yield _finding("error", "PUBLISH_ON_APPROVAL is True, and PUBLISH_TO does not say where.")
    elif on_approval:
        yield _finding("good", f"Approvals are published by themselves, to “{to}”.")
    elif to:
        yield _finding("note", "Approvals wait for a press: PUBLISH_ON_APPROVAL is False.")
    elif urlsplit(config.site["REPLIES_URL"]).netloc:
        yield _finding("note", "Approvals wait for your next “make publish”: PUBLISH_TO is “”.")
    if state and state.attempts:
        words = " ".join(state.last_error.split()).rstrip(".")
        yield _finding("error", f"It failed the last time: {words}.")


def _finding(level: Level, message: str) -> Finding:
    return Finding("publish", level, message)
