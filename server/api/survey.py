"""The page behind a QR code: one short form on the customer's own phone, without a script.

The random code of the address is all that opens it: an invitation of one person, or a code that many may scan (of an event, of a
campaign). Nothing about the customer, the staff or the service is shown. Codes that nobody gave out are counted by address, so
that none can be found by trying. Behind a code for many, a random number in a cookie of that one address keeps a browser from
answering twice; it tells nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Blueprint, Response, g, make_response, redirect, render_template, request

from server.api.context import part, services
from server.api.guards import public
from server.domain.moments import from_wire, to_wire
from server.records.field import Field
from server.services.answer_public_link import OpenPage
from server.services.customer_page import CustomerPage
from server.services.limit_attempts import TooManyAttempts
from server.services.survey_part import SurveyPart

blueprint = Blueprint("survey", __name__, url_prefix="/survey", template_folder="templates")
WHY = "whoever holds the random code answers once; attempts are limited"
LANGUAGES = ("zh", "en")
WHAT, MADE = "invitation", "public answer"
SERIAL = "answered_by"
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KEPT = timedelta(days=180)
CLOSED = {"early": 200, "answered": 200, "over": 410}


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
    asked = _asked(branch_no, code, at)
    if asked is None:
        return _page("missing", None, 404)
    if asked.standing != "open":
        return _page(asked.standing, asked, CLOSED[asked.standing])
    return _form(asked, at, {}, {})


@blueprint.route("/<branch_no>/<code>", methods=["POST"])
@public(WHY)
def answer(branch_no: str, code: str) -> Response:
    """Answered twice at once, the second changes nothing and is shown the thanks of the first."""
    at = services().clock()
    asked = _asked(branch_no, code, at)
    if asked is None or asked.standing != "open":
        return show(branch_no, code)
    answers = {field.code: value for field in asked.fields if (value := _typed(field)) is not None}
    missing = {field: _NEEDED for field in asked.required if field not in answers}
    if missing:
        return _form(asked, at, answers, missing, 422)
    refused = _given(asked, code, answers, at)
    if refused is not None:
        return _form(asked, at, answers, _told(asked, refused), 422)
    if isinstance(asked, OpenPage) and SERIAL not in request.cookies:
        return _page("answered", asked)  # it would not be known again after a redirect
    return cast(Response, redirect(f"{request.path}?lang={_language()}", 303))


def _given(asked: CustomerPage, code: str, answers: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    survey, address = _survey(), request.remote_addr or ""
    if isinstance(asked, OpenPage):
        survey.flood.take(MADE, code, address, at)
        return survey.gather.answer(asked, _serial(), answers, _began(at), at)
    survey.limit.take(WHAT, code, address, at)
    refused = survey.answer.answer(asked, answers, _began(at), at)
    if refused is None:
        survey.limit.succeeded(WHAT, code, address)
    return refused


def _told(asked: CustomerPage, refused: Mapping[str, Any]) -> dict[str, Any]:
    """The sentence at its question, or above them all where the page does not ask about it."""
    field = str(refused.get("field") or "")
    return {field if field in asked.form.fields else "": refused["message"]}


def _serial() -> str:
    """What this browser was given when it first looked; where it keeps no cookies, what the form carries."""
    if "serial" not in g:
        known = request.cookies.get(SERIAL) or request.form.get("serial") or ""
        g.serial = known if UUID7.fullmatch(known) else services().new_id()
    return cast(str, g.serial)


def _kept(response: Response, asked: CustomerPage) -> Response:
    if isinstance(asked, OpenPage):
        response.set_cookie(
            SERIAL,
            _serial(),
            max_age=KEPT,
            path=request.path,
            httponly=True,
            secure=services().settings.secure,
            samesite="Lax",
        )
    return response


_NEEDED = {"zh": "请回答这一题。", "en": "Please answer this one."}


def _asked(branch_no: str, code: str, at: datetime) -> CustomerPage | None:
    """Every look counts as a guess until the code proves to be one that was given out."""
    survey, address = _survey(), request.remote_addr or ""
    survey.limit.take(WHAT, code, address, at)
    found = survey.answer.invitation(branch_no, code, at) or survey.gather.page(branch_no, code, _serial(), at)
    if found is not None:
        survey.limit.succeeded(WHAT, code, address)
    return found


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
    asked: CustomerPage, at: datetime, answers: Mapping[str, Any], faults: Mapping[str, Any], status: int = 200
) -> Response:
    began, serial = request.form.get("began") or to_wire(at), _serial()
    page = _page("form", asked, status, answers=answers, faults=faults, began=began, serial=serial)
    return _kept(page, asked)


def _page(face: str, asked: CustomerPage | None, status: int = 200, **more: Any) -> Response:
    language = _language()
    page = render_template("survey.html", face=face, asked=asked, language=language, english=language == "en", **more)
    return make_response(page, status)


def _language() -> str:
    """Asked for in the address, else what the phone prefers; Chinese where neither says."""
    asked = request.values.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "zh")


def _survey() -> SurveyPart:
    return cast(SurveyPart, part("survey"))
