"""Safety inspections on paper: what is due, what passes at first and after rectification, and what is still dangerous."""

from __future__ import annotations

from server.documents.deliverables.d11 import sheet
from server.documents.deliverables.d11_month import month_sheet
from server.documents.deliverables.inspections import round_of
from server.domain.shares import Share
from tests.samples.build import at, material, period, subject
from tests.samples.d11 import SERIAL, hazard, inspection, row

SPECIAL = {"kind": "special", "special_topic": "节前消防检查"}


def one(*hazards, results, **values):
    return subject(inspection(1, results, **{**SPECIAL, **values}), linked=hazards)


def of(*hazards, results, **values):
    return round_of(one(*hazards, results=results, **values), material(SERIAL))


def report(*hazards, results):
    return sheet(material(SERIAL), one(*hazards, results=results)).context


def test_an_item_that_does_not_apply_is_not_counted_and_an_unchecked_one_does_not_pass() -> None:
    found = of(results=[row("CK01"), row("CK02", "not_applicable"), row("CK03", "unchecked")])
    assert (found.first, len(found.results)) == (Share(1, 2), 3)


def test_what_the_checklist_asks_for_and_nobody_entered_was_not_checked() -> None:
    found = of(results=[row("CK06")], kind="patrol")
    assert len(found.items("unchecked")) == len(found.results) - 1 > 5
    assert found.items("pass") == ["CK06"]


def test_a_hazard_closed_out_on_its_last_day_passes_after_rectification() -> None:
    failed = [row("CK13", "fail"), row("CK01")]
    on_the_day = hazard(1, "CK13", verified_at=at(12, 1, 8), due_on="2026-12-01")
    too_late = hazard(1, "CK13", verified_at=at(12, 2, 8), due_on="2026-12-01")
    assert of(on_the_day, results=failed).mended == Share(2, 2)
    assert of(too_late, results=failed).mended == Share(1, 2)
    assert of(hazard(1, "CK13", "rectifying"), results=failed).mended == Share(1, 2)


def test_a_late_closing_out_is_told_and_leaves_nothing_open() -> None:
    late = hazard(1, "CK13", verified_at=at(12, 2, 8), due_on="2026-12-01")
    printed = report(late, results=[row("CK13", "fail")])
    assert printed.faults[0].standing == "已销号（逾期） 2026年12月2日"
    assert printed.open_hazards == ()


def test_a_fault_without_a_hazard_is_said_to_have_none_and_stays_open() -> None:
    printed = report(results=[row("CK13", "fail", reason="积水")])
    assert (printed.faults[0].hazard, len(printed.open_hazards)) == ("未登记隐患", 1)


def test_a_picture_that_could_not_be_read_keeps_its_place() -> None:
    printed = report(results=[row("CK13", "fail", photos=["sha256:" + "0" * 64])])
    assert [(photo.address, photo.says) for photo in printed.faults[0].photos] == [("", "整改前 1")]


def test_who_wrote_first_in_a_scheduled_round_inspected() -> None:
    printed = report(results=[row("CK01")])
    assert [(each.role, each.name) for each in printed.signers[:1]] == [("检查人", "张军")]


def month(*found, earlier=()):
    return month_sheet(period("2026-11", SERIAL, found, earlier)).context


def test_the_items_of_a_missed_round_count_as_not_checked() -> None:
    missed = subject(inspection(2, [], "missed", kind="patrol", inspector=None))
    printed = month(one(results=[row("CK01")]), missed)
    (patrol,) = (each for each in printed.kinds if each.name == "营业中巡查")
    assert (patrol.done, patrol.missed, patrol.unchecked, patrol.first) == (0, 1, patrol.points, "0.00%")
    assert [number for number, _, _ in printed.missed] == [missed.record.no]


def test_a_hazard_of_an_earlier_month_that_is_still_there_is_listed_first_by_its_day() -> None:
    now = subject(hazard(1, "CK13", "found", due_on="2026-12-09"))
    before = subject(hazard(2, "CK01", "supervised", due_on="2026-09-30"))
    closed = subject(hazard(3, "CK02"))
    printed = month(now, earlier=[[before, closed]])
    assert [(each.number, each.overdue) for each in printed.open_hazards] == [
        (before.record.no, True),
        (now.record.no, False),
    ]


def test_a_month_without_inspections_says_so() -> None:
    printed = month(subject(hazard(1, "CK13")))
    assert (printed.kinds, printed.figures[4].much) == ((), "无样本")
