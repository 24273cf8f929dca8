"""python -m tests.unit.kpi.vectors: what the server says of random banks and of the reference's examples, for the tablet to agree with.

`vectors.json` is read by both languages: the tests of Python hold that it is what this makes, those of TypeScript that the tablet
says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from server.domain.kpi import Figure, View, all_kpis
from server.domain.kpi.counting import BRANCH
from server.domain.kpi.figure import worst
from server.domain.periods import parse_period
from sync.server.state import RecordState
from tests.unit.kpi.bank import HOUSE, ITEMS, SETTINGS, contributions, copies, of, record, setting_of, tallies
from tests.unit.kpi.random_banks import banks

FILE = Path(__file__).parent / "vectors.json"
BANKS = 20
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
PERIODS = ("2026-10", "2026-11", "2026Q4")
PEOPLE = (None, "li", "wang")


def random_banks(code: str) -> list[list[RecordState]]:
    """The same ones every time."""
    found: list[list[RecordState]] = []

    @seed(20261124)
    @settings(max_examples=BANKS, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(bank=banks(code, size=9))
    def collect(bank: list[RecordState]) -> None:
        found.append(bank)

    collect()
    return found


def examples() -> Iterator[tuple[str, list[RecordState]]]:
    """The worked examples of the reference (domain.md §4)."""
    answered = {"mode": "self", "submitted_at": "2026-11-24T04:05:00.000Z", "started_at": "2026-11-24T04:00:00.000Z"}
    pleased = record("survey_response", "pleased", "submitted", q1="5", **answered)
    cross = record("survey_response", "cross", "submitted", q1="2", **answered)
    yield "k1", [*copies(pleased, 34), *copies(cross, 6)]
    done = record("business_request", "done", "completed", completed_at="2026-11-24T04:00:00.000Z")
    for wrong in (10, 11):
        errors = [record("error_record", f"e-{n}", "established", request_id=f"done-{n}") for n in range(wrong)]
        yield "k2", [*copies(done, 500), *errors]
    report = record("analysis_report", "r", "submitted", period_from="2026-10-01", period_to="2026-12-31")
    plan = record("improvement_plan", "p", "awaiting_branch_manager", report_id="r")
    measure = record("improvement_measure", "m", "not_started", plan_id="p")
    opinion = record("feedback", "o", "collected")
    yield "k3", [*copies(opinion, 99), report, plan, measure]
    yield "k3", copies(opinion, 120)
    passed = [{"item": item, "result": "pass"} for item in ITEMS["patrol"]]
    times = {"deadline": "2026-11-24T05:00:00.000Z", "finished_at": "2026-11-24T04:00:00.000Z"}
    made = record("inspection", "round", "submitted", kind="patrol", results=passed, **times)
    missed = record("inspection", "missed", "missed", kind="patrol", deadline=times["deadline"])
    yield "k5", [*copies(made, 11), missed]


def vectors() -> dict[str, Any]:
    cases = [*((code, bank) for code in sorted(all_kpis()) for bank in random_banks(code)), *examples()]
    return {
        "settings": SETTINGS,
        "items": {name: list(items) for name, items in ITEMS.items()},
        "now": NOW.isoformat().replace("+00:00", "Z"),
        "cases": [_case(code, bank) for code, bank in cases],
    }


def _case(code: str, bank: list[RecordState]) -> dict[str, Any]:
    kpi = all_kpis()[code]
    sums = tallies(kpi, bank)

    def standing(period: str, person: str | None) -> dict[str, Any]:
        of_period = kpi.period_in(parse_period(period))
        mine = of(sums, person or BRANCH)
        view = View(of_period, mine, lambda name, of: setting_of(HOUSE, name, of), NOW, person is not None)
        figures = kpi.figures(view)
        told = [_figure(each) for each in figures]
        return {"period": period, "person": person, "status": worst(each.status for each in figures), "figures": told}

    found = sorted(contributions(kpi, bank), key=lambda each: (each.record_id, each.month))
    return {
        "kpi": code,
        "records": [_record(each) for each in bank],
        "contributions": [
            [each.record_id, each.month, each.person, each.counted, each.reason, dict(sorted(each.amounts.items()))]
            for each in found
        ],
        "standings": [standing(period, person) for period in PERIODS for person in PEOPLE],
    }


def _record(each: RecordState) -> dict[str, Any]:
    told = {"id": each.id, "kind": each.kind, "status": each.status, "values": dict(each.payload)}
    return {**told, "at": each.occurred_at, "created_by": each.created_by, "doubtful": each.time_doubtful}


def _figure(each: Figure) -> list[Any]:
    target = each.target and each.target.text
    return [
        each.code,
        each.period,
        each.numerator,
        each.denominator,
        each.value,
        target,
        each.status,
        each.small_sample,
    ]


def as_text() -> str:
    made = vectors()
    cases = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in made.pop("cases"))
    head = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return f'{head[:-1]},"cases":[\n{cases}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
