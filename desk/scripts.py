"""The theme's scripts, for the pages that the desk shows to readers.

They come from the desk itself: it draws its pages with its own copy of the theme, which may be
older or newer than the built site's, and the site may be at another host.
"""

from flask import Blueprint, Flask, Response, current_app, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from plugins.theme.scripts import Script

blueprint = Blueprint("scripts", __name__, url_prefix="/replies/scripts")

_FOR_EVER = "public, max-age=31536000, immutable"
"""The name of a script changes with what is in it."""


def register(app: Flask, scripts: dict[str, Script]) -> None:
    """Serve these scripts, and let templates name them."""
    app.extensions["scripts"] = {script.file: script.text for script in scripts.values()}
    app.jinja_env.globals["script_url"] = lambda name: url_for(
        "scripts.script", file=scripts[name].file
    )
    app.register_blueprint(blueprint)


@blueprint.get("/<file>")
def script(file: str) -> ResponseReturnValue:
    """One script."""
    text = current_app.extensions["scripts"].get(file)
    if text is None:
        raise NotFound
    return Response(text, mimetype="text/javascript", headers={"Cache-Control": _FOR_EVER})
