"""Which limit for large values counts, and what a day adds up to (domain.md §5.3)."""

import pytest

from server.domain.large_value import Deal, day_total


@pytest.mark.parametrize(
    ("deal", "sort"),
    [
        (Deal("cash_deposit", "CNY", 1), "cash"),
        (Deal("cash_deposit", "CNY", 1, for_unit=True), "cash"),
        (Deal("transfer", "CNY", 1), "person"),
        (Deal("transfer", "CNY", 1, cross_border=True), "cross_border"),
        (Deal("transfer", "CNY", 1, for_unit=True), "entity"),
        (Deal("transfer", "CNY", 1, cross_border=True, for_unit=True), "entity"),
        (Deal("corporate", "CNY", 1), "entity"),
        (Deal("data_change", "CNY", 1), None),
        (Deal("data_change", "CNY", 1, for_unit=True), None),
    ],
)
def test_the_limit_follows_from_the_business_and_from_whose_it_is(deal, sort):
    assert deal.sort == sort


def test_a_day_adds_up_what_is_of_the_same_sort_and_currency():
    others = [Deal("cash_withdrawal", "CNY", 30), Deal("cash_deposit", "USD", 500), Deal("transfer", "CNY", 900)]
    assert day_total(Deal("cash_deposit", "CNY", 20), others) == 50
