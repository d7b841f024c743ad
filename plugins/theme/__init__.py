"""What the theme needs from Python, the same for Pelican and for the desk.

``pelicanconf.py`` and the desk take Jinja options, filters and globals from ``environment``. As a
plugin of Pelican, it writes the scripts.
"""


def register() -> None:
    """Connect to Pelican."""
    from plugins.theme import generator

    generator.register()
