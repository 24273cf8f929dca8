"""Records and a house for the tests of the KPIs: a test names only what matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from server.domain.kpi import Contribution, Figure, Kpi, View, all_kpis, contributions_of, tally_changes
from server.domain.kpi.counting import BRANCH
from server.domain.moments import from_wire
from server.domain.periods import Period, parse_period
from sync.server.state import RecordState

SYSTEM = "system"
NOON = "2026-11-24T04:00:00.000Z"
SETTINGS = {
    "kpi_satisfaction_percent": 85,
    "kpi_satisfaction_by_mean": 0,
    "kpi_business_count": 500,
    "kpi_error_percent": 2,
    "kpi_feedback_count": 100,
    "kpi_measures_approved": 0,
    "kpi_event_count": 3,
    "kpi_inspection_percent": 100,
    "kpi_drill_count": 1,
    "kpi_fire_drill_months": 6,
    "kpi_small_sample": 30,
    "survey_fill_seconds": 10,
}
ITEMS = {"patrol": ("CK06", "CK07", "CK12"), "closing": ("CK02", "CK24")}


@dataclass
class TestHouse:
    __test__ = False
    settings: dict[str, int] = field(default_factory=lambda: dict(SETTINGS))
    system: str = SYSTEM

    def setting(self, code: str, at: datetime) -> int | None:
        return self.settings.get(code)

    def round_items(self, round: str, at: datetime) -> tuple[str, ...]:
        return ITEMS.get(round, ())

    def fingerprint(self, text: str) -> str:
        return f"#{text}"


HOUSE = TestHouse()


def record(
    kind: str, id: str = "one", status: str = "", /, *, at: str = NOON, by: str = "li", **more: Any
) -> RecordState:
    own = {name: more.pop(name) for name in ("contributors", "time_doubtful") if name in more}
    return RecordState(
        id=id,
        branch_id="branch",
        kind=kind,
        rev=1,
        status=status,
        payload={name: value for name, value in more.items() if value is not None},
        changed_at={},
        created_by=by,
        device_id="tablet",
        occurred_at=at,
        captured_offline=False,
        time_doubtful=own.get("time_doubtful", False),
        created_at=at,
        updated_at=at,
        contributors=own.get("contributors", ()),
    )


def copies(of: RecordState, count: int, **more: Any) -> list[RecordState]:
    """So many of them, each with an id of its own."""
    return [
        replace(of, id=f"{of.id}-{number}", payload={**of.payload, **{k: v(number) for k, v in more.items()}})
        for number in range(count)
    ]


def counted(kpi: str, records: Iterable[RecordState], house: TestHouse = HOUSE) -> dict[str, Contribution]:
    """By record what it contributes; of one that contributes to several months, the last."""
    return {each.record_id: each for each in contributions(all_kpis()[kpi], records, house)}


def reasons(kpi: str, *records: RecordState) -> dict[str, str]:
    return {name: each.reason for name, each in counted(kpi, records).items()}


def contributions(kpi: Kpi, records: Iterable[RecordState], house: TestHouse = HOUSE) -> list[Contribution]:
    facts = [kpi.fact(each, house) for each in records if each.kind in kpi.kinds]
    return contributions_of(kpi, [each for each in facts if each is not None])


def tallies(kpi: Kpi, records: Iterable[RecordState], house: TestHouse = HOUSE) -> dict[tuple[str, str, str], Any]:
    return dict(tally_changes([], [(kpi.code, each) for each in contributions(kpi, records, house)]))


def figures(
    kpi: str,
    records: Iterable[RecordState],
    period: str = "2026-11",
    person: str | None = None,
    house: TestHouse = HOUSE,
    ended: bool = True,
) -> dict[str, Figure]:
    """The figures of the branch, or of one person."""
    definition = all_kpis()[kpi]
    sums = tallies(definition, records, house)
    view = View(
        period=definition.period_in(parse_period(period)),
        sums=of(sums, person or BRANCH),
        setting=lambda code, period: setting_of(house, code, period),
        now=datetime(2099, 1, 1, tzinfo=UTC) if ended else from_wire(NOON),
        of_person=person is not None,
    )
    return {each.code: each for each in definition.figures(view)}


def of(sums: dict[tuple[str, str, str], Any], person: str) -> dict[tuple[str, str], tuple[int, int]]:
    return {(month, measure): tuple(found) for (month, measure, who), found in sums.items() if who == person}


def setting_of(house: TestHouse, code: str, period: Period) -> int | None:
    return house.setting(code, period.start)


def shown(figure: Figure) -> tuple[str | None, str]:
    return figure.value, figure.status
