"""Large-value transactions of one customer on one day (domain.md §5.3): cash, transfers of entities, of persons, across the
border. A limit is reached by one transaction or by those of the day together; the figure itself is within (含本数)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Sort = Literal["cash", "entity", "person", "cross_border"]
CASH = ("cash_withdrawal", "cash_deposit")
TRANSFERS = ("transfer", "foreign_exchange")
ENTITY = "corporate"


@dataclass(frozen=True)
class Deal:
    """`amount` in the smallest unit of its currency."""

    business_type: str
    currency: str
    amount: int
    cross_border: bool = False
    for_unit: bool = False

    @property
    def sort(self) -> Sort | None:
        """Which limit counts for it; None for business that moves no money."""
        if self.business_type in CASH:
            return "cash"
        if self.business_type not in (*TRANSFERS, ENTITY):
            return None
        if self.for_unit or self.business_type == ENTITY:
            return "entity"
        return "cross_border" if self.cross_border else "person"


def day_total(deal: Deal, others: Iterable[Deal]) -> int:
    """Everything of the same sort and currency on that day, in one sum."""
    alike = [each.amount for each in others if (each.sort, each.currency) == (deal.sort, deal.currency)]
    return deal.amount + sum(alike)
