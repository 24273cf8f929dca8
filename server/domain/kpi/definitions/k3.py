"""K3 客户反馈: different matters that customers raised in a quarter, and measures put forward on the analysis that covers it.

Opinions that repeat one another, and the complaint that was made of an opinion, are one matter: one of them counts. A measure
hangs together with its plan, and the plan with the analysis (D07) it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from server.domain.kpi.contribution import Contribution, counted, not_counted
from server.domain.kpi.definition import Kpi, Reason, View
from server.domain.kpi.fact import Fact, House, attributed_to, is_void, without_nothing
from server.domain.kpi.figure import Figure, Target, count
from server.domain.periods import FIRST_DAY, LAST_DAY, Period, months_in, period_of
from sync.server.state import RecordState

MATTERS = OPINION, COMPLAINT = "feedback", "complaint"
MEASURE, PLAN, REPORT = "improvement_measure", "improvement_plan", "analysis_report"
SUBMITTED = frozenset(
    {"awaiting_branch_manager", "awaiting_management", "approved", "executing", "verifying", "closed"}
)
APPROVED = frozenset({"approved", "executing", "verifying", "closed"})
MADE = frozenset({"submitted", "reviewed"})
COUNT, STRICT = "kpi_feedback_count", "kpi_measures_approved"
LONGEST_REPORT = timedelta(days=800)  # one that claims to cover more covers nothing


def fact_of(record: RecordState, house: House) -> Fact:
    group, peer, said = _SAID[record.kind](record, house)
    told = without_nothing({**said, "void": is_void(record)})
    return Fact(record.id, record.kind, record.occurred_at, attributed_to(record, house), group, told, peer)


def _opinion(record: RecordState, house: House) -> tuple[str, str | None, Mapping[str, object]]:
    same = record.payload.get("duplicate_of")
    words = house.fingerprint(str(record.payload.get("content", "")).strip())
    said = {"repeats": same is not None, "same": words, "doubtful": record.time_doubtful}
    return f"matter:{record.id}", None if same is None else f"matter:{same}", said


def _complaint(record: RecordState, house: House) -> tuple[str, str | None, Mapping[str, object]]:
    about = record.payload.get("linked")
    said = {"repeats": False, "doubtful": record.time_doubtful}
    return f"matter:{record.id}", None if about is None else f"matter:{about}", said


def _measure(record: RecordState, house: House) -> tuple[str, str | None, Mapping[str, object]]:
    return f"plan:{record.payload.get('plan_id')}", None, {}


def _plan(record: RecordState, house: House) -> tuple[str, str | None, Mapping[str, object]]:
    said = {"submitted": record.status in SUBMITTED, "approved": record.status in APPROVED}
    return f"plan:{record.id}", f"report:{record.payload.get('report_id')}", said


def _report(record: RecordState, house: House) -> tuple[str, str | None, Mapping[str, object]]:
    first, last = record.payload.get("period_from"), record.payload.get("period_to")
    return f"report:{record.id}", None, {"made": record.status in MADE, "first": first, "last": last}


_SAID = {OPINION: _opinion, COMPLAINT: _complaint, MEASURE: _measure, PLAN: _plan, REPORT: _report}


def judged(facts: Sequence[Fact]) -> Iterable[Contribution]:
    yield from _of_matters([each for each in facts if each.kind in MATTERS])
    yield from _of_measures([each for each in facts if each.kind not in MATTERS])


def _of_matters(facts: Sequence[Fact]) -> Iterable[Contribution]:
    """Of one matter the opinion that repeats no other counts; where that one is void, the earliest that stands."""
    standing = [each for each in facts if not each.void]
    chosen = min(standing, key=_rank, default=None)
    for each in facts:
        flags = ("doubtful",) if each.said.get("doubtful") else ()
        if each is chosen:
            yield counted(each, "matter", {"opinions": (1, 0)}, flags)
        else:
            yield not_counted(each, "void" if each.void else "repeated", flags)


def _rank(fact: Fact) -> tuple[bool, bool, str, str]:
    return fact.said.get("repeats", False), fact.kind == COMPLAINT and fact.peer is not None, fact.at, fact.record_id


def _of_measures(facts: Sequence[Fact]) -> Iterable[Contribution]:
    plans = {each.group: each for each in facts if each.kind == PLAN}
    reports = {each.group: each for each in facts if each.kind == REPORT}
    for each in facts:
        if each.kind != MEASURE:
            yield not_counted(each, "void" if each.void else "carries_measures")
            continue
        plan = plans.get(each.group)
        report = reports.get(str(plan.peer)) if plan else None
        reason = _why_not(each, plan, report)
        if reason is not None or plan is None or report is None:
            yield not_counted(each, reason or "no_plan")
            continue
        for quarter in _covered(report):
            amounts = {"measures": (1, 0), "approved": (int(plan.said.get("approved", False)), 0)}
            month = months_in(quarter)[0]
            yield Contribution(each.record_id, month, each.at, each.person, True, "put_forward", amounts)


def _why_not(measure: Fact, plan: Fact | None, report: Fact | None) -> str | None:
    if measure.void:
        return "void"
    if plan is None or plan.void or not plan.said.get("submitted"):
        return "not_submitted"
    if report is None or report.void or not report.said.get("made"):
        return "no_report"
    return None if _covered(report) else "quarter_not_covered"


def _covered(report: Fact) -> list[Period]:
    """The quarters that lie wholly within the period of the analysis."""
    first, last = report.said.get("first"), report.said.get("last")
    if not isinstance(first, str) or not isinstance(last, str):
        return []
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if not FIRST_DAY <= begin <= end <= LAST_DAY or end - begin > LONGEST_REPORT:
        return []
    found, quarter = [], period_of("quarter", begin)
    while quarter.first <= end:
        if begin <= quarter.first and quarter.until - timedelta(days=1) <= end:
            found.append(quarter)
        quarter = period_of("quarter", quarter.until)
    return found


def figures(view: View) -> list[Figure]:
    quarter = view.around("quarter")
    strict = view.setting(STRICT, quarter) == 1
    some = Target("at_least", 1, "count")  # the brief asks for measures, not for a number of them
    measures, approved = (view.total(f"k3.{name}", quarter)[0] for name in ("measures", "approved"))
    target = view.target("at_least", COUNT, "count", quarter)
    opinions = view.total("k3.opinions", quarter)[0]
    over = view.over(quarter)
    put_forward, passed = (None, some) if strict else (some, None)
    return [
        count("opinions", "意见与投诉", "Opinions and complaints", quarter.code, opinions, target, over=over),
        count("measures", "已提出的改进措施", "Measures put forward", quarter.code, measures, put_forward, over=over),
        count("approved", "已批准的改进措施", "Measures approved", quarter.code, approved, passed, over=over),
    ]


KPI = Kpi(
    code="k3",
    zh="客户反馈",
    en="Customer feedback",
    formula_zh="当季不重复的意见与投诉条数，并有依据本季分析报告提出（已提交）的改进措施",
    formula_en="Different opinions and complaints of the quarter, and at least one measure put forward on its analysis",
    kinds=(OPINION, COMPLAINT, MEASURE, PLAN, REPORT),
    spans=("quarter",),
    reasons={
        "matter": Reason("计为一条", "Counts as one matter", counts=True),
        "put_forward": Reason("措施已提出", "The measure was put forward", counts=True),
        "repeated": Reason("与另一条为同一事项，只计一条", "The same matter as another one, which counts"),
        "void": Reason("已作废", "Void"),
        "carries_measures": Reason(
            "报告、计划本身不计，计其措施", "Reports and plans carry measures and do not count themselves"
        ),
        "not_submitted": Reason("所属计划尚未提交", "Its plan has not been submitted"),
        "no_plan": Reason("没有所属计划", "It belongs to no plan"),
        "no_report": Reason("计划所依据的分析报告尚未提交", "The analysis under its plan has not been submitted"),
        "quarter_not_covered": Reason("分析报告未覆盖完整季度", "The analysis covers no whole quarter"),
    },
    flags={"doubtful": Reason("时间存疑", "Its time is in doubt")},
    fact=fact_of,
    judge=judged,
    figures=figures,
    aims={"opinions": "件"},
    watched=(OPINION,),
)
