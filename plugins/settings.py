"""Reads the settings of a site for the commands that work with it."""

from typing import Any

from pelican.settings import read_settings


class SettingsError(ValueError):
    """A settings file that cannot be read; the message says which, and why."""


def load_settings(file: str) -> dict[str, Any]:
    """The settings in a file, with Pelican's own for what it leaves out. Raises SettingsError."""
    try:
        return dict(read_settings(file))
    except Exception as error:  # whatever stands in a file of Python may go wrong
        raise SettingsError(f"{file} cannot be read: {error}") from None
