"""Problems as programs read them (RFC 9457)."""

import logging
from http import HTTPStatus

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from desk.pages import NoManifestError
from desk.plain import to_json

logger = logging.getLogger(__name__)

_TYPE = "application/problem+json"


def register(blueprint: Blueprint) -> None:
    """Hook the answers into the API."""
    blueprint.register_error_handler(HTTPException, _http_problem)
    blueprint.register_error_handler(SQLAlchemyError, _not_now)
    blueprint.register_error_handler(NoManifestError, _not_now)
    blueprint.register_error_handler(Exception, _unforeseen)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An answer that says what is wrong, in words."""
    facts = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return Response(to_json(facts), status, headers, content_type=_TYPE)


def _http_problem(error: HTTPException) -> ResponseReturnValue:
    return problem(error.code or 500, error.description or "")


def _not_now(error: Exception) -> ResponseReturnValue:
    logger.error("%s: %s", request.endpoint, error)
    return problem(503, "The desk cannot do this just now; try again soon.", {"Retry-After": "60"})


def _unforeseen(error: Exception) -> ResponseReturnValue:
    logger.exception("%s", request.endpoint, exc_info=error)
    return problem(500, "Something went wrong at the desk; it is noted.")
