"""How a KPI is coming along: what is missing, what may be expected, how earlier periods and the branch stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from server.domain.kpi import Figure, Kpi
from server.domain.kpi.pace import Pace, WorkingDays, pace
from server.domain.periods import Period
from server.domain.working_time import WorkingCalendar, closing_of
from server.services.read_kpis import KpiOfBranch, ReadKpis, Standing

EARLIER = 3
NONE = WorkingDays(0, 0, 0, 0)


@dataclass(frozen=True)
class Ahead:
    """What is still missing, and the working days of the period."""

    days: WorkingDays
    pace: Sequence[Pace]


@dataclass(frozen=True)
class KpiPace:
    """`earlier` newest first; `standing` is that of whoever is asked about, `branch` beside it that of the whole."""

    kpi: Kpi
    period: Period
    days: WorkingDays
    pace: Sequence[Pace]
    standing: Standing
    branch: Standing
    earlier: Sequence[tuple[Period, Standing]]


@dataclass(frozen=True)
class PaceKpis:
    read: ReadKpis
    calendar: Callable[[str, date], WorkingCalendar | None]

    def __call__(self, branch_id: str, kpi: Kpi, asked: Period, now: datetime, only: str | None = None) -> KpiPace:
        period = kpi.period_in(asked)
        days = self.working_days(branch_id, period, now)
        found = self._of(branch_id, kpi, period, now, only)
        own = _own(found, only)
        paces = _paces(kpi, period, own, days, now)
        before = [period.before(steps) for steps in range(1, EARLIER + 1)]
        earlier = [(each, _own(self._of(branch_id, kpi, each, now, only), only)) for each in before]
        return KpiPace(kpi, period, days, paces, own, found.branch, earlier)

    def ahead(self, branch_id: str, found: Sequence[KpiOfBranch], now: datetime) -> Mapping[str, Ahead]:
        """By the code of the KPI how the whole branch comes along with figures that were read already."""
        days = {each.period: self.working_days(branch_id, each.period, now) for each in found if each.kpi.aims}
        return {
            each.kpi.code: Ahead(of, _paces(each.kpi, each.period, each.branch, of, now))
            for each in found
            if (of := days.get(each.period)) is not None
        }

    def _of(self, branch_id: str, kpi: Kpi, period: Period, now: datetime, only: str | None) -> KpiOfBranch:
        return self.read(branch_id, period, now, only, [kpi])[0]

    def working_days(self, branch_id: str, period: Period, now: datetime) -> WorkingDays:
        calendar = self.calendar(branch_id, period.first)
        if calendar is None:
            return NONE
        spans = list(_open_spans(period, calendar))
        return WorkingDays(
            all=len(spans),
            left=sum(closes > now for _, closes in spans),
            elapsed=sum(_minutes(opens, min(now, closes)) for opens, closes in spans if opens < now),
            minutes=sum(_minutes(opens, closes) for opens, closes in spans),
        )


def _open_spans(period: Period, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    day = period.first
    while day < period.until:
        if calendar.is_working_day(day):
            closes = closing_of(day, calendar)
            yield closes - _length(calendar), closes
        day += timedelta(days=1)


def _length(calendar: WorkingCalendar) -> timedelta:
    day = date(2000, 1, 1)
    return datetime.combine(day, calendar.closes, UTC) - datetime.combine(day, calendar.opens, UTC)


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


def _paces(kpi: Kpi, period: Period, standing: Standing, days: WorkingDays, now: datetime) -> list[Pace]:
    """None once the period is over."""
    aims = [each for each in standing.figures if each.code in kpi.aims and each.target is not None]
    return [_pace(each, days) for each in aims] if period.end > now else []


def _pace(figure: Figure, days: WorkingDays) -> Pace:
    assert figure.target is not None
    return pace(figure.code, figure.zh, figure.en, figure.numerator, figure.target.value, days)


def _own(found: KpiOfBranch, only: str | None) -> Standing:
    return found.branch if only is None else found.people.get(only, Standing("no_sample", []))
