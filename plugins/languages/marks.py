"""How a text is marked for translators where it stands, to be translated where it is shown."""


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for it, which Babel looks for)
    """The text as it is."""
    return message
