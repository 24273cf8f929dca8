"""Amounts against the figures of regulations. An amount in a currency without a figure of its own is not judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from server.domain.large_value import Deal, day_total
from server.domain.moments import bank_day, from_wire, to_wire
from server.services.derive_rules.asked import Asked, Given, Rule


def threshold_reached(given: Given, asked: Asked) -> bool | None:
    """`amount` in `currency` against the figure named by the argument of that currency (`cny`, `usd`); 含本数. What keeps people
    from going on says `verified`: for it a figure that nobody has checked against its source is never reached."""
    code = given.get(str(given["currency"]).lower())
    figure = asked.figure(code) if code else None
    if figure is None or given["amount"] is None:
        return None
    return bool(given["amount"] >= figure.value) and (figure.verified or "verified" not in given)


def large_value(given: Given, asked: Asked) -> bool | None:
    """Whether the customer's transactions of that day, of the same sort and currency, reach the limit together. `key` names the
    key by which their records are found; the other arguments are fields of each of them as well."""
    deal = _deal(given)
    figure = asked.figure(f"large_{deal.sort}_{deal.currency.lower()}") if deal and deal.sort else None
    if deal is None or figure is None:
        return None
    others = [found for each in _same_day(given, asked) if (found := _deal(each)) is not None]
    return day_total(deal, others) >= figure.value


def _same_day(given: Given, asked: Asked) -> list[Given]:
    """What the other records of that customer and day say; a refused or void one holds no key."""
    others = asked.others(str(given["key"]))
    ids = [each.record_id for each in others if bank_day(from_wire(each.occurred_at)) == asked.day]
    records = [asked.about.view.record(each) for each in ids]
    return [record.payload for record in records if record is not None]


def _deal(values: Mapping[str, Any]) -> Deal | None:
    business, currency, amount = values.get("business_type"), values.get("currency"), values.get("amount")
    if business is None or currency is None or amount is None:
        return None
    return Deal(business, currency, amount, values.get("cross_border") is True, values.get("for_unit") is True)


def recurrence(given: Given, asked: Asked) -> bool:
    """Whether another standing record with the same `key` happened within the figure `days` before."""
    figure = asked.figure(str(given["days"]))
    if figure is None:
        return False
    first = to_wire(asked.at - timedelta(days=figure.value))
    return any(first <= each.occurred_at < asked.about.occurred_at for each in asked.others(str(given["key"])))


def _same_bank_day(changed_at: str, other_at: str) -> bool:
    return bank_day(from_wire(changed_at)) == bank_day(from_wire(other_at))


def _happened_later(changed_at: str, other_at: str) -> bool:
    return changed_at < other_at


# Of the rules that look at records with the same key: whether what happened at the first moment counts for one of the second.
NEIGHBOURS: Mapping[str, Callable[[str, str], bool]] = {
    "large_value": _same_bank_day,
    "recurrence": _happened_later,
}
RULES: Mapping[str, Rule] = {
    "threshold_reached": threshold_reached,
    "large_value": large_value,
    "recurrence": recurrence,
}
