"""The desk for a WSGI server: ``gunicorn desk.wsgi:app``."""

from desk import config
from desk.app import create_app
from desk.cli import ROOT
from desk.services import open_services

app = create_app(open_services(config.load(ROOT)))
