"""Serves the built site as a static host would, with a script that reloads the page."""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from desk.context import services
from desk.preview.news import News

blueprint = Blueprint("preview", __name__)

_SCRIPT = '<script type="module" src="/_preview/live.js"></script>'


@blueprint.get("/_preview/events")
def events() -> ResponseReturnValue:
    """What has changed, as it changes."""
    news: News = current_app.extensions["news"]
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(news.stream(), mimetype="text/event-stream", headers=headers)


@blueprint.get("/_preview/live.js")
def script() -> ResponseReturnValue:
    """The script that listens."""
    return send_from_directory(Path(__file__).parent, "live.js", max_age=0)


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
def page(path: str) -> ResponseReturnValue:
    """A file of the built site, or its own 404 page."""
    output = services().config.output.resolve()
    found = safe_join(str(output), path)
    file = Path(found) if found else output / "404.html"
    if file.is_dir() and path and not path.endswith("/"):
        return redirect(f"/{path}/")
    if file.is_dir():
        file = file / "index.html"
    status = 200
    if not file.is_file():
        file, status = output / "404.html", 404
    if file.suffix != ".html":
        return send_from_directory(output, file.relative_to(output), max_age=0)
    return _live_page(file, status)


def _live_page(file: Path, status: int) -> Response:
    try:
        html = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        html = "<!doctype html><title>Not built yet</title><p>Not built yet.</p></body>"
    body = html.replace("</body>", f"{_SCRIPT}\n</body>")
    return Response(body, status, {"Cache-Control": "no-store"}, mimetype="text/html")
