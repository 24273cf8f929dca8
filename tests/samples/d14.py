"""D14 绩效考核表: a locked month, one in which nothing happened yet, and a restated quarter with very many records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from server.documents.definition import Measured, MeasuredKpi, MeasuredPerson, Printed
from server.documents.deliverables.d14 import sheet
from server.domain.kpi import Figure, Kpi, View, all_kpis
from server.domain.kpi.figure import worst
from server.domain.periods import Period, parse_period
from tests.samples.build import period

NOW = datetime(2026, 12, 8, 1, tzinfo=UTC)
LOCKED = datetime(2026, 12, 7, 9, tzinfo=UTC)
TARGETS = {
    "kpi_satisfaction_percent": 85,
    "kpi_business_count": 500,
    "kpi_error_percent": 2,
    "kpi_feedback_count": 100,
    "kpi_event_count": 3,
    "kpi_inspection_percent": 100,
    "kpi_drill_count": 1,
    "kpi_fire_drill_months": 6,
    "kpi_small_sample": 30,
}
SUMS = {
    "k1.satisfied": (89, 96),
    "k1.score": (417, 480),
    "k2.business": (525, 0),
    "k2.errors": (5, 525),
    "k3.opinions": (118, 0),
    "k3.measures": (4, 0),
    "k3.approved": (2, 0),
    "k4.events": (3, 0),
    "k4.taken_part": (3, 0),
    "k4.scores": (61, 13),
    "k4.scores_of_mine": (61, 13),
    "k5.items": (1118, 1121),
    "k5.first_pass": (1112, 1121),
    "k5.rounds": (96, 96),
    "k5.hazards": (6, 8),
    "k5.drills": (1, 0),
    "k5.fire_drills": (1, 0),
    "k5.attended": (1, 0),
    "k5.attended_fire": (1, 0),
}


def figures(kpi: Kpi, of: Period, share: int) -> list[Figure]:
    """Of so many hundredths of the sums, all in the first month."""
    month = f"{of.first:%Y-%m}"
    sums = {(month, name): (part * share // 100, whole * share // 100) for name, (part, whole) in SUMS.items()}
    return list(kpi.figures(View(of, sums, lambda code, _: TARGETS.get(code), NOW, share < 60)))


def measured(code: str, share: int = 100, numbers: int = 24, version: int | None = 1) -> Measured:
    of = parse_period(code)
    return Measured(
        [_kpi(each, of, share, numbers) for each in all_kpis().values() if of.span in each.spans], version, LOCKED
    )


def _kpi(kpi: Kpi, of: Period, share: int, numbers: int) -> MeasuredKpi:
    found = figures(kpi, of, share)
    people = [(name, figures(kpi, of, share * part // 100)) for name, part in (("王芳", 51), ("李晓", 49))]
    earlier = [
        (of.before(step), figures(kpi, of.before(step), share - 8 * step) if share else []) for step in (1, 2, 3)
    ]
    reasons = list(kpi.reasons.values())[:3]
    told = [(reason, [f"YW-0113-2611{at % 28 + 1:02d}-{at:04d}" for at in range(numbers)]) for reason in reasons]
    return MeasuredKpi(
        kpi=kpi,
        period=of,
        status=worst(each.status for each in found),
        figures=found,
        people=[MeasuredPerson(name, worst(f.status for f in of_person), of_person) for name, of_person in people]
        if share
        else [],
        earlier=earlier,
        evidence=told if numbers else [],
        changes=[],
    )


def realistic() -> Printed:
    return sheet(replace(period("2026-11", "JXB-0113-202611-v1", []), measured=measured("2026-11")))


def minimal() -> Printed:
    nothing = replace(measured("2026-12", share=0, numbers=0, version=None), locked_at=None)
    return sheet(replace(period("2026-12", "JXB-0113-202612-v1", []), measured=nothing))


def extreme() -> Printed:
    many = measured("2026Q4", numbers=400, version=3)
    changes = [(2, "满意度 85.00% → 82.93%；" + "WJ-0113-261124-0001 新增；" * 60), (3, "数字未变")]
    restated = replace(many, kpis=[replace(each, changes=changes) for each in many.kpis])
    return sheet(replace(period("2026Q4", "JXB-0113-2026Q4-v3", []), measured=restated))
