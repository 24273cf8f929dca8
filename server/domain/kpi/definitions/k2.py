"""K2 业务笔数与错误率: what was completed in a month, and how much of it was wrong, both by the month of completion.

A piece of business hangs together with the errors registered about it, and with any other that has the same core serial number,
of whatever kind it is. A correction never erases an error; 不成立 does. A reversal by the customer keeps the count; a mistaken
entry that was declared void leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.domain.kpi.contribution import Contribution, counted, not_counted
from server.domain.kpi.definition import Kpi, Reason, View
from server.domain.kpi.fact import Fact, House, attributed_to, is_void, without_nothing
from server.domain.kpi.figure import Figure, Status, count, share, worst
from server.domain.periods import Period, months_in, parse_period
from sync.server.state import RecordState

BUSINESS, OPENING, ERROR = "business_request", "account_opening", "error_record"
COMPLETED = frozenset({"completed", "archived"})
ENDED = {"cancelled": "cancelled", "refused": "refused"}
SAME = ("customer_id", "business_type", "account_class", "amount")
STANDING_ERRORS = frozenset({"established", "corrected"})
REVERSED, MISHANDLED = "customer_cancelled", "operating_error"
BUSINESS_LABEL = ("business", "业务笔数", "Pieces of business")
COUNT, RATE, SMALL = "kpi_business_count", "kpi_error_percent", "kpi_small_sample"


def fact_of(record: RecordState, house: House) -> Fact:
    return _error(record, house) if record.kind == ERROR else _business(record, house)


def _error(record: RecordState, house: House) -> Fact:
    said = {"state": "void" if is_void(record) else record.status}
    group = f"request:{record.payload.get('request_id')}"
    return Fact(record.id, record.kind, record.occurred_at, attributed_to(record, house), group, said)


def _business(record: RecordState, house: House) -> Fact:
    """Its moment is that of its completion; until then the one at which it was received."""
    values = record.payload
    completed, serial = values.get("completed_at"), values.get("core_serial_no")
    said = {
        "state": "void" if is_void(record) else record.status,
        "cause": values.get("void_cause") if is_void(record) else None,
        "completed": completed is not None,
        "received": record.occurred_at if completed is not None else None,
        "doubtful": record.time_doubtful,
        "same": house.fingerprint(repr(list(map(values.get, SAME)))) if values.get("customer_id") else None,
    }
    return Fact(
        record.id,
        record.kind,
        completed or record.occurred_at,
        attributed_to(record, house),
        f"request:{record.id}",
        without_nothing(said),
        peer=f"serial:{house.fingerprint(str(serial))}" if serial else None,
    )


def judged(facts: Sequence[Fact]) -> Iterable[Contribution]:
    errors = [each for each in facts if each.kind == ERROR]
    business = [each for each in facts if each.kind != ERROR]
    wrong = {each.group for each in errors if each.said["state"] in STANDING_ERRORS}
    first = next((each.record_id for each in business if _was_done(each)), None)
    for each in business:
        yield _of_business(each, wrong=each.group in wrong, first=first)
    by_group = {each.group: each for each in business}
    for each in errors:
        yield _of_error(each, by_group.get(each.group))


def _of_business(fact: Fact, *, wrong: bool, first: str | None) -> Contribution:
    flags = ("doubtful",) if fact.said.get("doubtful") else ()
    if _mishandled(fact):
        return counted(fact, "void_mishandled", {"errors": (1, 1)}, flags)
    if not _was_done(fact):
        return not_counted(fact, _why_not(fact), flags)
    if fact.peer is not None and fact.record_id != first:
        return not_counted(fact, "same_serial", flags)
    reason = "with_error" if wrong else "reversed" if fact.said["state"] == "void" else "completed"
    return counted(fact, reason, {"business": (1, 0), "errors": (int(wrong), 1)}, flags)


def _was_done(fact: Fact) -> bool:
    """Completed, and not taken back; what the customer reversed later was done all the same."""
    state, done = fact.said["state"], fact.said.get("completed", False)
    return (state in COMPLETED) or (state == "void" and done and fact.said.get("cause") == REVERSED)


def _mishandled(fact: Fact) -> bool:
    return fact.said["state"] == "void" and fact.said.get("cause") == MISHANDLED


def _why_not(fact: Fact) -> str:
    state = fact.said["state"]
    if state == "void":
        return "void_duplicate" if fact.said.get("cause") == "duplicate" else "void"
    return ENDED.get(state, "not_completed")


def _of_error(fact: Fact, about: Fact | None) -> Contribution:
    """An error stands beside the business it is about, in its month and on its account; it is counted there."""
    if about is None:
        return not_counted(fact, "error_elsewhere")
    beside = Fact(fact.record_id, fact.kind, about.at, about.person, fact.group, fact.said)
    if fact.said["state"] in STANDING_ERRORS:
        return counted(beside, "error_stands", {})
    return not_counted(beside, {"unfounded": "error_unfounded", "void": "void"}.get(fact.said["state"], "error_open"))


def figures(view: View) -> list[Figure]:
    return [_number(view), _rate(view)]


def _number(view: View) -> Figure:
    """The target is a month's. A longer period has reached it when each of its months has."""
    months = [_month_number(view, parse_period(month)) for month in months_in(view.period)]
    if len(months) == 1:
        return months[0]
    number = view.total("k2.business", view.period)[0]
    found = count(*BUSINESS_LABEL, view.period.code, number, None, over=view.over(view.period))
    status: Status = worst([each.status for each in months])
    return found._replace(status=status)


