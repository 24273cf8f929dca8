"""The calendar set beyond the bank's hours: this year and the next, and the days in them that are not as the week has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from server.reference.model import Catalogue
from server.reference.working_days import NOTICE, SpecialDay, calendar_on, changed_days, is_announced, special_days


def calendar_items(catalogue: Catalogue, day: date) -> Iterator[dict[str, Any]]:
    """A year whose holidays are not known is a draft and says by its label how it is counted."""
    changed = changed_days(catalogue, day)
    for year in (day.year, day.year + 1):
        yield _year(year, day)
        days = _of_the_week(catalogue, day, year) | {special.day: special for special in special_days(year)}
        days |= {on: special for on, special in changed.items() if on.year == year}
        yield from (_day(days[on], day) for on in sorted(days))


def _of_the_week(catalogue: Catalogue, known: date, year: int) -> dict[date, SpecialDay]:
    """The days a branch has by its own week: open at the weekend, or closed on a weekday."""
    calendar = calendar_on(catalogue, known)
    if calendar is None:
        return {}
    first = date(year, 1, 1)
    days = (first + timedelta(days=after) for after in range((date(year + 1, 1, 1) - first).days))
    told = ((day, calendar.is_working_day(day)) for day in days)
    return {day: _own(day, works) for day, works in told if works != (day.weekday() < 5)}


def _own(day: date, working: bool) -> SpecialDay:
    zh, en = ("网点照常营业", "open by the branch's week") if working else ("网点不营业", "closed by the branch's week")
    return SpecialDay(day, working, zh, en, "网点营业安排")


def _year(year: int, known: date) -> dict[str, Any]:
    zh, en, status = f"{year} 年工作日历", f"Working days of {year}", "in_force"
    if not is_announced(year):
        zh += "（放假安排未收录，按周一至周五推算）"
        en += " (holidays not known yet: Monday to Friday)"
        status = "draft"
    return _item(str(year), zh, en, known, NOTICE) | {"status": status}


def _day(special: SpecialDay, known: date) -> dict[str, Any]:
    working = {"working": special.working}
    return _item(special.day.isoformat(), special.zh, special.en, known, special.source) | working


def _item(code: str, zh: str, en: str, known: date, source: str) -> dict[str, Any]:
    """What is known of a day holds as long as the set does, not only on that day."""
    return {
        "code": code,
        "zh": zh,
        "en": en,
        "status": "in_force",
        "effective_from": date(known.year, 1, 1).isoformat(),
        "effective_to": None,
        "source": source,
        "house": False,
    }
