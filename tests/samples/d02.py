"""D02 满意度调查反馈: a month of some fifty questionnaires with the five months before."""

from __future__ import annotations

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d02 import month_sheet
from tests.samples.build import UNBROKEN, at, period, record, subject

SERIAL = "MYF-0113-202611-v1"
WORDS = (
    "讲得很清楚，希望下午多开一个窗口。",
    "等了四十多分钟才叫到，能不能提前短信提醒？",
    "大堂王经理很耐心，帮我爷爷把字放大了慢慢讲。",
    "材料说了两遍都不一样，害我跑了两趟，请一次说清楚。",
    "空调太冷，等候区椅子不够。",
)
SCALE = ("5", "5", "4", "5", "4", "3", "5", "4", "2", "5", "4", "not_applicable")


def questionnaire(number: int, month: int = 11, scene: str | None = None, **values: object) -> Subject:
    """One of a plausible month: seven in eight satisfied, a few not returned."""
    day, hour = number * 7 % 28 + 1, 1 + number % 8
    begun = at(month, day, hour, 10)
    about = scene or ("counter", "consultation", "counter", "campaign")[number % 4]
    status = "expired" if number % 13 == 0 else "issued" if number % 17 == 0 else "submitted"
    overall = ("5", "4", "5", "4", "5", "2", "4", "5")[(number * 3 + month) % 8]
    rated = {f"q{each}": SCALE[(number * each + month) % len(SCALE)] for each in range(2, 9)}
    answers = {
        **rated,
        "q1": overall,
        "q9": (9, 10, 8, 9, 6, 10, 7, 10)[number % 8],
        "q10": WORDS[number % len(WORDS)] if number % 3 == 0 or overall == "2" else None,
        "started_at": begun,
        "submitted_at": at(month, day, hour, 11),
    }
    returned = answers if status == "submitted" else dict.fromkeys((*answers, "q10"))
    return subject(
        record(
            "survey_response",
            number,
            status,
            at(month, day, hour, 5),
            linked=f"service-{month}-{number}",
            scene=about,
            mode=("self", "qr", "self", "staff")[0 if number % 11 else 3],
            **{**returned, **values},
        )
    )


def low(number: int) -> Subject:
    """A dissatisfied customer whose words became an opinion that was answered."""
    found = questionnaire(number, q1="1", q5="1", q10=WORDS[1])
    opinion = record(
        "feedback",
        number,
        "replied",
        at(11, 20),
        content=WORDS[1],
        handling="与运营主管商定月初上午增开弹性窗口。",
        reply="已致电说明，12 月起每月前三个营业日增开一个窗口，可预约叫号。",
    )
    return Subject(found.kind, found.record, [(subject(opinion).kind, opinion)])


def realistic() -> Printed:
    month = [low(1), *(questionnaire(number) for number in range(2, 58))]
    hasty = questionnaire(58, submitted_at=at(11, 15, 3, 10), started_at=at(11, 15, 3, 10))
    before = [[questionnaire(number, 11 - back) for number in range(1, 40 + back)] for back in (1, 2, 3, 4, 5)]
    before[3] = []
    return month_sheet(period("2026-11", SERIAL, [*month, hasty], before))


def minimal() -> Printed:
    return month_sheet(period("2026-11", SERIAL, [questionnaire(17)]))


def extreme() -> Printed:
    many = [questionnaire(number, q1="1", q10=UNBROKEN[:500]) for number in range(1, 251)]
    return month_sheet(period("2026-11", SERIAL, many))