def _month_number(view: View, month: Period) -> Figure:
    target = view.target("at_least", COUNT, "count", month)
    number = view.total("k2.business", month)[0]
    return count(*BUSINESS_LABEL, month.code, number, target, over=view.over(month))


def _rate(view: View) -> Figure:
    target = view.target("at_most", RATE, "percent", view.period)
    small = view.setting(SMALL, view.period)
    sums = view.total("k2.errors", view.period)
    return share("errors", "错误率", "Errors", view.period.code, sums, target, small)


KPI = Kpi(
    code="k2",
    zh="业务办理",
    en="Business handled",
    formula_zh="当月完成的业务笔数（重复、作废不计）；错误率＝（有成立差错的完成业务＋因操作差错作废）÷（完成＋因操作差错作废）",
    formula_en="Business completed in the month; errors: completed with a standing error, or void for mishandling, of both together",
    kinds=(BUSINESS, OPENING, ERROR),
    spans=("month", "quarter"),
    reasons={
        "completed": Reason("已完成", "Completed", counts=True),
        "with_error": Reason("已完成，有成立的差错", "Completed, with a standing error", counts=True),
        "reversed": Reason(
            "已完成，后由客户撤销，仍计", "Completed, reversed by the customer later: it counts", counts=True
        ),
        "void_mishandled": Reason(
            "因操作差错作废，计入错误率", "Void for an operating error: it counts as an error", counts=True
        ),
        "error_stands": Reason(
            "差错成立，计在所属业务上", "The error stands; it counts with its business", counts=True
        ),
        "not_completed": Reason("尚未完成", "Not completed yet"),
        "cancelled": Reason("客户取消，未办理", "Cancelled by the customer before it was done"),
        "refused": Reason("拒绝办理", "Refused"),
        "void": Reason("已作废", "Void"),
        "void_duplicate": Reason("重复登记，已作废", "Registered twice: void"),
        "same_serial": Reason("核心流水号相同，只计先完成的一笔", "The same core serial number: the first one counts"),
        "error_open": Reason("差错待确认", "The error is not decided yet"),
        "error_unfounded": Reason("差错不成立", "The error was found unfounded"),
        "error_elsewhere": Reason("差错不属于已登记的业务", "The error is about no business registered here"),
    },
    flags={"doubtful": Reason("时间存疑", "Its time is in doubt")},
    fact=fact_of,
    judge=judged,
    figures=figures,
    aims={"business": "笔"},
    watched=(BUSINESS, OPENING),
)
