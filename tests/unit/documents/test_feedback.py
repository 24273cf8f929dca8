"""The analysis of a quarter: each matter once, every figure with its records, and nobody recognised."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.documents.deliverables import d10
from server.documents.deliverables.d07 import quarter_sheet
from server.domain.matters import Voice, count_matters
from tests.samples import d07 as samples
from tests.samples import d10 as events
from tests.samples.build import at, period, record, subject
from tests.samples.d07 import complaint, measure, opinion, plain


def voice(id: str, **more: object) -> Voice:
    return Voice(**{"id": id, "at": id, "void": False, "complaint": False, **more})


def sheet(*subjects, earlier=()):
    return quarter_sheet(period("2026Q3", samples.SERIAL, subjects, earlier)).context


def test_an_opinion_its_repetition_and_the_complaint_made_of_it_are_one_matter() -> None:
    found = count_matters([voice("a"), voice("b", same_as="a"), voice("c", same_as="b", complaint=True), voice("d")])
    assert found.counting == ("a", "d")
    assert dict(found.excluded) == {"b": "repeated", "c": "repeated"}


def test_the_repetition_counts_when_the_first_is_void() -> None:
    found = count_matters([voice("a", void=True), voice("b", same_as="a")])
    assert (found.counting, found.excluded) == (("b",), (("a", "void"),))


def test_what_was_counted_in_an_earlier_quarter_does_not_count_again() -> None:
    assert count_matters([voice("b", same_as="a", told_before=True)]).excluded == (("b", "earlier"),)


@given(st.permutations([voice("a"), voice("b", same_as="a"), voice("c", same_as="b"), voice("d", same_as="e")]))
def test_the_order_in_which_they_are_read_changes_nothing(voices: list[Voice]) -> None:
    assert set(count_matters(voices).counting) == {"a", "d"}


def test_every_figure_names_as_many_records_as_it_counts() -> None:
    told = samples.realistic().context
    for name, count, numbers in told.evidence:
        assert len(numbers.split("、")) == count, name
    by_name = {name: count for name, count, _ in told.evidence}
    assert {row.name: row.count for row in told.categories} == {
        name.removeprefix("分类："): count for name, count in by_name.items() if name.startswith("分类：")
    }
    assert sum(count for _, count, _ in told.channels) == int(told.figures[0].much)


def test_nobody_is_recognised_by_the_analysis() -> None:
    written = str(asdict(samples.realistic().context))
    for said in ("李女士", "王经理", "陈建国", "13812345678", "6222021123456789"):
        assert said not in written


def test_praise_is_no_trouble_and_what_nobody_sorted_stands_last() -> None:
    told = sheet(*plain([opinion(1, kind="praise", category="22"), opinion(2, category=None, kind="demand")]))
    assert [row.name for row in told.categories] == ["尚未分类"]
    assert (told.figures[0].much, told.figures[2].much, told.measures) == ("2", "1", ())


def test_a_category_is_compared_with_the_quarter_before() -> None:
    before = plain(opinion(number, 4, category="1", kind="demand") for number in range(1, 4))
    told = sheet(*plain([opinion(9, category="1", kind="demand")]), earlier=[before])
    assert told.course == (("等候过久", (3, 1), "-2"),)
    assert (told.categories[0].change, told.figures[5].much) == ("-2", "-2")


def test_measures_stand_beside_what_is_usually_done() -> None:
    told = sheet(measure(1, opinion(1, category="1", kind="demand")))
    assert [(row.category, row.usual, row.made) for row in told.measures] == [
        ("等候过久", "高峰时段弹性开窗；推广线上预约", "GJ-0113-260928-0001")
    ]
    assert told.causes == (("流程", 1, "100.00%", "GJ-0113-260928-0001"),)


def test_marketing_is_compared_and_never_added_up() -> None:
    told = samples.realistic().context
    assert [row.score for row in told.surveys][-1] == "得分 86.5"
    assert len({row.sample for row in told.surveys}) == 3


@pytest.mark.parametrize(
    ("reports", "says"),
    [
        ([], "分析报告尚未提交"),
        ([record("analysis_report", 1, "drafting", at(10, 1))], "编写中"),
        ([record("analysis_report", 1, "submitted", at(10, 1))], "结论依据 BG-0113-261001-0001"),
    ],
)
def test_conclusions_are_printed_only_once_they_are_submitted(reports, says) -> None:
    told = sheet(*plain([opinion(1), *reports]))
    assert says in told.written.standing
    assert bool(told.written.suggestions) == says.startswith("结论依据")


def test_a_complaint_made_of_an_opinion_outside_the_quarter_was_counted_there() -> None:
    first = opinion(1, 4)
    told = sheet(subject(complaint(1, linked=first.id), named=[first]))
    assert told.figures[0].much == "0"
    assert "已在早前的报告期计入" in told.notes[-1]


def test_pictures_of_an_event_are_shown_only_with_consent() -> None:
    photos = {name: f"asset:{name}" for name in events.PICTURES}
    assert len(events.paper((), photos, photos=events.PICTURES, image_consent=True).context.photos) == 3
    for consent in (None, False):
        told = events.paper((), photos, photos=events.PICTURES, image_consent=consent).context
        assert (told.photos, told.no_photos) == ((), d10.NOT_SHOWN)


def test_an_event_is_told_by_who_came_and_what_they_said() -> None:
    told = events.realistic().context
    assert [figure.much for figure in told.figures] == ["40", "43", "107.50%", "4.15", "81.82%", "6"]
    written = str(asdict(told))
    for said in ("何阿姨", "王芳经理", "13512345678"):
        assert said not in written
