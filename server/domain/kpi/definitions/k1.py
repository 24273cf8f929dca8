"""K1 客户服务质量: the share of satisfied answers among the valid ones, by the month in which the questionnaire was handed out.

Which responses are valid says server/domain/survey_figures.py, as for the survey documents. Several about one service hang
together; of them one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from server.domain.kpi.contribution import Contribution, counted, not_counted
from server.domain.kpi.definition import Kpi, Reason, View
from server.domain.kpi.fact import Fact, House, attributed_to, without_nothing
from server.domain.kpi.figure import Figure, Target, share
from server.domain.moments import from_wire
from server.domain.survey_figures import OVERALL, SATISFIED, Response, State, judge
from sync.lifecycle import VOIDED
from sync.server.state import RecordState

RESPONSE = "survey_response"
STATES: dict[str, State] = {"submitted": "returned", "expired": "expired", VOIDED: "void"}
BEST = 5
TARGET, BY_MEAN, SMALL = "kpi_satisfaction_percent", "kpi_satisfaction_by_mean", "kpi_small_sample"


def fact_of(record: RecordState, house: House) -> Fact:
    values = record.payload
    service = values.get("linked")
    said = {
        "state": STATES.get(record.status, "waiting"),
        "mode": values.get("mode"),
        "service": service,
        "begun": values.get("started_at"),
        "submitted": values.get("submitted_at"),
        "overall": values.get(OVERALL),
        "doubtful": record.time_doubtful,
    }
    fact = Fact(
        record.id,
        record.kind,
        record.occurred_at,
        attributed_to(record, house),
        f"service:{service}" if service else f"response:{record.id}",
        without_nothing(said),
    )
    seconds = house.setting("survey_fill_seconds", from_wire(record.occurred_at))
    if seconds is not None and _response(fact).hasty(seconds):
        return Fact(**{**vars(fact), "said": {**fact.said, "hasty": True}})
    return fact


def judged(facts: Sequence[Fact]) -> Iterable[Contribution]:
    by_id = {each.record_id: each for each in facts}
    found = judge([_response(each) for each in facts])
    for response in found.valid:
        fact = by_id[response.id]
        amounts = {"satisfied": (int(_overall(fact) in SATISFIED), 1), "score": (int(_overall(fact)), BEST)}
        yield counted(fact, "valid", amounts, _flags(fact))
    for response, reason in found.excluded:
        yield not_counted(by_id[response.id], reason, _flags(by_id[response.id]))


def figures(view: View) -> list[Figure]:
    period = view.period
    target = view.target("at_least", TARGET, "percent", period)
    by_mean = view.setting(BY_MEAN, period) == 1
    return [
        _share(view, "satisfied", "满意度", "Satisfied", "satisfied", None if by_mean else target),
        _share(view, "mean_score", "平均分折算", "Mean score of five", "score", target if by_mean else None),
    ]


def _share(view: View, code: str, zh: str, en: str, measure: str, target: Target | None) -> Figure:
    sums, responses = view.total(f"k1.{measure}", view.period), view.total("k1.satisfied", view.period)[1]
    return share(code, zh, en, view.period.code, sums, target, view.setting(SMALL, view.period), responses)


def _response(fact: Fact) -> Response:
    said = fact.said
    return Response(
        id=fact.record_id,
        state=said["state"],
        mode=said.get("mode", ""),
        service=said.get("service"),
        issued=from_wire(fact.at),
        begun=from_wire(said["begun"]) if "begun" in said else None,
        submitted=from_wire(said["submitted"]) if "submitted" in said else None,
        answers={OVERALL: said["overall"]} if "overall" in said else {},
    )


def _overall(fact: Fact) -> Any:
    return fact.said["overall"]


def _flags(fact: Fact) -> tuple[str, ...]:
    return tuple(name for name in ("hasty", "doubtful") if fact.said.get(name))


KPI = Kpi(
    code="k1",
    zh="客户服务质量",
    en="Quality of service",
    formula_zh="总体满意度 4 分以上的有效问卷 ÷ 有效问卷（允许的填写方式、已答总体满意度、每项服务一份）",
    formula_en="Valid responses with an overall answer of 4 or 5, of all valid responses",
    kinds=(RESPONSE,),
    spans=("month", "quarter"),
    reasons={
        "valid": Reason("有效问卷", "Valid response", counts=True),
        "waiting": Reason("尚未回收", "Not returned yet"),
        "expired": Reason("已过期未答", "Expired without an answer"),
        "void": Reason("已作废", "Void"),
        "typed_by_staff": Reason("员工代录，不计入", "Typed by staff: kept, not counted"),
        "unanswered": Reason("未答总体满意度", "The overall question was not answered"),
        "answered_again": Reason(
            "同一服务重复填写，只计24小时内最后一份", "Another response about the same service counts"
        ),
    },
    flags={
        "hasty": Reason("填写过快", "Filled in very fast"),
        "doubtful": Reason("时间存疑", "Its time is in doubt"),
    },
    fact=fact_of,
    judge=judged,
    figures=figures,
    watched=(RESPONSE,),
)
