"""Terms: when something is due, how long something took, whether something is too old."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from server.domain.moments import bank_day, from_wire, to_wire
from server.services.derive_rules.asked import Asked, Given, Rule

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def turnaround(given: Given, asked: Asked) -> str | None:
    """`department`, `priority`: by when the department answers, counted while the branch that asks is open."""
    department, priority = given["department"], given["priority"]
    if department is None or priority is None:
        return None
    due = asked.turnaround.due_at(department, priority, asked.at, asked.about.view.branch_id)
    return None if due is None else to_wire(due)


def calendar_days(given: Given, asked: Asked) -> str | None:
    """`from`, and the code of a figure in `days`; or the code in the argument that the value of `by` names. The first day
    does not count; figures in years or months count those."""
    code = given.get(str(given["by"])) if given.get("by") is not None else given.get("days")
    figure, first = asked.figure(str(code)) if code else None, _day(given["from"])
    if figure is None or first is None:
        return None
    return later(first, figure.value, figure.unit)


def later(first: date, count: int, unit: str) -> str | None:
    months = {"year": 12 * count, "month": count}.get(unit)
    try:
        found = first + timedelta(days=count) if months is None else _months_on(first, months)
    except (OverflowError, ValueError):  # a clock at the end of all dates must not stop the decision
        return None
    return found.isoformat()


def _months_on(first: date, months: int) -> date:
    """The same day of that month, or its last one where it has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _after(unit: timedelta, argument: str) -> Rule:
    def rule(given: Given, asked: Asked) -> str | None:
        figure, start = asked.figure(str(given[argument])), given["from"]
        if figure is None or start is None:
            return None
        try:
            return to_wire(from_wire(start) + figure.value * unit)
        except OverflowError:
            return None

    return rule


def minutes_between(given: Given, asked: Asked) -> int | None:
    """Whole minutes begun from `from` to `to`; none where the end lies before the beginning."""
    start, end = given["from"], given["to"]
    if start is None or end is None or end < start:
        return None
    return int(-(-(from_wire(end) - from_wire(start)).total_seconds() // 60))


def older_than(given: Given, asked: Asked) -> bool | None:
    """Whether `moment` lay more than the figure `hours` before the record's event."""
    figure = asked.figure(str(given["hours"]))
    if given["moment"] is None or figure is None:
        return None
    return asked.at - from_wire(given["moment"]) > figure.value * HOUR


def earliest(given: Given, asked: Asked) -> str | None:
    """The first of the days or moments in `column` of `rows`, but of those entries in which `unless` holds."""
    rows = [row for row in given["rows"] or () if not _holds(row, given.get("unless"))]
    found = [row[given["column"]] for row in rows if isinstance(row.get(given["column"]), str)]
    return min(found, default=None)


def _holds(row: Mapping[str, Any], column: str | None) -> bool:
    return column is not None and row.get(column) is True


def _day(value: Any) -> date | None:
    if not isinstance(value, str):
        return None
    return bank_day(from_wire(value)) if "T" in value else date.fromisoformat(value)


RULES: Mapping[str, Rule] = {
    "turnaround": turnaround,
    "calendar_days": calendar_days,
    "hours_after": _after(HOUR, "hours"),
    "minutes_after": _after(MINUTE, "minutes"),
    "minutes_between": minutes_between,
    "older_than": older_than,
    "earliest": earliest,
}
