"""The page behind the code on a document: whether the paper, or a file, is what the bank issued. It shows nothing about a customer.

Whoever holds the paper holds its address; a serial alone, or a wrong code, opens nothing. A file is hashed in the browser and never
sent here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, make_response, render_template, request

from server.api.context import part, services
from server.api.guards import public
from server.documents.chinese import exact_moment
from server.documents.printed_data import short_form
from server.documents.reasons import reason_text
from server.domain.moments import BANK_ZONE
from server.services.limit_attempts import TooManyAttempts
from server.services.verification_part import VerificationPart
from server.services.verify_document import Verified

blueprint = Blueprint("verification", __name__, url_prefix="/verify", template_folder="templates")
WHY = "whoever holds the paper holds its random code; looks are limited and show nothing about a customer"
WHAT = "verification"
LANGUAGES = ("zh", "en")


@blueprint.errorhandler(TooManyAttempts)
def later(error: TooManyAttempts) -> Response:
    response = _page("later", 429)
    response.headers["Retry-After"] = str((error.details or {}).get("retry_after", 60))
    return response


@blueprint.route("/page.css")
@public("the style of that page")
def style() -> Response:
    return Response(render_template("verify.css"), mimetype="text/css")


@blueprint.route("/page.js")
@public("the script of that page, which compares a file")
def script() -> Response:
    return Response(render_template("verify.js"), mimetype="text/javascript")


@blueprint.route("/", defaults={"rest": ""})
@blueprint.route("/<path:rest>")
@public("an address without its code shows nothing")
def elsewhere(rest: str) -> Response:
    return _page("missing", 404)


@blueprint.route("/<serial>/<token>")
@public(WHY)
def show(serial: str, token: str) -> Response:
    verification = _verification()
    verification.limit.take(WHAT, serial, request.remote_addr or "", services().clock())
    found = verification.document(serial, token)
    return _page("missing", 404) if found is None else _page("found", 200, **_shown(verification, found))


def _shown(verification: VerificationPart, found: Verified) -> dict[str, Any]:
    language, document, signature = _language(), found.document, found.signature
    return {
        "bank": verification.bank,
        "branch": found.branch.name,
        "title": verification.title(document, language),
        "document": document,
        "successor": found.successor,
        "reason": reason_text(document.reason, language) if document.state == "voided" else None,
        "issued_at": _moment(document.issued_at),
        "code": short_form(document.data_sha256 or ""),
        "signature": signature,
        "signed_at": _moment(signature.signed_at),
        "valid_from": _day(signature.valid_from),
        "valid_until": _day(signature.valid_until),
    }


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    return exact_moment(at) if _language() == "zh" else f"{at.astimezone(BANK_ZONE):%Y-%m-%d %H:%M:%S} (UTC+8)"


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(BANK_ZONE):%Y-%m-%d}"


def _page(face: str, status: int, **more: Any) -> Response:
    language = _language()
    page = render_template("verify.html", face=face, language=language, english=language == "en", **more)
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _language() -> str:
    """Asked for in the address, else what the phone prefers; Chinese where neither says."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "zh")


def _verification() -> VerificationPart:
    return cast(VerificationPart, part("verification"))
