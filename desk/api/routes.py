"""The addresses of the API, below ``/desk/api/``."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Conflict, NotFound, UnprocessableEntity

from desk.api.limit import Limit
from desk.api.problem import problem
from desk.api.problem import register as register_problems
from desk.api.tokens import ApiTokens
from desk.context import services
from desk.edit_form import AnswerForm
from desk.plain import plain, plain_list, to_json
from desk.submission import VERBS, DecisionError, Submission
from desk.view import View

blueprint = Blueprint("api", __name__, url_prefix="/desk/api")
register_problems(blueprint)

_A_MINUTE = 120
"""Requests of one token, or of strangers from one address."""

_MOST = 200
"""Replies in one answer."""

_FILTERS = ("status", "search", "page", "sender", "text", "reasons", "order", "after")


def register(app: Flask, csrf: CSRFProtect) -> None:
    """Add the API to the desk."""
    # No cookie is looked at, so there is no session that a page elsewhere could abuse.
    csrf.exempt(blueprint)
    app.extensions["api_limit"] = Limit(app.extensions["services"].clock, _A_MINUTE)
    app.register_blueprint(blueprint)


@blueprint.before_request
def let_in() -> Response | None:
    """Let nobody in without a token, and nobody too often."""
    desk = services()
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    known = kind.casefold() == "bearer" and ApiTokens(desk.engine, desk.clock).name_of(
        token.strip()
    )
    caller = f"token {known}" if known else f"address {request.remote_addr}"
    wait = current_app.extensions["api_limit"].wait(caller)
    if wait is not None:
        seconds = str(int(wait.total_seconds()) + 1)
        detail = f"More than {_A_MINUTE} requests in a minute; wait {seconds} seconds."
        return problem(429, detail, {"Retry-After": seconds})
    if not known:
        detail = "Send a token that “python -m desk api-token make NAME” made, as Bearer."
        return problem(401, detail, {"WWW-Authenticate": 'Bearer realm="desk"'})
    return None


@blueprint.get("/replies")
def list_() -> Response:
    """Replies, by the filters of the desk; ``Link`` names the next page."""
    view = View.of(request.args)
    for name, value in request.args.items():
        if name != "limit" and name not in _FILTERS:
            raise BadRequest(f"There is no parameter “{name}”")
        if name in ("status", "reasons", "order", "after") and str(getattr(view, name)) != value:
            raise BadRequest(f"“{value}” is nothing that “{name}” may be")
    desk, limit = services(), _limit()
    found = desk.finder.find(
        view.criteria(desk.inbox, desk.pages),
        limit,
        newest_first=view.newest_first,
        after=view.after,
    )
    answer = _answer(plain_list(found.submissions))
    if found.after:
        following = view.arguments(after=found.after) | {"limit": str(limit)}
        answer.headers["Link"] = f'<{url_for("api.list_")}?{urlencode(following)}>; rel="next"'
    return answer


@blueprint.get("/replies/<id>")
def show(id: str) -> Response:
    """One reply whole."""
    return _answer(plain(_must_get(id)))


@blueprint.post("/replies/<id>/<any(approve,unapprove,spam,trash,restore):word>")
def decide(id: str, word: str) -> Response:
    """Take a decision, and file the comment."""
    desk, before = services(), _must_get(id)
    verb = next(known for known in VERBS if known == word)
    try:
        decided = desk.inbox.decide(before.id, verb)
    except DecisionError as error:
        raise Conflict(str(error)) from None
    desk.filing.run()
    return _answer(plain_list([decided]))


@blueprint.post("/replies/<id>/answer")
def answer(id: str) -> Response:
    """Publish a reply and answer it as the owner: ``{"text": "…"}``."""
    desk, before = services(), _must_get(id)
    sent = request.get_json()
    text = sent.get("text") if isinstance(sent, dict) else None
    if not isinstance(text, str):
        raise UnprocessableEntity("Send an object with your answer in “text”")
    form = AnswerForm(MultiDict({"body": text}))
    if not form.validate():
        raise UnprocessableEntity(str(form.body.errors[0]))
    try:
        both = desk.inbox.answer(before.id, desk.config.site["AUTHOR"], form.text("body"))
    except DecisionError as error:
        raise Conflict(str(error)) from None
    desk.filing.run()
    return _answer(plain_list(both))


@blueprint.route("/", defaults={"path": ""}, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@blueprint.route("/<path:path>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def nothing(path: str) -> Response:
    """Any other address."""
    raise NotFound(f"There is nothing to {request.method} at “{path}”; see the README")


def _limit() -> int:
    asked = request.args.get("limit", "50")
    if not (asked.isascii() and asked.isdecimal() and 0 < int(asked) <= _MOST):
        raise BadRequest(f"“limit” may be 1 to {_MOST}")
    return int(asked)


def _must_get(id: str) -> Submission:
    submission = services().inbox.get(id)
    if submission is None:
        raise NotFound(f"There is no submission {id}")
    return submission


def _answer(data: object) -> Response:
    return Response(to_json(data), content_type="application/json")
