"""python -m tests.unit.kpi.worked_examples: the worked examples of the reference (domain.md §4) with what the definitions make of them.

The figures are computed while the table is printed, of the records that the tests of the five KPIs use; a test holds that they are
what the reference says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from server.domain.kpi import Figure
from sync.server.state import RecordState
from tests.unit.kpi.bank import figures
from tests.unit.kpi.test_business import business, error, month, void
from tests.unit.kpi.test_events import event, quarter, rating
from tests.unit.kpi.test_opinions import copies, measure, opinion
from tests.unit.kpi.test_safety import FAILED, drill, hazard, missed, walk
from tests.unit.kpi.test_satisfaction import answers

NOVEMBER, QUARTER = "2026-11", "2026Q4"
STATUSES = {"met": "达标", "not_met": "未达标", "no_sample": "无样本", "open": "未到期", "shown": "只展示"}
HEAD = ("KPI", "情形", "期间", "指标", "分子/分母", "数值", "目标", "结论")


class Example(NamedTuple):
    """`expected` is by figure what the reference says of it: value and status."""

    kpi: str
    case: str
    period: str
    records: Iterable[RecordState]
    expected: dict[str, tuple[str | None, str]]
    person: str | None = None


EXAMPLES = (
    Example("k1", "40 份有效答卷，34 份满意", NOVEMBER, answers(34, 6), {"satisfied": ("85.00%", "met")}),
    Example("k1", "84.999%：先比较，后取两位", NOVEMBER, answers(16_999, 3_000), {"satisfied": ("85.00%", "not_met")}),
    Example("k1", "没有答卷", NOVEMBER, [], {"satisfied": (None, "no_sample")}),
    Example("k1", "29 份全部满意：样本偏少", NOVEMBER, answers(29, 0), {"satisfied": ("100.00%", "met")}),
    Example(
        "k2", "500 笔，10 笔有差错", NOVEMBER, month(490, 10), {"business": ("500", "met"), "errors": ("2.00%", "met")}
    ),
    Example(
        "k2",
        "500 笔，11 笔有差错",
        NOVEMBER,
        month(489, 11),
        {"business": ("500", "met"), "errors": ("2.20%", "not_met")},
    ),
    Example("k2", "没有办理业务", NOVEMBER, [], {"business": ("0", "not_met"), "errors": (None, "no_sample")}),
    Example(
        "k2",
        "一笔业务三条差错，只计一次",
        NOVEMBER,
        [business(), *(error(name) for name in "abc")],
        {"business": ("1", "not_met"), "errors": ("100.00%", "not_met")},
    ),
    Example(
        "k2", "差错已更正，仍计", NOVEMBER, [business(), error(status="corrected")], {"errors": ("100.00%", "not_met")}
    ),
    Example("k2", "差错不成立，不计", NOVEMBER, [business(), error(status="unfounded")], {"errors": ("0.00%", "met")}),
    Example("k2", "客户撤销，业务仍计", NOVEMBER, [void("customer_cancelled")], {"business": ("1", "not_met")}),
    Example("k2", "误录作废，不计", NOVEMBER, [void("entry_error")], {"business": ("0", "not_met")}),
    Example(
        "k2",
        "同一核心流水号登记两次",
        NOVEMBER,
        [business("a", serial="SAME01"), business("b", serial="SAME01")],
        {"business": ("1", "not_met")},
    ),
    Example(
        "k3",
        "99 条反馈，已提出措施",
        QUARTER,
        [*copies(opinion(), 99), *measure()],
        {"opinions": ("99", "not_met"), "measures": ("1", "met")},
    ),
    Example(
        "k3",
        "120 条反馈，措施未提交",
        QUARTER,
        [*copies(opinion(), 120), *measure(plan="drafting")],
        {"opinions": ("120", "met"), "measures": ("0", "not_met")},
    ),
    Example("k4", "一季度到场两场活动", QUARTER, quarter(2), {"events": ("2", "not_met")}, "li"),
    Example("k4", "一季度到场三场活动", QUARTER, quarter(3), {"events": ("3", "met")}, "li"),
    Example(
        "k4",
        "12 月 31 日 23:30 结束，计入当季",
        QUARTER,
        [*quarter(1)[1:], event("event-0", ended="2026-12-31T15:30:00.000Z")],
        {"events": ("1", "not_met")},
        "li",
    ),
    Example(
        "k4",
        "活动评分只展示，不评判",
        QUARTER,
        [*quarter(3), rating("a", 5, "event-0"), rating("b", 4, "event-1")],
        {"events": ("3", "met"), "event_score": ("4.50", "shown")},
    ),
    Example(
        "k5",
        "应查 12 次，11 次完美，1 次漏检",
        NOVEMBER,
        [*(walk(f"round-{number}") for number in range(11)), missed()],
        {"items": ("91.67%", "not_met")},
    ),
    Example(
        "k5",
        "一项不合格，按期整改并销号",
        NOVEMBER,
        [walk(results=FAILED), hazard()],
        {"items": ("100.00%", "met"), "first_pass": ("66.67%", "shown")},
    ),
    Example(
        "k5",
        "一项不合格，隐患未销号",
        NOVEMBER,
        [walk(results=FAILED), hazard(status="rectifying", verified=None)],
        {"items": ("66.67%", "not_met")},
    ),
    Example("k5", "没有检查", NOVEMBER, [], {"items": (None, "no_sample")}),
    Example(
        "k5",
        "当季一次消防演练",
        QUARTER,
        [drill(scenario="fire")],
        {"drills": ("1", "met"), "fire_drills": ("1", "met")},
    ),
    Example(
        "k5",
        "当季只有防抢演练，半年无消防演练",
        QUARTER,
        [drill()],
        {"drills": ("1", "met"), "fire_drills": ("0", "not_met")},
    ),
)


def computed(example: Example) -> dict[str, Figure]:
    found = figures(example.kpi, example.records, example.period, example.person)
    return {code: found[code] for code in example.expected}


def as_markdown() -> str:
    lines = [HEAD, tuple("-" for _ in HEAD), *(row for example in EXAMPLES for row in _rows(example))]
    return "".join(f"|{'|'.join(line)}|\n" for line in lines)


def _rows(example: Example) -> Iterable[tuple[str, ...]]:
    for figure in computed(example).values():
        parts = str(figure.numerator) if figure.sort == "count" else f"{figure.numerator}/{figure.denominator}"
        said = STATUSES[figure.status] + ("（样本偏少）" if figure.small_sample else "")
        target = figure.target.text if figure.target else "—"
        yield (
            example.kpi.upper(),
            example.case,
            figure.period,
            figure.zh,
            parts,
            figure.value or "—",
            target,
            said,
        )


if __name__ == "__main__":
    print(as_markdown(), end="")
