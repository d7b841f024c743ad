"""Pages that moved: each former address leads to the page as it is now.

The header ``Former:`` names the addresses, ``Former-Id:`` the ids that a page had before.
"""


def register() -> None:
    """Connect to Pelican."""
    from plugins.renames import generator

    generator.register()
