"""The desk for a WSGI server: ``gunicorn desk.wsgi:app``. Each process works aside, too."""

import gc
import os
from typing import TYPE_CHECKING

from desk import config
from desk.app import create_app
from desk.cli import ROOT
from desk.config import Config
from desk.services import open_services
from desk.sites.folders import sites
from desk.sites.hosts import by_host
from desk.workers import workers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def _start(settings: Config) -> "WSGIApplication":
    services = open_services(settings)
    for one in workers(services):
        one.start()
    return create_app(services)


def _start_all() -> "WSGIApplication":
    several = sites(os.environ)
    if not several:
        return _start(config.load(ROOT))
    return by_host([site.load() for site in several], _start, config.trusted_proxies(os.environ))


app = _start_all()
# All there is now stays: to look through it for garbage again and again would halt the replies.
gc.freeze()
