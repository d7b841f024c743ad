"""What machines look for at fixed addresses: sitemap, robots.txt, security.txt, icons."""


def register() -> None:
    """Connect to Pelican."""
    from plugins.discovery import generator

    generator.register()
