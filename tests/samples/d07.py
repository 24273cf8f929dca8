"""D07 客户反馈分析报告: a quarter of some hundred opinions with the three before, one with two, and one as long as may be."""

from __future__ import annotations

from collections.abc import Iterable

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d07 import quarter_sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, period, record, subject
from tests.samples.d02 import questionnaire

SERIAL = "FXB-0113-2026Q3-v1"
FIRST_MONTH = 7
SAID = (
    ("1", "discontent", "高峰时段排队太久，只开两个窗口，等候时间长。"),
    ("1", "discontent", "上午等候时间太长，等了四十多分钟才叫到，能不能多开窗口。"),
    ("7", "demand", "智慧柜员机字太小看不清，按错了不敢动，要有人陪着操作。"),
    ("5", "discontent", "材料清单说了两遍都不一样，害我跑了两趟，请一次说清楚。"),
    ("22", "praise", "大堂王经理很耐心，帮我爷爷把字放大了慢慢讲。"),
    ("20", "demand", "手机银行登录不了，验证码收不到，打电话 13812345678 也没人回。"),
    ("1", "suggestion", "希望高峰时段提前短信提醒，排队时心里有数。"),
    ("15", "suggestion", "等候区座椅少，腿脚不便的老人排队站着等。"),
    ("13", "demand", "转账三天没到账，查不到，李女士让我来问，卡尾号 6222021123456789。"),
    ("2", "discontent", "柜台态度冷淡，问两句就不耐烦。"),
)
SOURCES = ("onsite", "onsite", "survey", "book", "onsite", "phone", "device", "onsite")


def opinion(number: int, month: int = FIRST_MONTH, **values: object) -> RecordState:
    category, nature, words = SAID[(number * number + month + number // 7) % len(SAID)]
    told = {
        "source": SOURCES[number % len(SOURCES)],
        "kind": nature,
        "category": None if number % 29 == 0 else category,
        "content": words,
        "customer_name": "李女士",
    }
    when = at(month + number % 3, number % 27 + 1, 1 + number % 8, number % 60)
    state = "closed" if number % 5 else "classified"
    return record("feedback", number, state, when, **{**told, **values})


def complaint(number: int, month: int = FIRST_MONTH, **values: object) -> RecordState:
    told = {"category": ("12", "1", "13")[number % 3]}
    return record("complaint", number, "archived", at(month + number % 3, number + 3), **{**told, **values})


def measure(number: int, about: RecordState, **values: object) -> Subject:
    """An opinion with the measure that was put forward on it."""
    made = record("improvement_measure", number, "executing", at(9, 28), feedback_ids=[about.id], **values)
    return subject(about, [made])


def plain(records: Iterable[RecordState]) -> list[Subject]:
    return [subject(each) for each in records]


def beside() -> list[Subject]:
    """Campaign, marketing's data and the analysis of the quarter."""
    campaign = record(
        "survey_campaign",
        2,
        "ended",
        at(8, 20),
        period_from="2026-08-20",
        period_to="2026-09-10",
        issued_count=60,
        returned_count=51,
    )
    return plain(
        [
            campaign,
            record("satisfaction_import", 1, "confirmed", at(10, 19)),
            record("analysis_report", 3, "reviewed", at(10, 12), by="wang"),
        ]
    )


def realistic() -> Printed:
    repeated = record("feedback", 120, "closed", at(9, 29), duplicate_of="feedback-10", category="1")
    subjects = [
        *plain(opinion(number) for number in range(3, 105)),
        measure(1, opinion(1, category="1")),
        measure(2, opinion(2, category="7"), root_cause="device"),
        *plain(complaint(number) for number in range(1, 8)),
        subject(repeated, named=[opinion(10)]),
        *beside(),
        *(questionnaire(number, 8) for number in range(1, 45)),
        *(questionnaire(number, 9, scene="device") for number in range(45, 60)),
    ]
    earlier = [plain(opinion(number, month) for number in range(1, 60 + 11 * month)) for month in (4, 1)]
    return quarter_sheet(period("2026Q3", SERIAL, subjects, [*earlier, []]))


def minimal() -> Printed:
    return quarter_sheet(period("2026Q3", SERIAL, plain([opinion(4), complaint(2)])))


def extreme() -> Printed:
    many = plain(opinion(number, content=UNBROKEN[: 100 + number]) for number in range(1, 501))
    written = record(
        "analysis_report",
        1,
        "submitted",
        at(10, 12),
        trend=UNBROKEN[:1000],
        root_cause_analysis=UNBROKEN,
        suggestions=UNBROKEN,
        quotes=[{"words": UNBROKEN[:300], "category": "1"} for _ in range(20)],
    )
    return quarter_sheet(period("2026Q3", SERIAL, [*many, *plain([written])]))
