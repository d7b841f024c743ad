"""Titles as text: Pelican takes what looks like markup out of them for its feeds."""

from markupsafe import escape


class Title(str):
    """A title in which ``<`` is a sign like any other, as in “Knee <90 bend”.

    It says how it is written in HTML, so that all who ask for that, templates and the writer of
    the feeds, get it whole and escaped once.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """The title in HTML (the protocol of MarkupSafe)."""
        return str(escape(str(self)))
