"""What a browser loads with a page: pictures as they should be, and nothing from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from plugins.check.built.links import Origin
from plugins.check.built.page import Image
from plugins.check.built.site import BuiltSite
from plugins.check.finding import Finding
from plugins.pictures import picture_problem, pixels

_FINE = 2
"""Pixels of a screen, in each direction, for one that a page speaks of."""


def loaded_findings(site: BuiltSite, origin: Origin, folder: Path) -> Iterator[Finding]:
    """Pictures without words or size, or larger than needed; and what other servers are asked for.

    ``folder`` is that of the built site.
    """
    for path, page in site.pages.items():
        for image in page.images:
            for rule, problem in _image_problems(site, path, image, folder):
                source, line = origin(path, image.address)
                yield Finding(source, line, rule, problem)
        for link in page.links:
            if link.is_loaded and _is_elsewhere(site, path, link.address):
                source, line = origin(path, link.address)
                message = (
                    f"whoever opens the page asks {link.address}, which then knows of it; "
                    "put a copy into content/images, or link to it"
                )
                yield Finding(source, line, "third-party", message)


def _is_elsewhere(site: BuiltSite, path: str, address: str) -> bool:
    is_outside = site.target(path, address) is None and not site.own_path(address)
    return is_outside and not address.startswith(("data:", "blob:"))


def _image_problems(
    site: BuiltSite, path: str, image: Image, folder: Path
) -> Iterator[tuple[str, str]]:
    if image.alt is None:
        yield (
            "image-alt",
            f"the picture {image.address} has no words for those who cannot see it; "
            'write alt="…" with what it shows, or alt="" for an ornament',
        )
    target = site.target(path, image.address)
    file = folder / target.path if target and target.path in site.files else None
    size = pixels(file) if file else None
    if not image.width or not image.height:
        width, height = size or ("…", "…")
        yield (
            "image-dimensions",
            "the text jumps when this picture has come, for the page does not say its size; write "
            f'{{: width="{width}" height="{height}"}} right behind its round brackets '
            "(or the two in its tag, in HTML)",
        )
    elif size and image.width.isdigit() and size[0] > _FINE * int(image.width):
        yield (
            "image-size",
            f"the picture has {size[0]} pixels across and is shown {image.width} wide; "
            f"{_FINE * int(image.width)} are enough",
        )
    if file and (problem := picture_problem(file)):
        yield "image-size", problem
