"""The KPIs: figures of a branch and of its people, the records under them, their pace, locked versions, and branches side by side."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify

from server.api import kpi_shapes as shapes
from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.kpi_schemas import (
    CURSOR,
    ComparedKpisSchema,
    KpiPaceSchema,
    KpiQuerySchema,
    KpiRecordsQuerySchema,
    KpiRecordsSchema,
    KpiSignsSchema,
    KpisSchema,
    KpiVersionsSchema,
    PeriodQuerySchema,
    PersonQuerySchema,
)
from server.api.reach import branch_in_reach
from server.domain.kpi import Kpi
from server.domain.moments import to_wire
from server.domain.people import Actor
from server.domain.periods import Period, months_in, parse_period
from server.domain.roles import may
from server.services.kpis_part import KpisPart
from server.services.ports_kpis import Listed

blueprint = Blueprint("kpis", __name__, url_prefix="/api/kpis", description="How the work is measured")
EVERYBODY = "kpis.people"


@blueprint.route("", methods=["GET"])
@guard("kpis.read")
@blueprint.arguments(KpiQuerySchema, location="query")
@blueprint.alt_response(200, schema=KpisSchema)
def read_kpis(query: dict[str, Any]) -> Response:
    """Everybody sees the figures of the branch; of its people only their own, unless their role answers for the others."""
    actor, now, asked = current_actor(), services().clock(), _period(query)
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    found = _kpis().read(branch_id, asked, now, _only(actor))
    people, tablets = _kpis().people(shapes.accounts_of(found)), _kpis().tablets(branch_id)
    ahead = _kpis().pace.ahead(branch_id, found, now)
    branch = services().people.branch(branch_id)
    assert branch is not None
    heard = [each.until for each in tablets]
    body = {
        "server_time": to_wire(now),
        "branch": {"id": branch.id, "no": branch.no, "name": branch.name},
        "period": shapes.period(asked, now),
        "me": actor.id,
        "everybody": _only(actor) is None,
        "complete_through": to_wire(min(until for until in heard if until)) if heard and all(heard) else None,
        "tablets": [{"name": each.tablet, "last_seen_at": each.until and to_wire(each.until)} for each in tablets],
        "lock": shapes.lock(_kpis().lock.state(branch_id, asked, now)),
        "kpis": [shapes.kpi(each, people, now, ahead.get(each.kpi.code)) for each in found],
    }
    return jsonify(body)


@blueprint.route("/<code>/records", methods=["GET"])
@guard("kpis.read")
@blueprint.arguments(KpiRecordsQuerySchema, location="query")
@blueprint.alt_response(200, schema=KpiRecordsSchema)
def list_kpi_records(query: dict[str, Any], code: str) -> Response:
    """What is under a figure, counted and not, each with its reason; newest first."""
    actor, now, kpi = current_actor(), services().clock(), _kpi(code)
    branch_id, period = branch_in_reach(actor, query.get("branch_id")), kpi.period_in(_period(query))
    after = CURSOR.match(query["cursor"]) if "cursor" in query else None
    wanted = Listed(
        kpi=kpi.code,
        months=months_in(period),
        person=_person(actor, query),
        counted=query.get("counted"),
        reason=query.get("reason"),
        after=(after[1], after[2], after[3]) if after else None,
        limit=query["limit"],
    )
    page = _kpis().list(actor, branch_id, kpi, period, wanted, now)
    people = _kpis().people({each.kept.contribution.person for each in page.items})
    body = {
        "kpi": kpi.code,
        "period": shapes.period(period, now),
        "reasons": shapes.reasons(page.reasons),
        "items": [shapes.listed(kpi, each, people) for each in page.items],
        "next": None if page.after is None else "~".join(page.after),
    }
    return jsonify(body)


@blueprint.route("/<code>/pace", methods=["GET"])
@guard("kpis.read")
@blueprint.arguments(PersonQuerySchema, location="query")
@blueprint.alt_response(200, schema=KpiPaceSchema)
def pace_of_kpi(query: dict[str, Any], code: str) -> Response:
    """What is missing and what may be expected, beside earlier periods and the branch."""
    actor, now = current_actor(), services().clock()
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    found = _kpis().pace(branch_id, _kpi(code), _period(query), now, _person(actor, query))
    return jsonify(shapes.paced(found, now))


@blueprint.route("/<code>/versions", methods=["GET"])
@guard("kpis.read")
@blueprint.arguments(KpiQuerySchema, location="query")
@blueprint.alt_response(200, schema=KpiVersionsSchema)
def versions_of_kpi(query: dict[str, Any], code: str) -> Response:
    """The locked figures and every restated version, each with what changed and the records that made it."""
    actor, now, kpi = current_actor(), services().clock(), _kpi(code)
    branch_id, period = branch_in_reach(actor, query.get("branch_id")), kpi.period_in(_period(query))
    found = _kpis().versions(branch_id, kpi, period, _only(actor))
    changed = [each for version in found if version.difference for each in version.difference.records]
    people = _kpis().people({each.person for each in changed})
    versions = [shapes.version(kpi, each, people) for each in found]
    return jsonify({"kpi": kpi.code, "period": shapes.period(period, now), "versions": versions})


@blueprint.route("/signs", methods=["GET"])
@guard("kpis.people")
@blueprint.arguments(KpiQuerySchema, location="query")
@blueprint.alt_response(200, schema=KpiSignsSchema)
def find_signs(query: dict[str, Any]) -> Response:
    """What looks like records made for the figure, for whoever answers for the branch."""
    actor, now, asked = current_actor(), services().clock(), _period(query)
    found = _kpis().signs(branch_in_reach(actor, query.get("branch_id")), asked)
    people = _kpis().people({each.sign.person for each in found})
    signs = [shapes.sign(each, people) for each in found]
    return jsonify({"period": shapes.period(asked, now), "signs": signs})


@blueprint.route("/overview", methods=["GET"])
@guard("kpis.compare")
@blueprint.arguments(PeriodQuerySchema, location="query")
@blueprint.alt_response(200, schema=ComparedKpisSchema)
def compare_branches(query: dict[str, Any]) -> Response:
    now, asked = services().clock(), _period(query)
    branches = [shapes.compared(each) for each in _kpis().compare(asked, now)]
    return jsonify({"period": shapes.period(asked, now), "branches": branches})


def _kpis() -> KpisPart:
    return cast(KpisPart, part("kpis"))


def _kpi(code: str) -> Kpi:
    found = _kpis().kpis.get(code)
    if found is None:
        raise Problem("not_found")
    return found


def _period(query: dict[str, Any]) -> Period:
    try:
        return parse_period(query["period"])
    except ValueError as error:
        raise Problem("not_a_period", field="period") from error


def _only(actor: Actor) -> str | None:
    """The one account whose figures this person sees; None for those who answer for everybody."""
    return None if may(actor.active_role, EVERYBODY) else actor.id


def _person(actor: Actor, query: dict[str, Any]) -> str | None:
    """Whose records are asked for; somebody else's are refused before anything tells whether there are any."""
    asked: str | None = query.get("person")
    if _only(actor) is not None and asked not in (None, actor.id):
        raise Problem("not_permitted", details={"permission": EVERYBODY})
    return asked if _only(actor) is None else actor.id
