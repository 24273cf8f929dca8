"""Pieces of business and sums of money by sort: for each sort and currency how many there were, how many were completed, and the sum of those.

Only what was completed has moved money, so nothing else is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.documents import amounts, chinese
from server.documents.definition import Material, Subject
from server.documents.shown import Shown

DONE = frozenset({"completed", "archived"})
Sort = Callable[[Subject], str]


@dataclass(frozen=True)
class SortRow:
    """`currency` is empty for what moves no money; `numbers` are the records that were counted, for whoever checks the sum."""

    sort: str
    currency: str
    count: int
    done: int
    total: str
    capitals: str
    numbers: tuple[str, ...]


def by_sort(subjects: Sequence[Subject], sort: Sort, material: Material) -> tuple[SortRow, ...]:
    """The most frequent sort first, its currencies beside each other."""
    groups: dict[tuple[str, str], list[Subject]] = {}
    for subject in subjects:
        has_sum = subject.record.payload.get("amount") is not None
        currency = currency_of(Shown.of(subject, material)) if has_sum else ""
        groups.setdefault((sort(subject), currency), []).append(subject)
    often = {name: sum(len(found) for (of, _), found in groups.items() if of == name) for name, _ in groups}
    ordered = sorted(groups.items(), key=lambda each: (-often[each[0][0]], each[0][0], -len(each[1]), each[0][1]))
    return tuple(_row(name, currency, found) for (name, currency), found in ordered)


def currency_of(shown: Shown) -> str:
    """人民币 where the record does not say another."""
    written = shown.text("currency") if "currency" in shown.kind.by_code else chinese.ABSENT
    return "人民币" if written == chinese.ABSENT else written


def _row(sort: str, currency: str, found: Sequence[Subject]) -> SortRow:
    done = [each for each in found if each.record.status in DONE]
    cents = sum(int(each.record.payload.get("amount") or 0) for each in done)
    return SortRow(
        sort=sort,
        currency=currency,
        count=len(found),
        done=len(done),
        total=amounts.digits(cents) if currency else chinese.ABSENT,
        capitals=_capitals(cents, currency),
        numbers=tuple(each.record.no or chinese.ABSENT for each in done),
    )


def _capitals(cents: int, currency: str) -> str:
    if not currency:
        return chinese.ABSENT
    return amounts.capitals(cents, currency) if cents < amounts.LARGEST else "超出可写范围，以数字为准"
