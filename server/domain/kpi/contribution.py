"""What a record contributes to a KPI in a month: to whose account, which amounts, and why these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from server.domain.kpi.fact import Fact
from sync.server.value import value

Amounts = Mapping[str, tuple[int, int]]
"""By measure: numerator and denominator. A measure that is only counted has no denominator (0)."""


@value
class Contribution:
    """One row of what is under a figure. `month` is the month whose figure it belongs to, `reason` a code of the definition.
    A record that is not counted contributes nothing and says why."""

    record_id: str
    month: str
    at: str
    person: str
    counted: bool
    reason: str
    amounts: Amounts = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def counted(fact: Fact, reason: str, amounts: Amounts, flags: tuple[str, ...] = ()) -> Contribution:
    return Contribution(fact.record_id, fact.month, fact.at, fact.person, True, reason, amounts, flags)


def not_counted(fact: Fact, reason: str, flags: tuple[str, ...] = ()) -> Contribution:
    return Contribution(fact.record_id, fact.month, fact.at, fact.person, False, reason, {}, flags)
