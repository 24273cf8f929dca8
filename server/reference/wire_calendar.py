"""The calendar set beyond the bank's hours: this year and the next, and the days in them that are not as the week has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from server.reference.model import Catalogue
from server.reference.working_days import SpecialDay, changed_days, is_announced, special_days

NOTICE = "国务院办公厅关于部分节假日安排的通知（chinesecalendar）"


def calendar_items(catalogue: Catalogue, day: date) -> Iterator[dict[str, Any]]:
    """A year whose holidays are not announced is a draft and says by its label how it is counted."""
    hours = next(iter(catalogue.entries_on("calendar", day)), None)
    changed = changed_days(hours) if hours else {}
    for year in (day.year, day.year + 1):
        yield _year(year)
        days = {special.day: special for special in special_days(year)}
        days |= {on: special for on, special in changed.items() if on.year == year}
        yield from (_day(days[on]) for on in sorted(days))


def _year(year: int) -> dict[str, Any]:
    if is_announced(year):
        zh, en, status = f"{year} 年工作日历", f"Working days of {year}", "in_force"
    else:
        zh, en = (
            f"{year} 年工作日历（放假安排未公布，按周一至周五推算）",
            f"{year} (holidays not announced: Monday to Friday)",
        )
        status = "draft"
    return _item(str(year), zh, en, date(year, 1, 1), date(year, 12, 31)) | {"status": status}


def _day(special: SpecialDay) -> dict[str, Any]:
    zh, en = ("调休上班", "worked in exchange") if special.working else ("放假", "closed")
    labels = f"{special.zh}{zh}", f"{special.en}: {en}"
    return _item(special.day.isoformat(), *labels, special.day, special.day) | {"working": special.working}


def _item(code: str, zh: str, en: str, first: date, last: date) -> dict[str, Any]:
    return {
        "code": code,
        "zh": zh,
        "en": en,
        "status": "in_force",
        "effective_from": first.isoformat(),
        "effective_to": last.isoformat(),
        "source": NOTICE,
        "house": False,
    }
