"""What deliverables are built from: periods, sums, charts, pictures."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server.documents.amounts import LARGEST, capitals, digits
from server.documents.charts import BASE, bars, pareto, trend
from server.domain.periods import parse_period, period_of
from server.services.read_pictures import LONGEST_SIDE, printable, strokes_of

SPANS = st.sampled_from(["day", "month", "quarter"])
DAYS = st.dates(date(2001, 1, 1), date(2900, 12, 31))


@given(SPANS, DAYS)
def test_a_period_holds_its_days_and_meets_its_neighbours(span, day) -> None:
    period = period_of(span, day)
    assert period.first <= day < period.until
    assert period.before().until == period.first
    assert parse_period(period.code) == period


def test_a_month_begins_and_ends_at_midnight_in_shanghai() -> None:
    month = parse_period("2026-11")
    assert month.holds(datetime(2026, 10, 31, 16, 0, tzinfo=UTC))
    assert not month.holds(datetime(2026, 11, 30, 16, 0, tzinfo=UTC))
    assert (month.serial, parse_period("2026Q4").serial, parse_period("2026-11-24").serial) == (
        *("202611", "2026Q4"),
        "20261124",
    )


@pytest.mark.parametrize("code", ["2026-13", "2026Q5", "0001-01-01", "2026-02-30", "today", ""])
def test_what_is_no_period_is_refused(code) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(code)


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (1_000_000_500, "壹仟万零伍元整"),
        (100_000_000_000, "壹拾亿元整"),
    ],
)
def test_sums_are_written_in_capital_numerals(cents, written) -> None:
    """正确填写票据和结算凭证的基本规定, with its own examples."""
    assert capitals(cents) == f"人民币{written}"


@given(st.integers(0, LARGEST - 1))
def test_a_sum_never_shows_two_zeros_beside_each_other_and_always_ends(cents) -> None:
    written = capitals(cents)
    assert "零零" not in written
    assert written.endswith(("整", "分"))
    assert int(digits(cents).replace(",", "").replace(".", "")) == cents


def test_the_longest_bar_fills_the_room_and_an_empty_chart_has_none() -> None:
    drawn = bars([("咨询", 10), ("投诉", 5)], "件").bars
    assert drawn[0].length == 2 * drawn[1].length
    assert drawn[0].value == "10件"
    assert bars([]).height == 0


def test_a_pareto_begins_with_the_most_frequent_and_reaches_all() -> None:
    chart = pareto([("少", 1), ("多", 9)])
    assert [column.value for column in chart.columns] == ["9", "1"]
    assert chart.shares[-1][2] == "100%"


def test_a_period_without_a_sample_cuts_the_line() -> None:
    rows = [("1月", 80), ("2月", None), ("3月", Fraction(90)), ("4月", 100)]
    chart = trend(rows, ["80%", "", "90%", "100%"], (0, 100))
    assert chart.points[1].y is None
    assert len(chart.lines) == 1
    assert chart.points[3].y is not None
    assert chart.points[0].y is not None
    assert chart.points[3].y < chart.points[0].y < BASE


def test_a_photo_is_scaled_for_paper_without_its_metadata() -> None:
    large = io.BytesIO()
    Image.new("RGB", (4000, 3000), "grey").save(large, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    made = printable(large.getvalue())
    assert made is not None
    with Image.open(io.BytesIO(made)) as opened:
        assert max(opened.size) == LONGEST_SIDE
        assert "exif" not in opened.info


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe0 cut off"])
def test_what_is_no_picture_is_left_out(content) -> None:
    assert printable(content) is None


def test_a_signature_becomes_a_path_and_a_touch_a_dot() -> None:
    drawn = {"v": 1, "width": 300, "height": 100, "strokes": [[[1, 2, 0], [3, 4, 9]], [[5, 6, 0]]]}
    strokes = strokes_of(json.dumps(drawn).encode())
    assert strokes is not None
    assert strokes.path == "M1 2L3 4M5 6h0.1"
    assert strokes_of(b'{"v": 1}') is None
