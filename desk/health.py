"""Says whether the desk is well, to whatever watches over it; nothing private."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from desk.context import services
from desk.mail.standing import standing

blueprint = Blueprint("health", __name__, url_prefix="/replies")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """200 while replies can be stored, 503 otherwise; what else goes wrong is told."""
    try:
        mail = standing(services().engine, services().clock())
        publishing = services().ledger.read()
    except SQLAlchemyError:
        return jsonify(database="unreachable"), 503
    return jsonify(
        database="reachable",
        mail_waiting=mail.waiting,
        mail_failing=mail.failing,
        mail_failed=mail.failed,
        oldest_unsent=mail.oldest_unsent.isoformat() if mail.oldest_unsent else None,
        publishing_failed_at=publishing.failed_at.isoformat() if publishing.failed_at else None,
    )
