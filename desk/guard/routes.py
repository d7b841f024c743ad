"""The address where the page's script fetches a token for its form."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from desk.context import services

blueprint = Blueprint("guard", __name__, url_prefix="/replies")


@blueprint.get("/token")
def token() -> ResponseReturnValue:
    """A token for the form of one page, as plain text; the site may be at another address."""
    desk = services()
    new = desk.guard.tokens.new(request.args.get("page", "")[:200], desk.clock())
    return Response(new, mimetype="text/plain", headers={"Access-Control-Allow-Origin": "*"})
