"""“A person” at the desk: look an address up, hand over what is kept, erase it.

The address is sent in the body of a form, never in the page's own address: those stand in the
logs of web servers and in the history of browsers.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.back import say
from desk.context import services
from desk.privacy.people import AddressError, Record, people
from desk.privacy.report import as_data, as_json
from desk.privacy.words import plan
from desk.sign_in import owner_only

blueprint = Blueprint("person", __name__, url_prefix="/desk/person")
blueprint.before_request(owner_only)


@blueprint.get("")
def ask() -> ResponseReturnValue:
    """Ask for an address."""
    return _page()


@blueprint.post("")
def show() -> ResponseReturnValue:
    """Show what is kept of a person, and where."""
    try:
        return _page(_record())
    except AddressError as error:
        return _page(error=str(error)), 422


@blueprint.post("/export")
def export() -> ResponseReturnValue:
    """Hand it over as a file; its name says nothing of whom it is about."""
    try:
        text = as_json(_record(), services().clock())
    except AddressError as error:
        return _page(error=str(error)), 422
    headers = {"Content-Disposition": 'attachment; filename="person.json"'}
    return Response(text, mimetype="application/json", headers=headers)


@blueprint.post("/erase")
def erase() -> ResponseReturnValue:
    """Say what will happen, and do it at the second press."""
    with_text = request.form.get("words") == "erase"
    try:
        record = _record()
        if request.form.get("sure") != "yes":
            return render_template(
                "desk/person_erase.html",
                address=record.address,
                with_text=with_text,
                sentences=plan(record, with_text),
                mentions=record.mentions if with_text else (),
            )
        erased = people(services()).erase(record.address, with_text)
    except AddressError as error:
        return _page(error=str(error)), 422
    for problem in erased.problems:
        say(f"{problem}. It is tried again by itself.", kind="problem")
    say(f"Erased: {erased.what}." if erased.what else "There was nothing to erase.")
    return redirect(url_for("person.ask"), 303)


def _record() -> Record:
    return people(services()).find(request.form.get("address", ""))


def _page(record: Record | None = None, error: str = "") -> str:
    return render_template(
        "desk/person.html",
        record=record,
        kept=as_data(record, services().clock())["kept"] if record else {},
        address=request.form.get("address", ""),
        error=error,
        erasures=people(services()).erasures(),
    )
