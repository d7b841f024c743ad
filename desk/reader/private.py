"""Pages whose address is the key to them."""

from flask import Response


def keep_address(response: Response) -> Response:
    """Let no request that follows from such a page name its address: servers write that down.

    The site is named still; without it, browsers would not say where a form comes from either.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
