"""What a request is answered with."""

from flask import current_app

from desk.services import Services


def services() -> Services:
    """The services of the application that answers this request."""
    found: Services = current_app.extensions["services"]
    return found
