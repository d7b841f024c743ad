"""Build time: writes a page at every former address that leads to where the page is now."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from pelican import signals
from pelican.contents import Static
from pelican.generators import Generator

from plugins.faults import report
from plugins.renames.former import former_addresses, former_faults


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.all_generators_finalized.connect(check)
    signals.get_generators.connect(get_generator)


def get_generator(_pelican: Any) -> type[Generator]:
    """Tell Pelican of the generator of redirects."""
    return RedirectsGenerator


def check(generators: list[Any]) -> None:
    """Report the former addresses that cannot be any."""
    contents = _pages(generators[0].context["generated_content"].values())
    faults = chain.from_iterable(former_faults(content) for content in contents)
    report(generators[0].context, faults)


class RedirectsGenerator(Generator):  # type: ignore[misc]
    """Writes the pages at former addresses."""

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican once every page is known."""
        for content in _pages(self.context["generated_content"].values()):
            for address in former_addresses(content):
                write_redirect(self, writer, address.save_as, content.title, content.url)


def write_redirect(generator: Any, writer: Any, save_as: str, title: str, url: str) -> None:
    """Write a page that leads on to ``url``, an address relative to the site's."""
    writer.write_file(
        save_as,
        generator.get_template("redirect"),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        new_title=title,
        new_url=url,
    )


def _pages(contents: Iterable[Any]) -> Iterator[Any]:
    return (it for it in contents if it is not None and not isinstance(it, Static))
