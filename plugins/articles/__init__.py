"""What search engines and authors need of articles: description, JSON-LD, skeleton."""


def register() -> None:
    """Connect to Pelican."""
    from plugins.articles import generator

    generator.register()
