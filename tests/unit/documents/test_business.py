"""The business of a day or a month: what is counted, which sums are added up, and what is told apart."""

from __future__ import annotations

from typing import Any

from server.documents import amounts
from server.documents.deliverables.d03 import period_sheet
from server.domain.moments import from_wire
from tests.samples.build import at, period, subject
from tests.samples.d03 import SERIAL, business, opening, piece, wrong


def sheet(*found, code="2026-11-24", previous=None):
    return period_sheet(period(code, SERIAL, found, previous_cutoff=previous)).context


def transfer(number: int, status: str = "completed", **values: Any):
    return piece(business(number, status=status, **{"business_type": "transfer", "amount": 100_00, **values}))


def test_only_what_was_completed_is_added_up() -> None:
    (row,) = sheet(transfer(1), transfer(2), transfer(3, "in_progress"), transfer(4, "cancelled")).sorts
    assert (row.count, row.done, row.total, row.capitals) == (4, 2, "200.00", "人民币贰佰元整")


def test_sums_of_two_currencies_are_never_added_up() -> None:
    rows = sheet(transfer(1, currency="CNY"), transfer(2, currency="USD"), transfer(3, currency="USD")).sorts
    assert [(row.currency, row.total) for row in rows] == [("美元", "200.00"), ("人民币", "100.00")]


def test_what_comes_in_and_what_goes_out_stand_apart() -> None:
    found = sheet(transfer(1, business_type="cash_deposit"), transfer(2, business_type="cash_withdrawal"))
    assert [row.total for row in found.sorts] == ["100.00", "100.00"]


def test_a_sum_names_the_records_it_is_made_of() -> None:
    first, second = transfer(1), transfer(2, "in_progress")
    (row,) = sheet(first, second).sorts
    assert row.numbers == (first.record.no,)


def test_a_void_record_is_listed_and_counted_nowhere() -> None:
    found = sheet(transfer(1), transfer(2, "voided", void_cause="duplicate"))
    assert [row.count for row in found.sorts] == [1]
    assert [(row.number, row.cause) for row in found.voids] == [(transfer(2).record.no, "重复登记")]
    assert [row.void for row in found.rows] == [False, True]


def test_an_opening_is_one_sort_of_business_among_the_others() -> None:
    rows = sheet(transfer(1), piece(opening(1))).sorts
    assert [(row.sort, row.currency, row.total) for row in rows] == [
        ("账户开立", "", "—"),
        ("转账汇款", "人民币", "100.00"),
    ]


def test_an_error_that_is_unfounded_is_listed_and_not_counted() -> None:
    of = business(1)
    errors = [wrong(1, of, "established"), wrong(2, of, "unfounded"), wrong(3, of, "corrected")]
    found = sheet(piece(of, *errors))
    assert next(each for each in found.figures if each.what == "差错成立").much == "2"
    assert len(found.errors) == 3
    assert found.rows[0].errors == tuple(error.no for error in errors)


def test_an_error_that_is_of_the_day_and_of_its_business_is_listed_once() -> None:
    of = business(1)
    error = wrong(1, of, "established")
    found = sheet(piece(of, error), subject(error, named=[of]))
    assert [(row.number, row.business) for row in found.errors] == [(error.no, of.no)]


def test_an_error_in_the_business_of_another_day_names_it() -> None:
    of = business(1, day=3)
    assert [row.business for row in sheet(subject(wrong(1, of, "to_confirm"), named=[of])).errors] == [of.no]


def test_what_came_after_the_version_before_is_marked() -> None:
    found = sheet(transfer(1), previous=from_wire(at(11, 23)))
    assert found.rows[0].late
    assert found.notes == (f"上一版之后补录 1 笔：{transfer(1).record.no}。",)


def test_of_the_day_itself_the_hour_says_enough() -> None:
    arrived = transfer(2, arrived_at=at(11, 24, 8, 30), promised_at=None)
    assert sheet(arrived).rows[0].done == "到账 16:30"
    assert sheet(arrived, code="2026-11").rows[0].done == "到账 11月24日 16:30"


def test_a_customer_is_masked_and_one_nobody_registered_is_said_so() -> None:
    known, unknown = transfer(1, customer_id="customer-1"), transfer(2, customer_id=None)
    assert {row.customer for row in sheet(known, unknown).rows} == {"王**", "未登记"}


def test_foreign_sums_are_written_in_capitals_under_their_own_name() -> None:
    assert amounts.capitals(500_000, "美元") == "美元伍仟元整"


def test_what_is_completed_says_when_unless_more_is_known() -> None:
    done = transfer(1, completed_at=at(11, 24, 3), promised_at=at(11, 24, 9), arrived_at=None)
    promised = transfer(2, "in_progress", completed_at=None, promised_at=at(11, 25, 9), arrived_at=None)
    assert [row.done for row in sheet(done).rows] == ["完成 11:00"]
    assert [row.done for row in sheet(promised).rows] == ["承诺 11月25日 17:00"]
