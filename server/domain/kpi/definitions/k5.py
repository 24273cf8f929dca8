"""K5 安全管理: items that passed at first or were put right in time, of all that should have been looked at, and drills.

What was not looked at counts against the branch: items left out of a round, and whole rounds that were missed (漏检). A failed item is
put right when every hazard registered for it in that round is closed out, seen by somebody else, by its day; until then it counts
as failed. Rounds belong to who made them, missed ones to nobody. A drill is the branch's, and everybody's who was in place at it: the
branch holds drills, a person takes part in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from server.domain.kpi.contribution import Contribution, counted, not_counted
from server.domain.kpi.definition import Kpi, Reason, Setting, View
from server.domain.kpi.fact import NOBODY, Fact, House, attributed_to, day_of, is_void, without_nothing
from server.domain.kpi.figure import Figure, Target, count, share
from server.domain.moments import from_wire
from server.domain.periods import Period, month_block, months_in, period_of
from sync.server.state import RecordState

ROUND, HAZARD, DRILL = "inspection", "hazard", "drill"
MADE, MISSED = frozenset({"submitted", "reviewed"}), "missed"
REHEARSED = frozenset({"scoring", "feedback", "archived"})
FIRE, CLOSED = "fire", "closed_out"
RATE, DRILLS, FIRE_MONTHS = "kpi_inspection_percent", "kpi_drill_count", "kpi_fire_drill_months"


def fact_of(record: RecordState, house: House) -> Fact:
    return {ROUND: _round, HAZARD: _hazard, DRILL: _drill}[record.kind](record, house)


def _round(record: RecordState, house: House) -> Fact:
    """A planned round belongs to the day on which it was due, any other to the moment it was finished."""
    values = record.payload
    deadline, finished = values.get("deadline"), values.get("finished_at")
    expected = house.round_items(str(values.get("kind")), from_wire(record.occurred_at))
    late = deadline is not None and finished is not None and finished > deadline
    made = record.status in MADE and not late
    said = {
        "void": is_void(record),
        "state": "made" if made else "missed" if late or record.status == MISSED else "waiting",
        "late": late and record.status in MADE,
        "planned": deadline is not None,
        "expected": len(expected),
        "doubtful": record.time_doubtful,
        **(_results(values.get("results") or (), expected) if made else {}),
    }
    person = attributed_to(record, house) if made else NOBODY
    at = deadline or finished or record.occurred_at
    return Fact(record.id, ROUND, at, person, f"round:{record.id}", without_nothing(said))


def _results(said: Sequence[Mapping[str, Any]], expected: Sequence[str]) -> dict[str, Any]:
    """What does not apply needs its reason; without one it was not looked at, as everything that was left out."""
    rows = [row for row in said if isinstance(row.get("item"), str)]
    exempt = {row["item"] for row in rows if row.get("result") == "not_applicable" and row.get("reason")}
    looked_at = {row["item"] for row in rows} | set(expected)
    return {
        "passed": sum(row.get("result") == "pass" for row in rows),
        "failed": sorted(row["item"] for row in rows if row.get("result") == "fail"),
        "applicable": len(looked_at - exempt),
    }


def _hazard(record: RecordState, house: House) -> Fact:
    values = record.payload
    verified, due = values.get("verified_at"), values.get("due_on")
    closed = record.status == CLOSED
    in_time = closed and verified is not None and due is not None and day_of(verified) <= due
    said = {"void": is_void(record), "item": values.get("item"), "closed": closed, "in_time": in_time}
    origin = values.get("inspection_id")
    group = f"round:{origin}" if origin else f"hazard:{record.id}"
    return Fact(record.id, HAZARD, record.occurred_at, attributed_to(record, house), group, without_nothing(said))


def _drill(record: RecordState, house: House) -> Fact:
    values = record.payload
    done = record.status in REHEARSED
    said = {
        "void": is_void(record),
        "done": done,
        "cancelled": record.status == "cancelled",
        "fire": values.get("scenario") == FIRE,
        "people": _in_place(values.get("participants") or ()) if done else [],
    }
    at = (values.get("ended_at") if done else values.get("planned_at")) or record.occurred_at
    return Fact(record.id, DRILL, at, NOBODY, f"drill:{record.id}", without_nothing(said))


def _in_place(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The accounts of those who were there; who is named in words alone has none."""
    return sorted(
        {row["account"] for row in rows if row.get("present") is True and isinstance(row.get("account"), str)}
    )


def judged(facts: Sequence[Fact]) -> Iterable[Contribution]:
    made = next((each for each in facts if each.kind == ROUND), None)
    hazards = [each for each in facts if each.kind == HAZARD]
    if made is not None:
        yield _of_round(made, [each for each in hazards if not each.void])
    for each in hazards:
        yield _of_hazard(each, made)
    for each in facts:
        if each.kind == DRILL:
            held = _of_drill(each)
            yield held
            if held.counted:
                yield from _of_people(each)


def _of_round(fact: Fact, hazards: Sequence[Fact]) -> Contribution:
    said, planned = fact.said, int(fact.said.get("planned", False))
    flags = ("doubtful",) if said.get("doubtful") else ()
    if fact.void:
        return not_counted(fact, "void", flags)
    if said["state"] == "waiting":
        return not_counted(fact, "not_due", flags)
    if said["state"] == "missed":
        nothing = (0, said.get("expected", 0))
        amounts = {"items": nothing, "first_pass": nothing, "rounds": (0, planned)}
        return counted(fact, "late" if said.get("late") else "missed", amounts, flags)
    passed, applicable = said.get("passed", 0), said.get("applicable", 0)
    righted = sum(_put_right(item, hazards) for item in said.get("failed", ()))
    amounts = {
        "items": (passed + righted, applicable),
        "first_pass": (passed, applicable),
        "rounds": (planned, planned),
    }
    return counted(fact, "passed" if passed + righted == applicable else "with_failures", amounts, flags)


