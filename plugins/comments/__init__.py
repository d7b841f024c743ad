"""Moderated comments: model, reply form, file format, threads and feeds.

The web service that takes replies in is ``desk``; this package knows nothing of it.
"""


def register() -> None:
    """Connect to Pelican. Imported here only, so that the desk never loads Pelican."""
    from plugins.comments import generator

    generator.register()
