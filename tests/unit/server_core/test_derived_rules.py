"""What derived fields are worked out from: identity numbers, ages, amounts of a day, terms."""

from datetime import date

import pytest

from server.domain.identity_documents import birth_date, gender
from server.domain.large_value import Deal, day_total
from server.services.derive_rules.times import later
from sync.linked import age_on

NUMBER = "11010519491231002X"


def test_a_resident_number_tells_birth_and_sex():
    assert (birth_date(NUMBER), gender(NUMBER)) == (date(1949, 12, 31), "female")


@pytest.mark.parametrize("number", [None, "E12345678", "110105194912310021"])
def test_what_is_no_such_number_tells_nothing(number):
    assert (birth_date(number), gender(number)) == (None, None)


@pytest.mark.parametrize(("day", "age"), [("2026-11-23", 59), ("2026-11-24", 60)])
def test_an_age_is_reached_on_the_birthday(day, age):
    assert age_on("1966-11-24", day) == age


def test_who_was_born_on_a_leap_day_is_older_in_march():
    assert [age_on("2008-02-29", day) for day in ("2026-02-28", "2026-03-01")] == [17, 18]


def test_only_deals_of_the_same_sort_and_currency_count_together():
    cash = Deal("cash_withdrawal", "CNY", 3_000_000)
    others = [
        Deal("cash_deposit", "CNY", 2_000_000),
        Deal("transfer", "CNY", 9_000_000),
        Deal("cash_deposit", "USD", 9_000_000),
    ]
    assert day_total(cash, others) == 5_000_000


@pytest.mark.parametrize(
    ("deal", "sort"),
    [
        (Deal("transfer", "CNY", 1), "person"),
        (Deal("transfer", "CNY", 1, cross_border=True), "cross_border"),
        (Deal("corporate", "CNY", 1), "entity"),
        (Deal("loss_report", "CNY", 1), None),
    ],
)
def test_a_deal_falls_under_the_limit_of_its_sort(deal, sort):
    assert deal.sort == sort


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [(15, "day", "2026-12-09"), (1, "year", "2027-11-24"), (3, "month", "2027-02-24"), (10**9, "day", None)],
)
def test_a_term_is_counted_from_the_day_after(count, unit, day):
    assert later(date(2026, 11, 24), count, unit) == day


def test_a_month_without_that_day_ends_the_term_on_its_last():
    assert later(date(2026, 11, 30), 3, "month") == "2027-02-28"
