"""The page behind the QR code of an invitation: one short form on the customer's own phone, without a script or a cookie.

The random code of the address is all that opens it. Nothing about the customer, the staff or the service is shown. Codes that
nobody gave out are counted by address, so that none can be found by trying.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, make_response, redirect, render_template, request

from server.api.context import part, services
from server.api.guards import public
from server.domain.moments import from_wire, to_wire
from server.records.field import Field
from server.services.answer_invitation import Invitation
from server.services.limit_attempts import TooManyAttempts
from server.services.survey_part import SurveyPart

blueprint = Blueprint("survey", __name__, url_prefix="/survey", template_folder="templates")
WHY = "whoever holds the random code of an invitation answers it once; attempts are limited"
LANGUAGES = ("zh", "en")
WHAT = "invitation"


@blueprint.errorhandler(TooManyAttempts)
def later(error: TooManyAttempts) -> Response:
    response = _page("later", None, 429)
    response.headers["Retry-After"] = str((error.details or {}).get("retry_after", 60))
    return response


@blueprint.route("/page.css")
@public("the style of that page")
def style() -> Response:
    return Response(render_template("survey.css"), mimetype="text/css")


@blueprint.route("/<branch_no>/<code>", methods=["GET"])
@public(WHY)
def show(branch_no: str, code: str) -> Response:
    at = services().clock()
    invitation = _invited(branch_no, code, at)
    if invitation is None or invitation.standing == "over":
        return _page("missing" if invitation is None else "over", invitation, 404 if invitation is None else 410)
    if invitation.standing == "answered":
        return _page("thanks", invitation)
    return _form(invitation, at, {}, {})


@blueprint.route("/<branch_no>/<code>", methods=["POST"])
@public(WHY)
def answer(branch_no: str, code: str) -> Response:
    """Answered twice at once, the second is refused by the record's own state and shown the thanks of the first."""
    at = services().clock()
    invitation = _invited(branch_no, code, at)
    if invitation is None or invitation.standing != "open":
        return show(branch_no, code)
    answers = {field.code: value for field in invitation.fields if (value := _typed(field)) is not None}
    missing = {field: _NEEDED for field in invitation.required if field not in answers}
    if missing:
        return _form(invitation, at, answers, missing, 422)
    _survey().limit.take(WHAT, code, request.remote_addr or "", at)
    refused = _survey().answer.answer(invitation, answers, _began(at), at)
    if refused is not None:
        told = {str(refused.get("field", "")): refused["message"]}
        return _form(invitation, at, answers, told, 422)
    _survey().limit.succeeded(WHAT, code, request.remote_addr or "")
    return cast(Response, redirect(f"{request.path}?lang={_language()}", 303))


_NEEDED = {"zh": "请回答这一题。", "en": "Please answer this one."}


def _invited(branch_no: str, code: str, at: datetime) -> Invitation | None:
    """Every look counts as a guess until the code proves to be one that was given out."""
    address = request.remote_addr or ""
    _survey().limit.take(WHAT, code, address, at)
    invitation = _survey().answer.invitation(branch_no, code, at)
    if invitation is not None:
        _survey().limit.succeeded(WHAT, code, address)
    return invitation


def _typed(field: Field) -> Any:
    text = request.form.get(field.code, "").strip()
    if text == "":
        return None
    if field.type == "int":
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else text
    return text == "true" if field.type == "bool" else text.replace("\r\n", "\n")


def _began(at: datetime) -> datetime:
    """When the page was asked for, as the page says; never later than now."""
    try:
        return min(from_wire(request.form.get("began", "")), at)
    except ValueError:
        return at


def _form(
    invitation: Invitation, at: datetime, answers: Mapping[str, Any], faults: Mapping[str, Any], status: int = 200
) -> Response:
    began = request.form.get("began") or to_wire(at)
    return _page("form", invitation, status, answers=answers, faults=faults, began=began)


def _page(face: str, invitation: Invitation | None, status: int = 200, **more: Any) -> Response:
    language = _language()
    page = render_template(
        "survey.html", face=face, invitation=invitation, language=language, english=language == "en", **more
    )
    return make_response(page, status)


def _language() -> str:
    """Asked for in the address, else what the phone prefers; Chinese where neither says."""
    asked = request.values.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "zh")


def _survey() -> SurveyPart:
    return cast(SurveyPart, part("survey"))
