"""What services found of the KPIs, as JSON (kpi_schemas.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.domain.kpi import Figure, Kpi, Reason
from server.domain.kpi.pace import Pace, WorkingDays
from server.domain.kpi.signs import SIGNS
from server.domain.moments import to_wire
from server.domain.people import User
from server.domain.periods import Period
from server.services.compare_branches import BranchStanding
from server.services.find_signs import FoundSign
from server.services.list_kpi_records import ListedRecord
from server.services.lock_kpis import LockState, is_intact
from server.services.pace_kpis import Ahead, KpiPace
from server.services.read_kpis import Counted, KpiOfBranch, standing_as_json
from server.services.restate_kpis import ChangedRecord, Difference, Version

People = Mapping[str, User]
SPANS = {"month": ("本月", "this month"), "quarter": ("本季", "this quarter")}


def period(of: Period, now: datetime) -> dict[str, Any]:
    last = of.until - timedelta(days=1)
    named = {"code": of.code, "zh": of.zh, "en": of.code, "span": of.span}
    return {**named, "first": of.first.isoformat(), "last": last.isoformat(), "ended": of.end <= now}


def person(account: str, people: People) -> dict[str, str]:
    found = people.get(account)
    return {"user_id": account, "name": found.name if found else ""}


def kpi(found: KpiOfBranch, people: People, now: datetime, ahead: Ahead | None) -> dict[str, Any]:
    of = found.kpi
    named = {name: getattr(of, name) for name in ("code", "zh", "en", "formula_zh", "formula_en")}
    return {
        **named,
        **standing_as_json(found.branch),
        "period": period(found.period, now),
        "locked": found.version is not None,
        "version": found.version,
        "reasons": reasons(found.reasons),
        "pace": [_pace(each, of, found.period, ahead.days) for each in ahead.pace] if ahead else [],
        "persons": [{**person(name, people), **standing_as_json(each)} for name, each in found.people.items()],
    }


def reasons(found: Iterable[Counted]) -> list[dict[str, Any]]:
    return [{**why(each.code, each.reason), "counted": each.reason.counts, "count": each.number} for each in found]


def why(code: str, reason: Reason) -> dict[str, str]:
    return {"code": code, "zh": reason.zh, "en": reason.en}


def lock(found: LockState) -> dict[str, Any]:
    return {
        "state": found.state,
        "due_at": None if found.due_at is None else to_wire(found.due_at),
        "version": None if found.lock is None else found.lock.version,
        "made_at": None if found.lock is None else to_wire(found.lock.made_at),
        "pending": found.lock is not None and found.lock.stale,
    }


def listed(of: Kpi, each: ListedRecord, people: People) -> dict[str, Any]:
    one = each.kept.contribution
    return {
        "record_id": one.record_id,
        "kind": each.kept.fact.kind,
        "record": each.record,
        "at": one.at,
        "person": person(one.person, people),
        "counted": one.counted,
        "reason": why(one.reason, of.reasons[one.reason]),
        "flags": [why(code, of.flags[code]) for code in one.flags],
        "amounts": {name: list(amount) for name, amount in one.amounts.items()},
    }


def paced(found: KpiPace, now: datetime) -> dict[str, Any]:
    days = found.days
    return {
        "kpi": found.kpi.code,
        "period": period(found.period, now),
        **standing_as_json(found.standing),
        "working_days": {"all": days.all, "passed": days.passed, "left": days.left},
        "pace": [_pace(each, found.kpi, found.period, days) for each in found.pace],
        "earlier": [{"period": period(of, now), **standing_as_json(each)} for of, each in found.earlier],
        "branch": standing_as_json(found.branch),
    }


def _pace(each: Pace, of: Kpi, period: Period, days: WorkingDays) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("code", "zh", "en", "have", "target", "missing", "a_day")}
    forecast = None if each.forecast is None else vars(each.forecast)
    zh, en = _sentences(each, of.aims[each.code], SPANS[period.span], days)
    return {**told, "forecast": forecast, "zh_text": zh, "en_text": en}


def _sentences(each: Pace, unit: str, span: tuple[str, str], days: WorkingDays) -> tuple[str, str]:
    zh_span, en_span = span
    if each.missing == 0:
        return f"{zh_span}已达目标 {each.target} {unit}", f"The target of {each.target} is reached"
    left = days.left
    days_zh = f"，还有 {left} 个工作日，平均每天 {each.a_day} {unit}" if each.a_day is not None else "，已无工作日"
    days_en = f", {left} working days left: {each.a_day} a day" if each.a_day is not None else ", no working day left"
    return f"{zh_span}还差 {each.missing} {unit}{days_zh}", f"{each.missing} missing {en_span}{days_en}"


def version(of: Kpi, found: Version, people: People) -> dict[str, Any]:
    snapshot = found.snapshot
    return {
        **found.standing,
        "version": snapshot.version,
        "made_at": to_wire(snapshot.made_at),
        "hash": snapshot.sha256,
        "intact": is_intact(snapshot),
        "records": snapshot.records,
        "difference": None if found.difference is None else _difference(of, found.difference, people),
    }


def _difference(of: Kpi, found: Difference, people: People) -> dict[str, Any]:
    figures = [
        {
            **{name: each.after[name] for name in ("code", "zh", "en")},
            "before": each.before["value"],
            "after": each.after["value"],
        }
        for each in found.figures
    ]
    return {"figures": figures, "records": [_changed(of, each, people) for each in found.records]}


def _changed(of: Kpi, each: ChangedRecord, people: People) -> dict[str, Any]:
    named = {"record_id": each.record_id, "no": each.no, "kind": each.kind, "person": person(each.person, people)}
    return {**named, "change": each.change, "before": _once(of, each.before), "after": _once(of, each.after)}


def _once(of: Kpi, entry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"counted": entry["counted"], "reason": why(entry["reason"], of.reasons[entry["reason"]])}


def sign(found: FoundSign, people: People) -> dict[str, Any]:
    zh, en = SIGNS[found.sign.code]
    return {
        "code": found.sign.code,
        "zh": zh,
        "en": en,
        "kpi": found.kpi.code,
        "person": person(found.sign.person, people),
        "count": len(found.sign.records),
        "first_at": found.sign.first_at,
        "last_at": found.sign.last_at,
        "records": [{"id": each.id, "no": each.no, "kind": each.kind} for each in found.records],
    }


def compared(each: BranchStanding) -> dict[str, Any]:
    return {
        "branch": {"id": each.branch.id, "no": each.branch.no, "name": each.branch.name},
        "version": None if each.lock is None else each.lock.version,
        "kpis": [
            {
                "code": of.code,
                "status": found.status,
                "figures": [_short(figure) for figure in found.figures if figure.status != "shown"],
            }
            for of, found in each.kpis
        ],
    }


def _short(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "status": figure.status,
        "small_sample": figure.small_sample,
    }


def accounts_of(found: Sequence[KpiOfBranch]) -> set[str]:
    return {name for each in found for name in each.people}