def _put_right(item: str, hazards: Sequence[Fact]) -> bool:
    about = [each for each in hazards if each.said.get("item") == item]
    return bool(about) and all(each.said.get("in_time", False) for each in about)


def _of_hazard(fact: Fact, made: Fact | None) -> Contribution:
    beside = fact if made is None else Fact(fact.record_id, HAZARD, made.at, fact.person, fact.group, fact.said)
    if fact.void:
        return not_counted(beside, "void")
    if fact.said.get("in_time"):
        return counted(beside, "closed_in_time", {"hazards": (1, 1)})
    return counted(beside, "closed_late" if fact.said.get("closed") else "open", {"hazards": (0, 1)})


def _of_drill(fact: Fact) -> Contribution:
    if fact.void or fact.said.get("cancelled"):
        return not_counted(fact, "void" if fact.void else "cancelled")
    if not fact.said.get("done"):
        return not_counted(fact, "not_rehearsed")
    return counted(fact, "rehearsed", {"drills": (1, 0), "fire_drills": (int(fact.said.get("fire", False)), 0)})


def _of_people(fact: Fact) -> Iterable[Contribution]:
    amounts = {"attended": (1, 0), "attended_fire": (int(fact.said.get("fire", False)), 0)}
    for account in fact.said.get("people", ()):
        yield counted(replace(fact, person=account), "took_part", amounts)


def figures(view: View) -> list[Figure]:
    period = view.period
    items, first = view.total("k5.items", period), view.total("k5.first_pass", period)
    target = view.target("at_least", RATE, "percent", period)
    return [
        share("items", "检查合格率", "Items passed", period.code, items, target),
        share("first_pass", "初检合格率", "Passed at first", period.code, first, None),
        share("rounds", "检查完成率", "Rounds made", period.code, view.total("k5.rounds", period), None),
        share(
            "hazards", "隐患按期销号率", "Hazards closed in time", period.code, view.total("k5.hazards", period), None
        ),
        *_drills(view),
    ]


def _drills(view: View) -> list[Figure]:
    """Held by the branch or attended by a person, by the quarter; a fire drill by the longer stretch of months the house sets.
    In a month's view both are only shown."""
    measure, fire = ("attended", "attended_fire") if view.of_person else ("drills", "fire_drills")
    quarter = view.around("quarter")
    target = view.target("at_least", DRILLS, "count", quarter)
    held = view.total(f"k5.{measure}", quarter)[0]
    found = [count("drills", "应急演练", "Drills", quarter.code, held, target, over=view.over(quarter))]
    months = view.setting(FIRE_MONTHS, quarter)
    if months is not None:
        block = month_block(quarter.first, months)
        held = sum(view.total(f"k5.{fire}", month)[0] for month in block if month.first < quarter.until)
        over = view.over(quarter) and block[-1].until <= quarter.until
        one = Target("at_least", 1, "count")
        found.append(count("fire_drills", "火灾演练", "Fire drills", quarter.code, held, one, over=over))
    return found if view.period == quarter else [each._replace(status="shown") for each in found]


def _months_of_drills(period: Period, setting: Setting) -> list[str]:
    quarter = period_of("quarter", period.first)
    block = month_block(quarter.first, setting(FIRE_MONTHS, quarter) or 1)
    return [*months_in(quarter), *(month.code for month in block if month.first < quarter.until)]


KPI = Kpi(
    code="k5",
    zh="安全管理",
    en="Safety",
    formula_zh="（初检合格项＋按期整改并复查合格项）÷ 适用项（含未检和漏检轮次的检查项）；并按计划开展应急演练（个人按到位参加的场次）",
    formula_en="Items passed at first or put right and checked in time, of all that apply, unchecked and missed ones among them; and drills as planned (of a person, those attended)",
    kinds=(ROUND, HAZARD, DRILL),
    spans=("month", "quarter"),
    reasons={
        "passed": Reason("全部合格或已按期整改", "All passed, or put right in time", counts=True),
        "with_failures": Reason("有不合格或未检项", "With items failed or not checked", counts=True),
        "missed": Reason("漏检，全部检查项计为未检", "Missed: all its items count as not checked", counts=True),
        "late": Reason("超过时限才完成，按漏检计", "Made after its time: counts as missed", counts=True),
        "not_due": Reason("尚未提交", "Not submitted yet"),
        "closed_in_time": Reason("隐患按期整改并复查销号", "The hazard was removed and checked in time", counts=True),
        "closed_late": Reason("隐患逾期销号", "The hazard was closed out late", counts=True),
        "open": Reason("隐患未销号，按不合格计", "The hazard is not closed out: it counts as failed", counts=True),
        "rehearsed": Reason("已开展演练", "The drill was held", counts=True),
        "took_part": Reason("已到位参加演练", "Was in place at the drill", counts=True),
        "not_rehearsed": Reason("演练尚未开展", "The drill has not been held"),
        "cancelled": Reason("演练已取消", "The drill was cancelled"),
        "void": Reason("已作废", "Void"),
    },
    flags={"doubtful": Reason("时间存疑", "Its time is in doubt")},
    fact=fact_of,
    judge=judged,
    figures=figures,
    also=_months_of_drills,
    also_measures=("k5.drills", "k5.fire_drills", "k5.attended"),
)
