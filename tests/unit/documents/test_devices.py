"""The month of the devices: what is counted, and what is proposed to whom."""

from __future__ import annotations

from fractions import Fraction

from server.documents.deliverables.d05 import mean_minutes, month_sheet, succeeded
from server.domain.shares import Share
from tests.samples.build import period
from tests.samples.d05 import SERIAL, fault, of_device, session


def sheet(*found):
    return month_sheet(period("2026-11", SERIAL, found)).context


def test_a_session_that_has_not_ended_is_no_failure() -> None:
    assert succeeded([session(1), session(5), of_device("assist_session", 9, "in_progress", outcome=None)]) == Share(
        1, 2
    )


def test_the_time_down_is_that_of_faults_that_are_over() -> None:
    ended = [fault(1, downtime_minutes=10), fault(2, downtime_minutes=15)]
    assert mean_minutes([*ended, fault(3, downtime_minutes=None)]) == Fraction(25, 2)
    assert mean_minutes([]) is None


def test_a_fault_that_came_back_is_proposed_to_technical_support() -> None:
    again = fault(1, recurrence=True, fault_code="GN01")
    (proposal,) = sheet(again, fault(2, recurrence=False, fault_code="GP01")).proposals
    assert proposal[0] == "技术支持部门"
    assert "卡钞" in proposal[1]
    assert proposal[2] == "本月 1 次，复发 1 次"


def test_void_records_do_not_count_and_are_named() -> None:
    void = of_device("fault_ticket", 7, "voided")
    printed = sheet(session(1), void)
    assert printed.faults == ()
    assert void.record.no in printed.notes[-1]


def test_a_month_without_sessions_has_no_rate() -> None:
    assert sheet(fault(1)).figures[1].much == "无样本"
