"""Puts the web application together: the only place where its parts meet."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from desk import (
    answering,
    deciding,
    door,
    health,
    housekeeping,
    problems,
    queue,
    scripts,
    sign_in,
    words,
)
from desk.api import routes as api
from desk.guard import routes as guard
from desk.mail import banner
from desk.moderation import page as moderation
from desk.privacy import pages as privacy
from desk.publishing import pages as publishing
from desk.reader import by_mail
from desk.reader import page as reader
from desk.services import Services
from plugins.theme import environment
from plugins.theme.scripts import scripts as scripts_of

_LARGEST_REQUEST = 256 * 1024
"""Bytes. Four times what the longest reply can need, and a start for over-long ones."""


class _Sessions(SecureCookieSessionInterface):
    """Those of Flask; only the owner has one, so that readers are spared the work of opening it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        has_one = self.get_cookie_name(app) in request.cookies
        return super().open_session(app, request) if has_one else self.session_class()


def create_app(services: Services) -> Flask:
    """The desk as a WSGI application."""
    app = Flask(__name__, static_folder="static", static_url_path="/desk/static")
    config = services.config
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_REQUEST,
        SESSION_COOKIE_NAME="desk",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.site["REPLIES_URL"].startswith("https:"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # A form left open over lunch must still be accepted; the session's end is the limit.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
    )
    app.session_interface = _Sessions()
    app.extensions["services"] = services
    _use_theme(app, services)
    csrf = CSRFProtect(app)
    # The public door has no session to forge; a static page could not carry a token anyway.
    for public in (door, reader, by_mail):
        csrf.exempt(public.blueprint)
    for blueprint in (
        door.blueprint,
        reader.blueprint,
        by_mail.blueprint,
        guard.blueprint,
        health.blueprint,
        sign_in.blueprint,
        queue.blueprint,
        deciding.blueprint,
        answering.blueprint,
        privacy.blueprint,
        moderation.blueprint,
    ):
        app.register_blueprint(blueprint)
    api.register(app, csrf)
    banner.register(app)
    publishing.register(app)
    problems.register(app)
    housekeeping.register(app, services)
    _protect(app, services)
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _use_theme(app: Flask, services: Services) -> None:
    """The site's own templates, with the same options, filters and settings as in Pelican."""
    config = services.config
    app.jinja_options = dict(environment.OPTIONS)
    templates = [Path(__file__).parent / "templates", config.theme / "templates"]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(path) for path in templates])
    app.jinja_env.filters.update(environment.filters(config.site["TIMEZONE"]))
    app.jinja_env.globals.update(config.site)
    app.jinja_env.globals.update(environment.template_globals(config.theme, "desk", "thread"))
    scripts.register(app, scripts_of(config.theme / "static" / "js"))
    words.register(app)


def _protect(app: Flask, services: Services) -> None:
    """Headers that let pages load nothing but their own style and scripts, and the site's icons."""
    style = str(app.jinja_env.globals["stylesheet"]).encode()
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    site = urlsplit(services.config.site["SITEURL"])
    icons = f"'self' {site.scheme}://{site.netloc}" if site.netloc else "'self'"
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'self'; "
        f"connect-src 'self'; img-src {icons}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )

    always = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }

    @app.after_request
    def protect(response: Response) -> Response:
        endpoint = request.endpoint or "preview."
        if not endpoint.startswith("preview."):
            there = {*response.headers.keys()}
            if endpoint == "static":
                there.add("Cache-Control")
            response.headers.extend({name: always[name] for name in always.keys() - there})
        return response
