"""K4 活动参与: events that ended in a quarter and in which somebody took part, by the moment at which they actually ended.

A person's figure counts the events at which they checked in, each once; the branch's counts the events at which anybody did, so it
is not the sum of its people. How participants rated the events is shown; the brief sets no target for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.domain.kpi.contribution import Contribution, counted, not_counted
from server.domain.kpi.definition import Kpi, Reason, View
from server.domain.kpi.fact import NOBODY, Fact, House, attributed_to, is_void, without_nothing
from server.domain.kpi.figure import Figure, count, mean
from sync.server.state import RecordState

EVENT, PARTICIPATION, RATING = "event_plan", "staff_participation", "event_feedback"
ENDED = frozenset({"ended", "summed_up"})
COUNT, SMALL = "kpi_event_count", "kpi_small_sample"


def fact_of(record: RecordState, house: House) -> Fact:
    values = record.payload
    if record.kind != EVENT:
        said = {"void": is_void(record), "score": values.get("score") if record.kind == RATING else None}
        group = f"event:{values.get('event_id')}"
        person = attributed_to(record, house) if record.kind == PARTICIPATION else NOBODY
        return Fact(record.id, record.kind, record.occurred_at, person, group, without_nothing(said))
    ended = record.status in ENDED
    at = values.get("actual_end_at") if ended else values.get("start_at")
    said = {"void": is_void(record), "ended": ended, "cancelled": record.status == "cancelled"}
    return Fact(record.id, EVENT, at or record.occurred_at, NOBODY, f"event:{record.id}", without_nothing(said))


def judged(facts: Sequence[Fact]) -> Iterable[Contribution]:
    event = next((each for each in facts if each.kind == EVENT), None)
    ratings = [each for each in facts if each.kind == RATING]
    present = [each for each in facts if each.kind == PARTICIPATION]
    scores = [each.said["score"] for each in ratings if not each.void and "score" in each.said]
    total = (sum(scores), len(scores))
    why = _why_not(event)
    if event is not None:
        yield _of_event(event, why, anybody=any(not each.void for each in present), total=total)
    seen: set[str] = set()
    for each in present:
        yield _of_participation(each, event, why, seen, total)
    for each in ratings:
        yield _of_rating(each, event, why)


def _why_not(event: Fact | None) -> str | None:
    if event is None:
        return "event_unknown"
    if event.void:
        return "event_void"
    if event.said.get("cancelled"):
        return "event_cancelled"
    return None if event.said.get("ended") else "event_not_ended"


def _of_event(event: Fact, why: str | None, *, anybody: bool, total: tuple[int, int]) -> Contribution:
    if why is not None:
        return not_counted(event, why)
    if not anybody:
        return not_counted(event, "nobody_checked_in")
    return counted(event, "event", {"events": (1, 0), "scores": total})


def _of_participation(
    fact: Fact, event: Fact | None, why: str | None, seen: set[str], total: tuple[int, int]
) -> Contribution:
    """In the month of the event; the first time somebody checked in counts."""
    beside = _in_month_of(fact, event)
    if fact.void:
        return not_counted(beside, "void")
    if why is not None:
        return not_counted(beside, why)
    if fact.person in seen:
        return not_counted(beside, "checked_in_twice")
    seen.add(fact.person)
    return counted(beside, "took_part", {"taken_part": (1, 0), "scores_of_mine": total})


def _of_rating(fact: Fact, event: Fact | None, why: str | None) -> Contribution:
    beside = _in_month_of(fact, event)
    if fact.void or why is not None:
        return not_counted(beside, "void" if fact.void else str(why))
    return counted(beside, "rating", {})


def _in_month_of(fact: Fact, event: Fact | None) -> Fact:
    return fact if event is None else Fact(fact.record_id, fact.kind, event.at, fact.person, fact.group, fact.said)


def figures(view: View) -> list[Figure]:
    quarter = view.around("quarter")
    events, scores = ("taken_part", "scores_of_mine") if view.of_person else ("events", "scores")
    target = view.target("at_least", COUNT, "count", quarter)
    small = view.setting(SMALL, quarter)
    number, rated = view.total(f"k4.{events}", quarter)[0], view.total(f"k4.{scores}", quarter)
    return [
        count("events", "参与活动场次", "Events taken part in", quarter.code, number, target, over=view.over(quarter)),
        mean("event_score", "活动评分", "Rating of the events", quarter.code, rated, small),
    ]


KPI = Kpi(
    code="k4",
    zh="活动参与",
    en="Events",
    formula_zh="当季（按实际结束时间）已结束、本人有签到的活动场次；网点按有员工签到的活动场次",
    formula_en="Events that actually ended in the quarter at which the person checked in; of the branch, at which anybody did",
    kinds=(EVENT, PARTICIPATION, RATING),
    spans=("quarter",),
    reasons={
        "event": Reason("活动已结束", "The event has ended", counts=True),
        "took_part": Reason("已签到参与", "Checked in", counts=True),
        "rating": Reason("评分计入活动", "The rating counts with its event", counts=True),
        "event_not_ended": Reason("活动尚未结束", "The event has not ended"),
        "event_cancelled": Reason("活动已取消", "The event was cancelled"),
        "event_void": Reason("活动已作废", "The event is void"),
        "event_unknown": Reason("没有所属活动", "It belongs to no event"),
        "nobody_checked_in": Reason("没有员工签到", "Nobody of the branch checked in"),
        "checked_in_twice": Reason("同一活动重复签到，只计一次", "Checked in twice at one event: counted once"),
        "void": Reason("已作废", "Void"),
    },
    flags={},
    fact=fact_of,
    judge=judged,
    figures=figures,
    aims={"events": "场"},
)
