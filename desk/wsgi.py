"""The desk for a WSGI server: ``gunicorn desk.wsgi:app``. Each process sends mail, too."""

from desk import config
from desk.app import create_app
from desk.cli import ROOT
from desk.mail.work import worker
from desk.services import open_services

_services = open_services(config.load(ROOT))
app = create_app(_services)
worker(_services).start()
