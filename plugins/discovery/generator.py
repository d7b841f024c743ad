"""Build time: writes what machines look for, each file at its fixed address below the site's.

A file of the same name that the owner lets be copied there (``STATIC_PATHS``) is taken instead:
Pelican copies after all else is written.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.discovery import icons, manifest, notices
from plugins.discovery.addresses import addresses
from plugins.discovery.sitemap import sitemaps


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.get_generators.connect(get_generator)


def get_generator(_pelican: Any) -> type[Generator]:
    """Tell Pelican of the generator of what machines look for."""
    return DiscoveryGenerator


class DiscoveryGenerator(Generator):  # type: ignore[misc]
    """Writes sitemap, notices, icons and the manifest of the site."""

    def generate_output(self, _writer: Any) -> None:
        """Called by Pelican once every page is known."""
        now = datetime.now(UTC)
        maps = _maps(self.context, self.settings, now)
        for name, text in {**_texts(self.settings, now), **maps}.items():
            self._write(name, text.encode())
        for name, data in _pictures(self.settings):
            self._write(name, data)

    def _write(self, name: str, data: bytes) -> None:
        file = Path(self.output_path, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _texts(settings: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """The notices that have something to say."""
    texts = {
        "robots.txt": notices.robots_txt(settings["SITEURL"]),
        "humans.txt": notices.humans_txt(settings),
        notices.SECURITY: notices.security_txt(settings, now),
    }
    return {name: text for name, text in texts.items() if text}


def _maps(context: Mapping[str, Any], settings: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """The sitemap; none in the preview, since it is made of whole addresses."""
    site = settings["SITEURL"]
    return sitemaps(addresses(context, settings, now), site) if site else {}


def _pictures(settings: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The icons of the theme with their manifest; nothing for a theme that has none."""
    source = Path(settings["THEME"], "static", icons.VECTOR)
    if not source.is_file():
        return
    svg = source.read_text("utf-8")
    try:
        drawn = _drawn(svg, Path(settings["OUTPUT_PATH"]))
    except icons.IconError as error:
        raise SystemExit(f"{source} cannot be drawn: {error}") from None
    yield icons.VECTOR, svg.encode()
    yield manifest.FILE_NAME, manifest.web_manifest(settings, icons.mark(svg, drawn)).encode()
    yield from drawn.items()


def _drawn(svg: str, output: Path) -> dict[str, bytes]:
    """The icons: those of the last build where they are still the same, since drawing is slow."""
    last, before = output / manifest.FILE_NAME, icons.drawn_before(output)
    if before and last.is_file():
        described = last.read_text("utf-8", errors="replace")
        if f"?{icons.mark(svg, before)}" in described:
            return before
    return icons.draw_all(svg)
