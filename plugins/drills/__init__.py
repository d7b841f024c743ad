"""Drill pages: exercises written as one file each, shown as page, card, handout and data."""


def register() -> None:
    """Connect to Pelican. Imported here only, so that the desk never loads Pelican."""
    from plugins.drills import generator

    generator.register()
